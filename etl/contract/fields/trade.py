"""Columns of trade: what was traded, ranks, who recorded a flow, mirrors, and cells that are not what they seem."""

from __future__ import annotations

from etl.contract.bounds import USD
from etl.contract.enums import ANOMALIES, FLOWS, SCOPES, STATUSES, TREATMENTS
from etl.contract.schema import column

FIELDS = (
    # What was traded
    column(
        "valuation",
        "string",
        "Valuation",
        "FOB at the exporter's border, CIF at the importer's, unknown where it is not said.",
        enum=("FOB", "CIF", "unknown"),
    ),
    column("commodity", "string", "Commodity", "TOTAL or a Harmonised System code.", pattern=r"^(TOTAL|\d{2,6})$"),
    column("flow", "string", "Flow", "Seen from the reporter: export, import or their total.", enum=FLOWS),
    column(
        "month",
        "string",
        "Month",
        "Month of the Gregorian calendar, as 2025-M09.",
        pattern=r"^(19|20)\d\d-M(0[1-9]|1[0-2])$",
    ),
    column("scope", "string", "Goods covered", "Which goods the figure covers, for example non-oil."),
    column("value_usd", "integer", "Value", "Value in current US dollars.", unit="USD", minimum=USD[0], maximum=USD[1]),
    column("value_low_usd", "integer", "Lowest value", "Lowest value printed for this cell.", unit="USD"),
    column("value_high_usd", "integer", "Highest value", "Highest value printed for this cell.", unit="USD"),
    column(
        "obs_status",
        "string",
        "Observation status",
        "SDMX CL_OBS_STATUS: A observed, E estimated, M missing, V status unknown.",
        enum=STATUSES,
    ),
    column(
        "list_scope",
        "string",
        "List around the row",
        "Whether the list is complete, a top five, incomplete, or this row is its remainder; as_read: read row by row, "
        "an absent partner was not read; large_pairs: an absent pair is at or below its expected size, not nothing.",
        enum=SCOPES,
    ),
    column("current", "boolean", "Current vintage", "True for the newest vintage of this cell in this source."),
    # Ranks
    column(
        "rank", "integer", "Rank", "Rank among the partners that have a value; ties share the better rank.", minimum=1
    ),
    column("rank_best", "integer", "Best possible rank", "1 + partners surely above.", minimum=1),
    column(
        "rank_worst",
        "integer",
        "Worst possible rank",
        "Best rank + partners that are missing or possibly above; empty when nothing bounds it.",
        minimum=1,
    ),
    column(
        "missing", "string", "Missing partners", "Partners without a value that may stand above, separated by spaces."
    ),
    column(
        "share",
        "number",
        "Share",
        "Share in the reporter's flow, between 0 and 1, of the denominator the basis names.",
        minimum=0,
        maximum=1,
    ),
    column(
        "partners", "integer", "Partners counted", "Number of partners that have a value.", unit="partners", minimum=0
    ),
    column(
        "gap_above_usd",
        "integer",
        "Gap to the rank above",
        "Difference to the next higher partner.",
        unit="USD",
        minimum=0,
    ),
    column(
        "gap_below_usd",
        "integer",
        "Gap to the rank below",
        "Difference to the next lower partner.",
        unit="USD",
        minimum=0,
    ),
    column(
        "flip_pct",
        "number",
        "Flip distance",
        (
            "Smallest change of the partner's value that changes its rank (or of the tested value that "
            "changes the answer)."
        ),
        unit="%",
        minimum=0,
    ),
    column(
        "rank_basis",
        "string",
        "Partners as",
        (
            "as_recorded: every country singly; eu_one: the 27 of the European Union as one partner; fob and "
            "eu_one_fob: the same, the pair alone, with freight taken out of the flow that holds it."
        ),
        enum=("as_recorded", "eu_one", "fob", "eu_one_fob"),
    ),
    column(
        "leaning_on",
        "string",
        "Order taken from",
        "Partners whose place above is taken from another family's books, separated by spaces.",
    ),
    # Coverage and mirrors
    column(
        "exporter_recorded",
        "string",
        "Recorded by the exporter",
        "Status of the exporter's record: A, E, V, M, or empty when there is none.",
        enum=STATUSES,
    ),
    column(
        "importer_recorded",
        "string",
        "Recorded by the importer",
        "Status of the importer's record: A, E, V, M, or empty when there is none.",
        enum=STATUSES,
    ),
    column(
        "who",
        "string",
        "Who recorded it",
        "Both sides, one side, or nobody.",
        enum=("both", "exporter", "importer", "nobody"),
    ),
    column(
        "export_usd",
        "integer",
        "As exported (FOB)",
        "The flow as the exporter recorded it.",
        unit="USD",
        named_by=("export_source",),
    ),
    column(
        "import_usd",
        "integer",
        "As imported (CIF)",
        "The flow as the importer recorded it.",
        unit="USD",
        named_by=("import_source",),
    ),
    column("export_source", "string", "Exporter's source", "Source of the exporter's record."),
    column("import_source", "string", "Importer's source", "Source of the importer's record."),
    column(
        "factor",
        "number",
        "CIF/FOB factor",
        "Divisor that takes freight and insurance out of the importer's value.",
        minimum=1,
    ),
    column(
        "gap_log",
        "number",
        "Mirror gap",
        "ln(import CIF / factor) - ln(export FOB); 0 = both sides agree.",
        unit="log points",
    ),
    column("ratio", "number", "Ratio", "Import CIF over export FOB.", minimum=0),
    column(
        "reconciled_usd",
        "integer",
        "Reconciled",
        "Geometric mean of export and import/factor; with one side only, that side.",
        unit="USD",
        named_by=("export_source", "import_source"),
    ),
    column("mirror_only", "boolean", "One side only", "True when only one side has a record."),
    # Anomalies
    column(
        "anomaly",
        "string",
        "Anomaly",
        (
            "mechanical: one factor laid on several partners; implausible: ruled out by other records; "
            "reused: one figure quoted for several periods."
        ),
        enum=ANOMALIES,
    ),
    column("fired", "string", "Tests that fired", "Names of the tests that mark it, separated by spaces."),
    column("not_run", "string", "Tests that could not run", "Names of tests for which a record is missing."),
    column("proof", "boolean", "Proof", "True when another record rules the value out; a jump alone is no proof."),
    column("treatment", "string", "What is done", "left out of ranks, or kept and marked.", enum=TREATMENTS),
    column("shared_factor", "number", "Shared growth factor", "Value over that of the year before.", minimum=0),
    column("shared_with", "string", "Shared with", "Partners with the same factor, separated by spaces."),
    column(
        "mirror_usd",
        "integer",
        "Other side's record",
        "The same flow in the other side's books.",
        unit="USD",
        named_by=("mirror_source",),
    ),
    column("mirror_period", "string", "Year of the other record", "Year of the other side's record that is nearest."),
    column("mirror_source", "string", "Source of the other record", "Source of the other side's record."),
    column("mirror_ratio", "number", "Times the other record", "Value over the other side's record.", minimum=0),
    column(
        "history_ratio",
        "number",
        "Times its own history",
        "Value over the largest other year of its series.",
        minimum=0,
    ),
    column(
        "world_total_usd", "integer", "Partner's world total", "All that the partner trades in that flow.", unit="USD"
    ),
    column("labels", "integer", "Period labels", "Number of different periods the figure is quoted for.", minimum=1),
    column("period_labels", "string", "Periods as printed", "The periods, in the publishers' words."),
    # Uncertainty
    column("sigma", "number", "Noise", "What two reporters of the pair differ by.", unit="log points", minimum=0),
    column("sigma_from", "string", "Noise taken from", "Where the size of the noise comes from."),
    column(
        "chance_top5",
        "number",
        "Chance of rank 5 or better",
        (
            "Share of equally likely noisy lists, among partners with a value or surely above; no statement "
            "about others that are missing."
        ),
        minimum=0,
        maximum=1,
    ),
    column("chance_fifth", "number", "Chance of exactly fifth", "As above, for rank 5 alone.", minimum=0, maximum=1),
    column("noise_best", "integer", "Best rank under noise", "Better end of the central 90 % of ranks.", minimum=1),
    column("noise_worst", "integer", "Worst rank under noise", "Worse end of the central 90 % of ranks.", minimum=1),
    column(
        "flip_up_pct",
        "number",
        "To the next rank above",
        "Rise that reaches the next higher value.",
        unit="%",
        minimum=0,
    ),
    column(
        "flip_down_pct",
        "number",
        "To the next rank below",
        "Fall that reaches the next lower value.",
        unit="%",
        minimum=0,
    ),
    column("flip_log", "number", "Flip distance (log)", "Nearest neighbour's distance.", unit="log points", minimum=0),
    column(
        "typical_gap",
        "number",
        "Typical mirror gap",
        "What two reporters typically differ by.",
        unit="log points",
        minimum=0,
    ),
    column(
        "estimates",
        "string",
        "Estimated cells",
        "with or without specifications on estimated cells.",
        enum=("with", "without"),
    ),
    column("turns", "boolean", "The answer turns on it", "True when one option mostly says yes, another mostly no."),
    column(
        "moved_points",
        "integer",
        "Thresholds moved by",
        "Every threshold made stricter (+) or laxer (-).",
        unit="points",
    ),
    column("same_verdict", "boolean", "Same verdict", "True when the verdict stands."),
)
