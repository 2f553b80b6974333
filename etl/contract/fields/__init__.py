"""Every column of the package, described once and used by name in `etl.contract.tables`."""

from __future__ import annotations

from etl.contract.fields import depth
from etl.contract.schema import Field, FieldType

STATUSES = ("A", "E", "M", "V")
SCOPES = ("complete", "top5", "incomplete", "remainder")
FLOWS = ("export", "import", "total")
CALENDARS = ("gregorian", "solar_hijri")
BASES = ("observed", "stated", "imputed")
VERDICTS = (
    "supported",
    "overstated",
    "contradicted",
    "depends on definition",
    "depends",
    "cannot be settled",
    "not yet checked",
    "consistent with",
    "not established",
)
RULES = ("measure", "statement", "dated_fact", "ladder", "cause")
STAGES = ("R", "T", "M", "C", "W", "D")
STATES = ("active", "in_force", "delivered", "stalled", "lapsed", "superseded")

COLUMNS: dict[str, Field] = {}


def _add(
    name: str, type: FieldType, title: str, description: str, unit: str = "",
    enum: tuple[str, ...] = (), low: float | None = None, high: float | None = None,
    pattern: str = "", decimals: int = 6, digits: int = 12,
) -> None:  # fmt: skip
    if name in COLUMNS:
        raise ValueError(f"column {name} is described twice")
    COLUMNS[name] = Field(name, type, title, description, unit, enum, pattern, low, high, decimals, digits)


ID = r"^[A-Za-z0-9][A-Za-z0-9_.:+-]*$"

# Who and whom
_add("exporter", "string", "Exporter", "Country the goods leave, an id of `countries`.")
_add("importer", "string", "Importer", "Country the goods reach, an id of `countries`.")
_add("reporter", "string", "Reporter", "Whose books, or whose partners are counted; an id of `countries`.")
_add("partner", "string", "Partner", "The other side; an id of `countries`.")
_add(
    "recorded_by",
    "string",
    "Recorded by",
    "Which side of the flow wrote it down.",
    enum=("exporter", "importer"),
)
_add("country", "string", "Country", "An id of `countries`.")
_add("country_a", "string", "Country A", "First country of the pair; an id of `countries`.")
_add("country_b", "string", "Country B", "Second country of the pair; an id of `countries`.")
_add("supplier", "string", "Supplier", "Country that delivers arms; an id of `countries`.")
_add("recipient", "string", "Recipient", "Country that receives arms; an id of `countries`.")
_add("host", "string", "Host", "Country invested in; an id of `countries`.")
_add("origin", "string", "Origin", "Where the investment comes from, in the publisher's words.")
_add("origin_id", "string", "Origin (id)", "The origin as an id of `countries`; empty when it is no country.")
_add("authority", "string", "Authority", "Who made the figure known.")
_add("parties_ru", "string", "Russian side", "Parties on the Russian side as the source names them.")
_add("parties_ir", "string", "Iranian side", "Parties on the Iranian side as the source names them.")
_add("actors", "string", "Actors", "Ids of `countries` and bodies involved, separated by semicolons.")

# When
_add(
    "period",
    "string",
    "Period",
    "Year of the calendar (2024 or 1402); part of a year as 1402-11m (first eleven months) or the label printed.",
)
_add("period_label", "string", "Period as printed", "The period in the publisher's words.")
_add("period_start", "day", "Period start", "First day of the period.")
_add("period_end", "day", "Period end", "Last day of the period.")
_add(
    "period_precision",
    "string",
    "Period precision",
    "Whether both bounds are known or only the printed label is.",
    enum=("exact", "label"),
)
_add(
    "calendar",
    "string",
    "Calendar",
    "Calendar the period belongs to; 1401 runs from 2022-03-21 to 2023-03-20.",
    enum=CALENDARS,
)
_add("date", "date", "Date", "Day, month or year of the event, as far as the source gives it.")
_add("signed_date", "date", "Signed", "Day, month or year of signature, as far as the source gives it.")
_add("status_asof", "date", "Status as of", "Date of the newest information on the status.")
_add("source_date", "date", "Source date", "Date of the page or document.")
_add("vintage", "string", "Vintage", "Edition of the publisher's figure, in words.")
_add("vintage_date", "date", "Vintage date", "When the publisher's figure was current.")
_add("data_as_of", "date", "Data as of", "Newest period the judged rows speak of.")
_add("session", "integer", "Session", "Session of the UN General Assembly.", low=1)
_add("year", "integer", "Year", "Gregorian year.", low=1500, high=2100)

# What was traded
_add(
    "valuation",
    "string",
    "Valuation",
    "FOB at the exporter's border, CIF at the importer's, unknown where it is not said.",
    enum=("FOB", "CIF", "unknown"),
)
_add("commodity", "string", "Commodity", "TOTAL or a Harmonised System code.", pattern=r"^(TOTAL|\d{2,6})$")
_add("flow", "string", "Flow", "Seen from the reporter: export, import or their total.", enum=FLOWS)
_add("scope", "string", "Goods covered", "Which goods the figure covers, for example non-oil.")
_add("value_usd", "integer", "Value", "Value in current US dollars.", unit="USD")
_add("value_low_usd", "integer", "Lowest value", "Lowest value printed for this cell.", unit="USD")
_add("value_high_usd", "integer", "Highest value", "Highest value printed for this cell.", unit="USD")
_add(
    "obs_status",
    "string",
    "Observation status",
    "SDMX CL_OBS_STATUS: A observed, E estimated, M missing, V status unknown.",
    enum=STATUSES,
)
_add(
    "list_scope",
    "string",
    "List around the row",
    "Whether the list is complete, a top five, incomplete, or this row is its remainder.",
    enum=SCOPES,
)
_add("current", "boolean", "Current vintage", "True for the newest vintage of this cell in this source.")

# Whose figure
_add("source", "string", "Source", "Data set or series; an id of `sources`.", pattern=ID)
_add("series", "string", "Series", "Figures that may be joined into one line; an id of `families`.", pattern=ID)
_add(
    "root_family",
    "string",
    "Root family",
    "Whose books the figure goes back to; series of one root family are one witness.",
    pattern=ID,
)
_add(
    "root",
    "string",
    "Root",
    "The statement or release the figure goes back to; rows of one root are one piece of evidence.",
)
_add("root_authority", "string", "Root authority", "Who made the root statement.")
_add("publisher", "string", "Publisher", "Who printed it.")
_add("source_url", "link", "Link", "Where it was seen; stored copy, not opened live.")
_add("source_url_2", "link", "Second link", "A second place where it was seen.")
_add("publisher_2", "string", "Second publisher", "Who printed it in the second place.")
_add("source_date_2", "date", "Second source date", "Date of the second page or document.")
_add(
    "reading_confidence",
    "string",
    "Reading confidence",
    "How sure we are that the source says this, never whether it is true.",
    enum=("high", "medium", "low"),
)
_add("note", "string", "Note", "What a reader must know of this row.")
_add("correction", "string", "Correction", "What we changed in this row and why; empty when nothing.")
_add(
    "cell_basis",
    "string",
    "Basis",
    "Observed statistic, stated by an official, or imputed (estimated).",
    enum=BASES,
)
_add("basis_text", "string", "Basis", "What the figure is and how it was come by.")

# Figures as printed
_add("sighting_id", "string", "Sighting", "One place where a figure was seen.", pattern=ID)
_add("figure_id", "string", "Figure", "One figure, however many places print it.", pattern=ID)
_add(
    "partner_type",
    "string",
    "Kind of partner",
    "Country, group of countries, or the world.",
    enum=("country", "group", "world"),
)
_add("rank_printed", "integer", "Printed rank", "Rank the source gives.", low=1)
_add(
    "rank_scope",
    "string",
    "Ranked among",
    "Among whom the printed rank counts; only 'all partners' is a rank among all.",
)
_add(
    "forecast",
    "boolean",
    "Forecast",
    "True when every dated sighting of the figure is older than the end of its period: it never votes.",
)
_add("share_pct", "number", "Share", "Share in per cent.", unit="%", low=0, high=100)
_add("growth_pct", "number", "Growth", "Growth stated, in per cent.", unit="%")
_add("edition", "day", "Edition", "Day of the edition it was seen in.")

# Ranks
_add("rank", "integer", "Rank", "Rank among the partners that have a value; ties share the better rank.", low=1)
_add("rank_best", "integer", "Best possible rank", "1 + partners surely above.", low=1)
_add(
    "rank_worst",
    "integer",
    "Worst possible rank",
    "Best rank + partners that are missing or possibly above; empty when nothing bounds it.",
    low=1,
)
_add(
    "missing",
    "string",
    "Missing partners",
    "Partners without a value that may stand above, separated by spaces.",
)
_add(
    "share",
    "number",
    "Share",
    "Share in the reporter's flow, between 0 and 1, of the denominator the basis names.",
    low=0,
    high=1,
)
_add("partners", "integer", "Partners counted", "Number of partners that have a value.", unit="partners", low=0)
_add(
    "gap_above_usd",
    "integer",
    "Gap to the rank above",
    "Difference to the next higher partner.",
    unit="USD",
    low=0,
)
_add(
    "gap_below_usd",
    "integer",
    "Gap to the rank below",
    "Difference to the next lower partner.",
    unit="USD",
    low=0,
)
_add(
    "flip_pct",
    "number",
    "Flip distance",
    "Smallest change of the partner's value that changes its rank (or of the tested value that changes the answer).",
    unit="%",
    low=0,
)
_add(
    "rank_basis",
    "string",
    "Partners as",
    "as_recorded: every country singly; eu_one: the 27 of the European Union as one partner; fob and eu_one_fob: the same, the pair alone, with freight taken out of the flow that holds it.",
    enum=("as_recorded", "eu_one", "fob", "eu_one_fob"),
)
_add(
    "leaning_on",
    "string",
    "Order taken from",
    "Partners whose place above is taken from another family's books, separated by spaces.",
)

# Coverage and mirrors
_add(
    "exporter_recorded",
    "string",
    "Recorded by the exporter",
    "Status of the exporter's record: A, E, V, M, or empty when there is none.",
    enum=STATUSES,
)
_add(
    "importer_recorded",
    "string",
    "Recorded by the importer",
    "Status of the importer's record: A, E, V, M, or empty when there is none.",
    enum=STATUSES,
)
_add(
    "who",
    "string",
    "Who recorded it",
    "Both sides, one side, or nobody.",
    enum=("both", "exporter", "importer", "nobody"),
)
_add("export_usd", "integer", "As exported (FOB)", "The flow as the exporter recorded it.", unit="USD")
_add("import_usd", "integer", "As imported (CIF)", "The flow as the importer recorded it.", unit="USD")
_add("export_source", "string", "Exporter's source", "Source of the exporter's record.")
_add("import_source", "string", "Importer's source", "Source of the importer's record.")
_add(
    "factor",
    "number",
    "CIF/FOB factor",
    "Divisor that takes freight and insurance out of the importer's value.",
    low=1,
)
_add(
    "gap_log",
    "number",
    "Mirror gap",
    "ln(import CIF / factor) - ln(export FOB); 0 = both sides agree.",
    unit="log points",
)
_add("ratio", "number", "Ratio", "Import CIF over export FOB.", low=0)
_add(
    "reconciled_usd",
    "integer",
    "Reconciled",
    "Geometric mean of export and import/factor; with one side only, that side.",
    unit="USD",
)
_add("mirror_only", "boolean", "One side only", "True when only one side has a record.")

# Investment, agreements, corridor, arms
_add("id", "string", "Id", "Id of the row, stable across builds.", pattern=ID)
_add(
    "measure_kind",
    "string",
    "Kind of investment",
    "Approved, announced, claimed as realised by an official, realised by statistics, or a stock.",
    enum=("approved", "announced", "claimed_realised", "realised_flow", "stock"),
)
_add("quote", "string", "Short quote", "The publisher's own words, short.")
_add("parent_id", "string", "Parent", "Agreement this row belongs to.")
_add(
    "relation",
    "string",
    "Relation to parent",
    "component: its value is part of the parent's; restatement: the same money said again.",
    enum=("component", "restatement"),
)
_add("title", "string", "Title", "What it is, in our words.")
_add("sector", "string", "Sector", "Sector of the agreement.")
_add("instrument", "string", "Instrument", "Kind of paper.")
_add(
    "furthest",
    "string",
    "Furthest stage",
    "R reported, T talks, M memorandum, C binding contract, W work or payment evidenced, D delivered or in force.",
    enum=STAGES,
)
_add(
    "furthest_claimed",
    "string",
    "Furthest stage claimed",
    "Furthest stage one side claims beyond what is evidenced; letters as in `furthest`.",
    enum=STAGES,
)
_add(
    "binding",
    "string",
    "Binding",
    "no when the paper is declared non-binding, yes when it binds, empty when not said.",
    enum=("yes", "no"),
)
_add("state", "string", "State", "Present state.", enum=STATES)
_add("umbrella", "boolean", "Umbrella", "True when its value is a frame for other agreements.")
_add("counts", "boolean", "Counts", "False: never add this row to another.")
_add(
    "value_status",
    "string",
    "Who stands behind the value",
    "Stated by a party, by one side only, or by the press.",
    enum=("stated by a party", "one side", "press"),
)
_add("value_note", "string", "Note on the value", "What the value is and is not.")
_add("russian_money_usd", "integer", "Russian money", "Part that Russia lends or pays.", unit="USD")
_add(
    "realised_usd",
    "integer",
    "Realised",
    "Part for which payment or work is evidenced; empty = unknown, never zero.",
    unit="USD",
    low=0,
)
_add("status_text", "string", "Status", "Status in our words.")
_add("branch", "string", "Branch", "Branch of the corridor.")
_add("tonnes", "integer", "Cargo", "Cargo in tonnes.", unit="t", low=0)
_add(
    "cargo_kind",
    "string",
    "Kind of figure",
    "Actual, forecast, target, capacity, or unconfirmed.",
    enum=("actual", "forecast", "target", "capacity", "unconfirmed"),
)
_add("qualifier", "string", "Qualifier", "What the source adds to the figure.")
_add(
    "tiv_million",
    "number",
    "Trend-indicator value",
    "SIPRI trend-indicator value: volume of arms, not a price.",
    unit="million TIV",
    low=0,
)
_add(
    "recorded",
    "string",
    "Recorded",
    "recorded: a delivery row exists; none_recorded: no delivery row, which is not zero.",
    enum=("recorded", "none_recorded"),
)
_add(
    "kind",
    "string",
    "Kind",
    "Kind of event.",
    enum=("arms", "sanction", "diplomacy", "corridor", "trade-agreement", "conflict"),
)
_add("denial", "string", "Denial", "Who denies it, when somebody does.")
_add("topic", "string", "Topic", "Topic of the statement.")
_add("period_text", "string", "Period", "Year, span or date the statement speaks of.")
_add("statement", "string", "Statement", "The statement, in our words.")
_add("stance", "string", "Stance", "For or against the claim, or context.", enum=("for", "against", "context"))

# Votes
_add("resolution", "string", "Resolution", "Symbol of the text, or a description where none is known.")
_add("resolution_id", "string", "Resolution (id)", "An id of `un_resolutions`.", pattern=ID)
_add("theme", "string", "Theme", "Theme of the text.")
_add("era", "string", "Era", "Span of time within the theme.")
_add("about_ukraine", "boolean", "About Ukraine", "True when the text is about Ukraine.")
_add("yes", "integer", "Yes", "Votes in favour.", low=0)
_add("no", "integer", "No", "Votes against.", low=0)
_add("abstain", "integer", "Abstentions", "Abstentions.", low=0)
_add("vote", "string", "Vote", "Y yes, N no, A abstention, X not voting.", enum=("Y", "N", "A", "X"))
_add("roll_calls", "integer", "Roll calls", "Roll calls of the year in the source.", low=0)
_add("both_voted", "integer", "Both voted", "Roll calls in which both voted yes, no or abstained.", low=0)
_add("identical", "integer", "Identical", "Roll calls with the same vote.", low=0)
_add("opposite", "integer", "Opposite", "Roll calls with yes against no.", low=0)
_add(
    "agree3",
    "number",
    "Agreement (three values)",
    "Same vote counts 1, an abstention against a yes or no one half.",
    low=0,
    high=1,
)
_add(
    "agree2",
    "number",
    "Agreement (yes or no)",
    "Share of same votes where both said yes or no.",
    low=0,
    high=1,
)
_add("year_coverage", "string", "Coverage of the year", "Whether the year's roll calls are all in the file.")

# Claims and verdicts
_add("claim", "string", "Claim", "An id of `claims`.", pattern=ID)
_add("part", "string", "Part", "Part of the claim that can be checked.", pattern=ID)
_add("position", "integer", "Position", "Order in the article or on the page.", low=1)
_add("phrase", "string", "The article's words", "Short phrase of the article.")
_add(
    "quoted",
    "boolean",
    "In the article's own words",
    "True when the phrase is the article's wording; false when it is our short name for it.",
)
_add("about", "string", "What it is about", "What the claim is about, in our words.")
_add("rule", "string", "Rule", "Rule type by which the part is judged; see `rules`.", enum=RULES)
_add("measure", "string", "Measure", "Measure the part is judged on.")
_add("strong", "string", "Strong proposition", "The proposition as the article says it.")
_add("weak", "string", "Weak proposition", "Same direction, without the number or superlative.")
_add("natural", "string", "Natural reading", "The reading the article most likely means.")
_add("settle", "string", "What would change it", "What would settle the part or change its verdict.")
_add("charts", "string", "Charts", "Charts that show it, separated by spaces.")
_add("choice", "string", "Choice", "Name of a choice column.")
_add("option", "string", "Option", "One defensible way to take the choice.")
_add("condition", "string", "Condition", "When this verdict is given; the first match wins.")
_add(
    "specification",
    "string",
    "Specification",
    "One defensible way to measure the part: root family, series, period and choices.",
    pattern=r"^\S+$",
)
_add(
    "eu",
    "string",
    "European Union as",
    "countries: the members singly; one: the 27 as one partner.",
    enum=("countries", "one"),
)
_add(
    "valued_as",
    "string",
    "Valuation",
    "as_recorded: exports without, imports with freight; FOB: both without.",
    enum=("as_recorded", "FOB"),
)
_add(
    "unspecified",
    "string",
    "Unspecified partners",
    "dropped: they take no place; kept: Other Asia, not elsewhere specified, takes one.",
    enum=("dropped", "kept"),
)
_add(
    "weight",
    "number",
    "Weight",
    "1/families x 1/periods x 1/series x 1/choices; the weights of a part sum to 1.",
    low=0,
    high=1,
    decimals=9,
)
_add("value", "number", "Value", "The tested value in the measure's unit; empty when it cannot be computed.")
_add("value_low", "number", "Lowest value", "Lowest value the sources allow.")
_add("value_high", "number", "Highest value", "Highest value the sources allow.")
_add("unit", "string", "Unit", "Unit of the value.")
_add(
    "holds_strong",
    "boolean",
    "Strong holds",
    "Whether the strong proposition holds; empty when it cannot be told.",
)
_add("holds_weak", "boolean", "Weak holds", "Whether the weak proposition holds; empty when it cannot be told.")
_add(
    "reading",
    "string",
    "Reading",
    "natural: the article's own reading; runner-up: the next one.",
    enum=("natural", "runner-up"),
)
_add("why_not", "string", "Why not", "Why a proposition cannot be told.")
_add("verdict", "string", "Verdict", "Computed by the rule of the part.", enum=VERDICTS)
_add("holds", "integer", "Holds in", "Specifications in which the strong proposition holds.", low=0)
_add(
    "computable",
    "integer",
    "Computable",
    "Specifications in which the strong proposition can be told.",
    low=0,
)
_add("defined", "integer", "Defined", "Specifications that are defined.", low=0)
_add(
    "strong_share",
    "number",
    "S",
    "Weighted share of computable specifications in which the strong proposition holds.",
    low=0,
    high=1,
)
_add(
    "weak_share",
    "number",
    "W",
    "Weighted share of computable specifications in which the weak proposition holds.",
    low=0,
    high=1,
)
_add(
    "natural_holds",
    "boolean",
    "Natural reading holds",
    "Whether the strong proposition holds in the natural reading.",
)
_add(
    "runner_up_holds",
    "boolean",
    "Runner-up holds",
    "Whether the strong proposition holds in the runner-up reading.",
)
_add(
    "resolvable",
    "boolean",
    "Resolvable",
    "Whether the distance to the other answer exceeds what two reporters typically differ by.",
)
_add(
    "evidence",
    "string",
    "Evidence",
    "robust: three root families, observed; medium: two; limited: one, or imputed, or statements.",
    enum=("robust", "medium", "limited", "none"),
)
_add(
    "agreement",
    "string",
    "Agreement",
    "high: S or 1-S at least .8; medium: at least .65; low otherwise.",
    enum=("high", "medium", "low"),
)
_add("flips_on", "string", "Flips on", "Choices on which the answer turns, separated by spaces.")
_add("stable", "boolean", "Stable", "True when thresholds moved by ten points give the same verdict.")
_add(
    "verdict_without_imputed",
    "string",
    "Verdict without estimates",
    "The verdict when imputed specifications are left out.",
    enum=VERDICTS,
)
_add(
    "verdict_to_1402",
    "string",
    "Verdict on periods to 1402",
    "The verdict on periods that end by 2024-03-19.",
    enum=VERDICTS,
)
_add("sentence", "string", "Conclusion", "One sentence built from the numbers.")
_add("row_table", "string", "Table of the row", "Table in which the evidence stands.")
_add("row_key", "string", "Key of the row", "Key of the evidence row, its parts separated by spaces.")
_add("summary", "string", "Summary", "What the row says, in our words.")

# Codes and ledgers
_add("iso3", "string", "ISO 3166 code", "Three-letter code where there is one.", pattern=r"^[A-Z]{3}$")
_add("m49", "integer", "UN M49 code", "Numeric code of UN Comtrade and M49.", low=0, high=999)
_add("name", "string", "Name", "Short name.")
_add(
    "country_kind",
    "string",
    "Kind",
    "Only countries are ranked.",
    enum=("country", "group", "world", "residual", "body"),
)
_add("valid_from", "integer", "Valid from", "First year of the code; empty = always.")
_add("valid_to", "integer", "Valid to", "Last year of the code; empty = still valid.")
_add("eu27", "boolean", "In the EU-27", "True for the 27 members of the European Union since 2020.")
_add(
    "sanctioned_by",
    "string",
    "Takes part in sanctions",
    "Whether the Russian government lists the country among those that joined in sanctions in 2022.",
    enum=("yes", "no"),
)
_add(
    "basis",
    "string",
    "Usual basis",
    "Whether figures of the series are observed, stated or imputed.",
    enum=BASES,
)
_add("from_period", "string", "From period", "First period for which this root family applies; empty = always.")
_add("to_period", "string", "To period", "Last period for which this root family applies; empty = until now.")
_add(
    "rankable",
    "boolean",
    "May carry a rank",
    "False: its level differs from the other series of its root, so ranks leave it out.",
)
_add("homepage", "link", "Homepage", "Where the publisher presents it.")
_add("licence", "string", "Licence", "Terms under which it may be passed on.")
_add(
    "redistribute",
    "string",
    "May be passed on",
    "yes, derived-only (ranks, shares and gaps, but not the rows) or no.",
    enum=("yes", "derived-only", "no"),
)
_add("citation", "string", "Citation", "How to cite it.")
_add("cadence_days", "integer", "Cadence", "Days after which a new look is due.", unit="days", low=1)
_add("mode", "string", "How it comes", "bundled with the project or fetched live.", enum=("bundled", "live"))
_add("last_tried", "date", "Last tried", "When it was last asked.")
_add("last_succeeded", "date", "Last succeeded", "When it last gave a usable answer.")
_add("last_outcome", "string", "Last outcome", "What the last try gave, in words.")
_add("newest_observation", "string", "Newest observation", "Newest period its rows speak of.")
_add("rows", "integer", "Rows", "Rows in the package that come from it.", low=0)
_add("raw_file", "string", "Raw file", "File under data/raw/ that holds what was received.")
_add(
    "data_version",
    "string",
    "Data version",
    "First 12 hex digits of the sha256 over all tables except ledgers.",
    pattern=r"^[0-9a-f]{12}$",
)
_add(
    "rule_version",
    "string",
    "Rule version",
    "First 12 hex digits of the sha256 over the claim files and thresholds.",
    pattern=r"^[0-9a-f]{12}$",
)
_add("package_date", "day", "Package date", "Newest retrieval date in the ledger the package was built from.")
_add("why", "string", "Why", "First judgement, new data, or a new rule.", enum=("first", "data", "rule"))
_add("moved_by", "string", "Moved by", "The revision that moved it, where one can be named.")
_add("cell", "string", "Cell", "The revised cell: its key, parts separated by spaces.")
_add("old_value", "number", "Old value", "Value of the earlier vintage.", digits=15)
_add("new_value", "number", "New value", "Value of the later vintage.", digits=15)
_add("change_pct", "number", "Change", "Change from the earlier to the later vintage.", unit="%")
_add("old_vintage", "date", "Old vintage", "Vintage date of the earlier value.")
_add("new_vintage", "date", "New vintage", "Vintage date of the later value.")
_add("seen", "day", "Seen", "Day on which the later vintage was first seen.")

# Indicators
_add("indicator", "string", "Indicator", "Code of the indicator at its publisher.", pattern=ID)
_add("indicator_value", "number", "Value", "Value in the unit named beside it.", digits=15)

# Uncertainty, cause, alignment, pledges: described beside the modules that compute them
depth.describe(_add)
