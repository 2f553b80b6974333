"""Derived tables: what the measures and the judgement compute."""

from __future__ import annotations

from etl.contract.tables.describe import CLAIM, COUNTRY, table

TABLES = (
    table(
        name="partner_ranks",
        title="Ranks of partners",
        description=(
            "Rank of each partner in a reporter's trade, as an interval. Of a list that counts more than 75 "
            "partners the first twelve places, the EU and the pair are shown. What holds for a whole list moved to "
            "`partner_lists` in November 2026: `missing`, and notes of what was left out, are filled here on the "
            "row of the pair alone."
        ),
        kind="derived",
        key="reporter partner period calendar flow source root_family basis",
        columns=(
            "reporter partner period calendar flow source root_family basis=rank_basis value_usd obs_status "
            "rank rank_best rank_worst worst_basis missing leaning_on share partners gap_above_usd gap_below_usd "
            "flip_pct note"
        ),
        required="root_family partners",
        refers={"reporter": COUNTRY, "partner": COUNTRY},
        caveats="nobody-reports partial-lists shipment non-oil estimates",
    ),
    table(
        name="partner_lists",
        title="Lists of partners",
        description=(
            "What holds for every partner of a list behind `partner_ranks`: how many have a value, who is missing, "
            "whose place above others is taken from other books, and what was left out."
        ),
        kind="derived",
        key="reporter period calendar flow source root_family basis",
        columns=(
            "reporter period calendar flow source root_family basis=rank_basis list_scope partners missing leaning_on "
            "note"
        ),
        required="list_scope partners",
        refers={"reporter": COUNTRY},
        caveats="nobody-reports partial-lists shipment non-oil estimates",
    ),
    table(
        name="coverage",
        title="Who reported",
        description="For each pair and year of `trade`: whether exporter, importer, both or nobody recorded the flow.",
        kind="derived",
        key="exporter importer period",
        columns="exporter importer period exporter_recorded importer_recorded who",
        required="who",
        refers={"exporter": COUNTRY, "importer": COUNTRY},
        caveats="nobody-reports",
    ),
    table(
        name="mirror_gaps",
        title="Mirror gaps",
        description=(
            "The same flow in both sides' books: gap, ratio and a reconciled value. An estimate is nobody's record; "
            "two publishers' records meet where neither has both. Of Russia and Iran alone at three freight factors, "
            "of other flows at the present one (up to November 2026 all at three, and estimates among them). "
            "Of Russia and Iran also flows that one side alone recorded: `none` is then the other source, and "
            "the reconciled value is the lone one."
        ),
        kind="derived",
        key="exporter importer period factor export_source import_source",
        columns=(
            "exporter importer period factor export_usd import_usd export_source import_source gap_kind gap_log "
            "ratio reconciled_usd mirror_only note"
        ),
        refers={"exporter": COUNTRY, "importer": COUNTRY},
        caveats="shipment estimates",
    ),
    table(
        name="specifications",
        title="Specifications",
        description="Every defensible way to measure a part, what it gives, and whether the propositions hold in it.",
        kind="derived",
        key="claim part specification",
        columns=(
            "claim part specification root_family series period calendar flow eu unspecified "
            "valuation=valued_as theme era reading weight cell_basis value value_low value_high unit flip_pct "
            "chance_fifth chance_top5 noise_best noise_worst holds_strong holds_weak why_not leaning_on "
            "row_table row_key year=year_asked options natural_order resolvable silent_low silent_high silent_strong "
            "silent_weak"
        ),
        required="root_family series period weight",
        refers=CLAIM,
        caveats="partial-lists estimates",
    ),
    table(
        name="evidence",
        title="Evidence",
        description="The rows a verdict rests on, each with where it stands and for which side it speaks.",
        kind="derived",
        key="claim part row_table row_key",
        columns=(
            "claim part row_table row_key stance cell_basis date summary message values root root_authority "
            "root_family denial publisher source_url publisher_2 source_url_2"
        ),
        required="stance summary",
        refers=CLAIM,
        caveats="seen-in-copies",
    ),
    table(
        name="verdicts",
        title="Verdicts",
        description="One row for each part: the verdict, what it rests on and how easily it turns.",
        kind="derived",
        key="claim part",
        columns=(
            "claim part rule verdict holds computable defined strong_share weak_share natural_holds "
            "runner_up_holds resolvable evidence agreement flips_on flip_pct stable verdict_without_imputed "
            "verdict_to_1402 value_low value_high unit sentence message values procedure asserted evidence_reason "
            "leave_one_out settle searched_on search data_as_of"
        ),
        required="rule verdict sentence",
        refers=CLAIM,
    ),
)
