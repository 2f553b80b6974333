"""The depth tables: what is published, and under which key; `etl.contract.tables` takes them in."""

from __future__ import annotations

from collections.abc import Callable

Table = Callable[..., None]
_C = ("countries", "id")
_CLAIM = {"claim": ("claims", "id")}


def describe(table: Table) -> None:
    """Describe every table in the order of the codebook."""
    _figures(table)
    _judgement(table)
    _cause(table)
    _ties(table)


def _figures(table: Table) -> None:
    table(
        "anomalies", "Anomalies",
        "Cells that are not what they seem: which test marks them, which tests could not be run, and what is done.",
        "derived", "anomaly row_table row_key",
        "anomaly row_table row_key exporter importer period recorded_by source origin root value_usd value_low_usd "
        "value_high_usd shared_factor shared_with mirror_usd mirror_period mirror_source mirror_ratio history_ratio "
        "world_total_usd labels period_labels fired not_run proof treatment sentence",
        required="fired proof treatment sentence", refers={"exporter": _C, "importer": _C},
        caveats="mechanical estimates",
    )  # fmt: skip
    table(
        "rank_uncertainty", "How firm a rank is",
        "Rank of Russia among Iran's partners and of Iran among Russia's under noise of the size two reporters differ "
        "by, and how far the next partner is.",
        "derived", "reporter partner period calendar flow source root_family basis",
        "reporter partner period calendar flow source root_family basis=rank_basis value_usd rank rank_best rank_worst "
        "partners leaning_on sigma sigma_from chance_fifth chance_top5 noise_best noise_worst flip_up_pct "
        "flip_down_pct flip_log typical_gap resolvable cell_basis sentence",
        required="root_family sigma sigma_from sentence", refers={"reporter": _C, "partner": _C},
        caveats="nobody-reports estimates shipment",
    )  # fmt: skip


def _judgement(table: Table) -> None:
    table(
        "grid", "The whole grid of definitions",
        "Every combination of equally defensible choices for a part: the specification whose rows it reads, a value "
        "derived for who asks, or why it cannot be had.",
        "derived", "claim part definition",
        "claim part definition root_family series period calendar eu unspecified valuation=valued_as theme era found "
        "specification cell_basis value_low value_high unit holds_strong holds_weak why_not",
        required="root_family series period found", refers=_CLAIM, caveats="estimates partial-lists",
    )  # fmt: skip
    table(
        "flips", "What an answer turns on",
        "Weighted share of specifications in which a proposition holds, by each option of each choice, with and "
        "without estimated cells.",
        "derived", "claim part choice option estimates",
        "claim part choice option estimates strong_share weak_share computable defined turns",
        required="computable defined turns", refers=_CLAIM, caveats="estimates",
    )  # fmt: skip
    table(
        "stability", "Verdicts when the thresholds move",
        "The verdict of each measured part with every threshold ten points laxer, as it is, and ten points stricter.",
        "derived", "claim part moved_points", "claim part moved_points verdict same_verdict",
        required="verdict same_verdict", refers=_CLAIM,
    )  # fmt: skip
    table(
        "conditions", "What the rule of a cause asks",
        "Every condition of a cause part, whether it is met, and in a sentence why.",
        "derived", "claim part position", "claim part position criterion title required met sentence row_table row_key",
        required="criterion title required sentence", refers=_CLAIM,
    )  # fmt: skip


def _cause(table: Table) -> None:
    table(
        "counterfactuals", "What would have been expected",
        "Year by year: the value, and what a forecast from the years before, or a mix of other partners, gives.",
        "derived", "method pool series flow outcome country variant year",
        "method pool series flow outcome country variant year actual cell_basis band_low band_centre band_high gap "
        "outside unit",
        required="unit", refers={"country": _C}, caveats="estimates nobody-reports",
    )  # fmt: skip
    table(
        "date_tests", "The war's date and false dates",
        "Does a value leave the band of the years before a date: at the war's date, and at dates when nothing "
        "happened.",
        "derived", "series flow tested_year target_year",
        "series flow tested_year target_year date_kind cell_basis fit_from fit_to actual band_low band_centre "
        "band_high least_jump works why_not unit sentence",
        required="date_kind unit sentence", caveats="estimates nobody-reports",
    )  # fmt: skip
    table(
        "comparators", "Difference to comparators",
        "A mix of other partners that follows the trade of the pair before the war, and how far the two part "
        "afterwards; with partners left out in turn and with each partner treated instead. Never an effect: every "
        "partner was touched by the war.",
        "derived", "method pool series flow outcome country variant",
        "method pool series flow outcome country variant computed why_not donors fit_from fit_to mean_gap "
        "did_gap rmse_before rmse_after error_ratio poor_fit placebo_rank placebo_units placebo_share placebo_floor "
        "unit sentence",
        required="computed unit", refers={"country": _C}, caveats="estimates mechanical",
    )  # fmt: skip
    table(
        "donor_weights", "What the mix is made of",
        "Weight of each partner in the mix; the weights of one mix sum to 1.",
        "derived", "pool series flow outcome donor", "pool series flow outcome donor weight mean_gap_without",
        required="weight", refers={"donor": _C},
    )  # fmt: skip
    table(
        "breaks", "Breaks in level",
        "The year after which the level of a series changes most: when, never why.",
        "derived", "line", "line title points fit_from fit_to break_after mean_before mean_after explained "
        "testable unit sentence",
        required="title points testable sentence", caveats="series-break estimates",
    )  # fmt: skip
    table(
        "break_lines", "Series in which a break is looked for",
        "Year by year: the value, and the level of the years on its side of the break.",
        "derived", "line year", "line year actual cell_basis level unit",
        required="actual level unit", refers={"line": ("breaks", "line")}, caveats="series-break estimates",
    )  # fmt: skip
    table(
        "rivals", "Rival explanations",
        "Dated events other than the war that would move the same figures, each with the row it stands in.",
        "curated", "id", "id position date title about row_table row_key",
        required="position date title about row_table row_key",
    )  # fmt: skip


def _ties(table: Table) -> None:
    table(
        "alignment", "Voting agreement, raw and beyond chance",
        "Agreement of pairs in the UN General Assembly by year or set of roll calls, with a 95 % interval. A kappa "
        "without an interval is 0 because one of the two always cast the same vote, not because they disagree.",
        "derived", "country_a country_b year yardstick vote_set source",
        "country_a country_b year session yardstick vote_set value value_low value_high both_voted identical opposite "
        "year_coverage series_break source",
        required="both_voted series_break", refers={"country_a": _C, "country_b": _C},
        caveats="series-break partial-lists",
    )  # fmt: skip
    table(
        "trade_ties", "Shares each way and trade intensity",
        "Russia's share in Iran's trade and Iran's in Russia's, by source; intensity where the world's trade is known.",
        "derived", "reporter partner period calendar flow source root_family yardstick",
        "reporter partner period calendar flow source root_family yardstick value value_low value_high value_usd "
        "total_usd cell_basis note",
        required="root_family", refers={"reporter": _C, "partner": _C},
        caveats="nobody-reports estimates shipment non-oil",
    )  # fmt: skip
    table(
        "pledges", "Pledges by stage",
        "Agreements by year of signing and furthest stage, each counted once; frames and restatements are left out.",
        "derived", "year stage",
        "year stage agreements unknown value_low_usd value_high_usd open_above realised_usd",
        required="agreements unknown open_above", caveats="overlap one-sided",
    )  # fmt: skip
    table(
        "umbrellas", "Frames and what shows evidence of work",
        "Each frame agreement by itself, never added to another: how much of its value shows evidence of work.",
        "derived", "id",
        "id title year stage value_usd value_low_usd value_high_usd share_low share_high evidenced claimed unvalued "
        "status_asof sentence",
        required="title year stage sentence", refers={"id": ("agreements", "id")}, caveats="overlap one-sided",
    )  # fmt: skip
    table(
        "recounts", "Numbers counted again",
        "Numbers of the package beside a second, independent computation: plain SQL over the other tables.",
        "derived", "recount item", "recount item title row_table counted_from table_value recounted agrees",
        required="title row_table counted_from agrees",
    )  # fmt: skip
    table(
        "account", "An honest account of ourselves",
        "What this project can and cannot say, in numbers of its own.",
        "derived", "position", "position title sentence", required="title sentence",
    )  # fmt: skip
