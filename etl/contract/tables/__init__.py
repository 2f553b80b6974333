"""Every published table: the contract of the courtyard.

Columns are described once, in `etl.contract.fields`; a table names them, its key, what must be filled and what refers to what.
Caveats come from the short list `CAVEATS` and stand beside every chart drawn from the table.
"""

from __future__ import annotations

from dataclasses import replace

from etl.contract.caveats import CAVEATS as CAVEATS
from etl.contract.fields import COLUMNS
from etl.contract.schema import Field, Kind, Table
from etl.contract.tables import depth

_C = ("countries", "id")
_S = ("sources", "id")
_F = ("families", "series")
_ROOTED = ("root", "root_authority")
_SEEN = ("source_url", "publisher", "source_date", "reading_confidence", "note", "correction")
_SEEN_TWICE = (
    "source_url", "publisher", "source_date", "source_url_2", "publisher_2", "source_date_2",
    "reading_confidence", "note", "correction",
)  # fmt: skip
TABLES: dict[str, Table] = {}


def _column(spec: str) -> Field:
    # "shown=described": a column under another name, for example id of a table with its own meaning
    name, _, base = spec.partition("=")
    return replace(COLUMNS[base], name=name) if base else COLUMNS[name]


def _table(
    name: str, title: str, description: str, kind: Kind, key: str, columns: str,
    required: str = "", refers: dict[str, tuple[str, str]] | None = None,
    spans: tuple[tuple[str, str], ...] = (), derived: str = "",
    licence: str = "CC-BY-4.0", caveats: str = "",
) -> None:  # fmt: skip
    if name in TABLES:
        raise ValueError(f"table {name} is described twice")
    unknown = [c for c in caveats.split() if c not in CAVEATS]
    if unknown:
        raise ValueError(f"table {name}: unknown caveats {unknown}")
    TABLES[name] = Table(
        name, title, description, kind, tuple(key.split()), tuple(_column(c) for c in columns.split()),
        tuple(required.split()), refers or {}, spans, tuple(derived.split()), licence, tuple(caveats.split()),
    )  # fmt: skip


# ---------------------------------------------------------------- observed: what publishers print
_table(
    "trade", "Goods trade by pair and year",
    "One row for each flow of goods between two countries, as one of the two recorded it, in one source and vintage.",
    "observed", "exporter importer period calendar recorded_by valuation commodity source vintage_date",
    "exporter importer period calendar recorded_by valuation commodity value_usd obs_status list_scope source "
    "root_family vintage vintage_date publisher note correction current",
    required="obs_status list_scope root_family vintage publisher",
    refers={"exporter": _C, "importer": _C, "source": _S}, derived="current", licence="terms of each publisher",
    caveats="nobody-reports estimates partial-lists shipment mechanical",
)  # fmt: skip
_table(
    "official_figures", "Figures of national authorities and officials",
    "One row for each trade figure that an authority published or an official stated; where places print it "
    "differently, the lowest and the highest value stand beside it.",
    "observed", "figure_id",
    "figure_id root_family series reporter authority partner partner_type period period_label period_start period_end "
    "calendar flow value_usd value_low_usd value_high_usd rank_printed rank_scope scope cell_basis reading_confidence note correction forecast",
    required="root_family series reporter partner partner_type period period_label calendar flow cell_basis", derived="forecast",
    refers={"reporter": _C, "partner": _C, "series": _F}, spans=(("period_start", "period_end"),),
    caveats="non-oil partial-lists one-sided seen-in-copies",
)  # fmt: skip
_table(
    "sightings", "Where the official figures were seen",
    "One row for each place that prints a figure of `official_figures`.",
    "observed", "sighting_id",
    "sighting_id figure_id value_usd rank_printed rank_scope " + " ".join(_SEEN),
    required="figure_id publisher reading_confidence", refers={"figure_id": ("official_figures", "figure_id")},
    caveats="seen-in-copies",
)  # fmt: skip
_table(
    "growth_statements", "Growth rates stated by officials",
    "Growth rates of turnover as officials stated them; statements, not statistics.",
    "observed", "id", "id period_label topic growth_pct basis_text source_url publisher note correction",
    required="growth_pct publisher", caveats="one-sided seen-in-copies",
)  # fmt: skip
_table(
    "partner_shares", "Iran's top partners by share",
    "Shares of Iran's largest partners as printed in yearly editions of the CIA World Factbook.",
    "observed", "reporter flow period partner source",
    "reporter flow period partner share_pct rank_printed source root_family edition publisher correction",
    required="share_pct root_family publisher", refers={"reporter": _C, "partner": _C, "source": _S},
    licence="public domain", caveats="partial-lists",
)  # fmt: skip
_table(
    "investment", "Foreign investment in Iran",
    "Approved, announced, realised and held investment by origin and period; rows of one root are one piece of evidence.",
    "observed", "id",
    "id host origin origin_id period_label period_start period_end period_precision calendar measure_kind value_usd "
    "rank_printed series cell_basis quote " + " ".join(_ROOTED) + " " + " ".join(_SEEN),
    required="host origin period_label calendar measure_kind series cell_basis root publisher",
    refers={"host": _C, "origin_id": _C, "series": _F}, spans=(("period_start", "period_end"),),
    caveats="one-sided labels overlap seen-in-copies",
)  # fmt: skip
_table(
    "corridor", "Cargo of the North-South corridor",
    "Cargo of the International North-South Transport Corridor by year and branch: actual, forecast and target apart.",
    "observed", "id",
    "id period_label branch tonnes cargo_kind qualifier root_family root_authority source_url publisher source_date note correction",
    required="period_label branch cargo_kind root_family publisher", caveats="overlap one-sided seen-in-copies",
)  # fmt: skip
_table(
    "arms", "Arms transfers",
    "SIPRI trend-indicator values of arms delivered, by year and direction; no delivery row is not zero.",
    "observed", "supplier recipient period source vintage_date",
    "supplier recipient period tiv_million recorded basis_text source vintage vintage_date publisher note correction current",
    required="recorded vintage publisher", refers={"supplier": _C, "recipient": _C, "source": _S}, derived="current",
    licence="SIPRI: non-commercial, with credit", caveats="volume-not-price",
)  # fmt: skip
_table(
    "arms_statements", "SIPRI totals as printed",
    "Totals and shares of arms transfers as newspapers printed them from SIPRI.",
    "observed", "id", "id period_label supplier recipient tiv_million share_pct basis_text source_url publisher note correction",
    required="period_label supplier recipient publisher", refers={"supplier": _C, "recipient": _C},
    licence="SIPRI: non-commercial, with credit", caveats="volume-not-price seen-in-copies",
)  # fmt: skip
_table(
    "un_resolutions", "Roll calls of the UN General Assembly",
    "One row for each roll call held here, with its tally.",
    "observed", "resolution_id",
    "resolution_id resolution date session title theme about_ukraine yes no abstain source root_family basis_text note correction",
    required="resolution date title source root_family", refers={"source": _S}, caveats="partial-lists",
)  # fmt: skip
_table(
    "un_votes", "How twelve countries voted",
    "The vote of a country in a roll call of `un_resolutions`; a country the source does not name has no row.",
    "observed", "resolution_id country", "resolution_id country vote",
    required="vote", refers={"resolution_id": ("un_resolutions", "resolution_id"), "country": _C}, caveats="partial-lists",
)  # fmt: skip
_table(
    "un_agreement", "Voting agreement by pair and year",
    "How often two countries voted alike in the UN General Assembly, by year.",
    "observed", "country_a country_b year source",
    "country_a country_b year roll_calls both_voted identical opposite agree3 agree2 year_coverage source note correction",
    required="both_voted identical source", refers={"country_a": _C, "country_b": _C, "source": _S},
    caveats="series-break partial-lists",
)  # fmt: skip
_table(
    "indicators", "Country indicators",
    "GDP, population, net inflow of foreign direct investment and the US price index, from the World Bank.",
    "observed", "indicator country period source vintage_date",
    "indicator country period indicator_value unit source vintage vintage_date publisher current",
    required="unit vintage publisher", refers={"country": _C, "source": _S}, derived="current",
)  # fmt: skip

# ---------------------------------------------------------------- curated: what we read and sort by hand
_table(
    "agreements", "Agreements",
    "Every notable Russia-Iran agreement on energy, infrastructure and arms, with the furthest stage for which there is evidence.",
    "curated", "id",
    "id parent_id relation signed_date title parties_ru parties_ir sector instrument furthest furthest_claimed binding state umbrella "
    "counts value_usd value_status value_note russian_money_usd realised_usd status_text status_asof " + " ".join(_ROOTED)
    + " " + " ".join(_SEEN_TWICE),
    required="signed_date title sector instrument furthest state umbrella counts status_text publisher",
    refers={"parent_id": ("", "id")}, caveats="overlap one-sided seen-in-copies",
)  # fmt: skip
_table(
    "sanctions_and_events", "Sanctions and events",
    "Dated events of arms, sanctions, diplomacy, the corridor and trade agreements.",
    "curated", "id",
    "id date kind title value_usd actors denial " + " ".join(_ROOTED)
    + " source_url publisher source_url_2 publisher_2 reading_confidence note correction",
    required="date kind title actors root publisher", caveats="not-a-full-count seen-in-copies",
)  # fmt: skip
_table(
    "history", "Historical statements",
    "Dated statements for and against the article's historical asides.",
    "curated", "id", "id topic period_text statement stance root root_authority source_url publisher reading_confidence correction",
    required="topic statement stance root publisher", caveats="seen-in-copies",
)  # fmt: skip
_table(
    "countries", "Countries and groups",
    "Ids used in every table; only countries are ranked.",
    "curated", "id", "id=country name country_kind iso3 m49 valid_from valid_to eu27 sanctioned_by",
    required="name country_kind",
)  # fmt: skip
_table(
    "families", "Series and whose books they read",
    "Each series and the root family behind it; a series may change its root at a period.",
    "curated", "series root_family", "series root_family from_period to_period basis rankable about",
    required="basis rankable about",
)  # fmt: skip
_table(
    "claims", "Claims", "The article's claims in its order.",
    "curated", "id", "id=claim position phrase quoted title about", required="position phrase quoted title about",
)  # fmt: skip
_table(
    "parts", "Parts of the claims", "What of each claim can be checked, and by which rule.",
    "curated", "claim part",
    "claim part position title rule measure strong weak natural settle charts",
    required="position title rule strong settle", refers={"claim": ("claims", "id")},
)  # fmt: skip
_table(
    "choices", "Choices", "The closed set of equally defensible choices; each is a column of `specifications`.",
    "curated", "choice option", "choice option title about", required="title about",
)  # fmt: skip
_table(
    "rules", "Rules", "How a verdict comes about; within a rule type the first condition that matches wins.",
    "curated", "rule position", "rule position verdict condition", required="verdict condition",
)  # fmt: skip

# ---------------------------------------------------------------- derived: what the measures compute
_table(
    "partner_ranks", "Ranks of partners",
    "Rank of each partner in a reporter's trade, as an interval, with the partners counted and missing.",
    "derived", "reporter partner period calendar flow source root_family basis",
    "reporter partner period calendar flow source root_family basis=rank_basis value_usd obs_status rank rank_best rank_worst missing "
    "leaning_on share partners gap_above_usd gap_below_usd flip_pct note",
    required="root_family partners", refers={"reporter": _C, "partner": _C},
    caveats="nobody-reports partial-lists shipment non-oil estimates",
)  # fmt: skip
_table(
    "coverage", "Who reported",
    "For each pair and year of `trade`: whether exporter, importer, both or nobody recorded the flow.",
    "derived", "exporter importer period", "exporter importer period exporter_recorded importer_recorded who",
    required="who", refers={"exporter": _C, "importer": _C}, caveats="nobody-reports",
)  # fmt: skip
_table(
    "mirror_gaps", "Mirror gaps",
    "The same flow in both sides' books: gap, ratio and a reconciled value, at three freight factors. Of Russia and Iran "
    "also flows that one side alone recorded: `none` is then the other source, and the reconciled value is the lone one.",
    "derived", "exporter importer period factor export_source import_source",
    "exporter importer period factor export_usd import_usd export_source import_source gap_log ratio reconciled_usd mirror_only note",
    refers={"exporter": _C, "importer": _C}, caveats="shipment estimates",
)  # fmt: skip
_table(
    "specifications", "Specifications",
    "Every defensible way to measure a part, what it gives, and whether the propositions hold in it.",
    "derived", "claim part specification",
    "claim part specification root_family series period calendar flow eu unspecified valuation=valued_as theme era reading weight cell_basis "
    "value value_low value_high unit flip_pct chance_fifth chance_top5 noise_best noise_worst holds_strong holds_weak why_not "
    "leaning_on row_table row_key",
    required="root_family series period weight", refers={"claim": ("claims", "id")}, caveats="partial-lists estimates",
)  # fmt: skip
_table(
    "evidence", "Evidence",
    "The rows a verdict rests on, each with where it stands and for which side it speaks.",
    "derived", "claim part row_table row_key",
    "claim part row_table row_key stance cell_basis date summary root root_authority root_family denial publisher source_url "
    "publisher_2 source_url_2",
    required="stance summary", refers={"claim": ("claims", "id")}, caveats="seen-in-copies",
)  # fmt: skip
_table(
    "verdicts", "Verdicts",
    "One row for each part: the verdict, what it rests on and how easily it turns.",
    "derived", "claim part",
    "claim part rule verdict holds computable defined strong_share weak_share natural_holds runner_up_holds resolvable evidence agreement "
    "flips_on flip_pct stable verdict_without_imputed verdict_to_1402 value_low value_high unit sentence data_as_of",
    required="rule verdict sentence", refers={"claim": ("claims", "id")},
)  # fmt: skip

# ---------------------------------------------------------------- ledgers: what we know of the data themselves
_table(
    "sources", "Sources",
    "Each source: terms, when it was last asked, what came, and how new its newest observation is.",
    "ledger", "id",
    "id=source title publisher mode homepage licence redistribute citation cadence_days last_tried last_succeeded last_outcome "
    "newest_observation rows raw_file",
    required="title publisher mode licence redistribute citation cadence_days",
)  # fmt: skip
_table(
    "revisions", "Revisions",
    "Cells whose value a later vintage of the same source changed.",
    "ledger", "source row_table cell new_vintage",
    "source row_table cell period old_value new_value change_pct old_vintage new_vintage seen",
    required="old_vintage", refers={"source": _S},
)  # fmt: skip
_table(
    "verdict_log", "History of the verdicts",
    "When a verdict was first given and when new data or a new rule changed it.",
    "ledger", "claim part data_version rule_version",
    "claim part data_version rule_version package_date verdict why moved_by",
    required="package_date verdict why",
)  # fmt: skip

depth.describe(_table)


def bundled() -> list[Table]:
    """Tables that stand in data/raw/bundled/ as files of ours, without the columns `build` computes."""
    skip = ("countries", "claims", "parts", "choices", "rules", "indicators", "rivals")
    return [t.raw() for t in TABLES.values() if t.kind in ("observed", "curated") and t.name not in skip]
