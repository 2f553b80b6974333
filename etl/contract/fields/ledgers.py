"""Columns of codes and ledgers, indicators, and of the package's account of itself."""

from __future__ import annotations

from etl.contract.enums import BASES
from etl.contract.schema import ID, column

FIELDS = (
    # Codes and ledgers
    column("iso3", "string", "ISO 3166 code", "Three-letter code where there is one.", pattern=r"^[A-Z]{3}$"),
    column("m49", "integer", "UN M49 code", "Numeric code of UN Comtrade and M49.", minimum=0, maximum=999),
    column("name", "string", "Name", "Short name."),
    column(
        "country_kind",
        "string",
        "Kind",
        "Only countries are ranked.",
        enum=("country", "group", "world", "residual", "body"),
    ),
    column("valid_from", "integer", "Valid from", "First year of the code; empty = always."),
    column("valid_to", "integer", "Valid to", "Last year of the code; empty = still valid."),
    column(
        "party",
        "integer",
        "Party",
        "1 and 2: the two countries that the article is about, in its order; empty = any other.",
        minimum=1,
        maximum=2,
    ),
    column("eu27", "boolean", "In the EU-27", "True for the 27 members of the European Union since 2020."),
    column(
        "sanctioned_by",
        "string",
        "Takes part in sanctions",
        "Whether the Russian government lists the country among those that joined in sanctions in 2022.",
        enum=("yes", "no"),
    ),
    column(
        "basis", "string", "Usual basis", "Whether figures of the series are observed, stated or imputed.", enum=BASES
    ),
    column("from_period", "string", "From period", "First period for which this root family applies; empty = always."),
    column("to_period", "string", "To period", "Last period for which this root family applies; empty = until now."),
    column(
        "rankable",
        "boolean",
        "May carry a rank",
        "False: its level differs from the other series of its root, so ranks leave it out.",
    ),
    column("homepage", "link", "Homepage", "Where the publisher presents it."),
    column("licence", "string", "Licence", "Terms under which it may be passed on."),
    column(
        "redistribute",
        "string",
        "May be passed on",
        "yes, derived-only (ranks, shares and gaps, but not the rows) or no.",
        enum=("yes", "derived-only", "no"),
    ),
    column("citation", "string", "Citation", "How to cite it."),
    column("cadence_days", "integer", "Cadence", "Days after which a new look is due.", unit="days", minimum=1),
    column("mode", "string", "How it comes", "bundled with the project or fetched live.", enum=("bundled", "live")),
    column("last_tried", "date", "Last tried", "When it was last asked."),
    column("last_succeeded", "date", "Last succeeded", "When it last gave a usable answer."),
    column("last_outcome", "string", "Last outcome", "What the last try gave, in words."),
    column("newest_observation", "string", "Newest observation", "Newest period its rows speak of."),
    column("rows", "integer", "Rows", "Rows in the package that come from it.", minimum=0),
    column("raw_file", "string", "Raw file", "File under data/raw/ that holds what was received."),
    column(
        "data_version",
        "string",
        "Data version",
        "First 12 hex digits of the sha256 over all tables except ledgers.",
        pattern=r"^[0-9a-f]{12}$",
    ),
    column(
        "rule_version",
        "string",
        "Rule version",
        "First 12 hex digits of the sha256 over the claim files and thresholds.",
        pattern=r"^[0-9a-f]{12}$",
    ),
    column("package_date", "day", "Package date", "Newest retrieval date in the ledger the package was built from."),
    column("why", "string", "Why", "First judgement, new data, or a new rule.", enum=("first", "data", "rule")),
    column("moved_by", "string", "Moved by", "The revision that moved it, where one can be named."),
    column("reason", "string", "Reason", "Why the verdict changed, in a sentence."),
    column("cell", "string", "Cell", "The revised cell: its key, parts separated by spaces."),
    column("old_value", "number", "Old value", "Value of the earlier vintage.", digits=15, reveals="value"),
    column("new_value", "number", "New value", "Value of the later vintage.", digits=15, reveals="value"),
    column("change_pct", "number", "Change", "Change from the earlier to the later vintage.", unit="%"),
    column("old_vintage", "date", "Old vintage", "Vintage date of the earlier value."),
    column("new_vintage", "date", "New vintage", "Vintage date of the later value."),
    column("seen", "day", "Seen", "Day on which the later vintage was first seen."),
    # Indicators
    column("indicator", "string", "Indicator", "Code of the indicator at its publisher.", pattern=ID),
    column("indicator_value", "number", "Value", "Value in the unit named beside it.", digits=15),
    # Account
    column("recount", "string", "Recount", "Name of the query that counts again."),
    column("item", "string", "Item", "What is counted, within the query."),
    column("table_value", "number", "In the table", "The number as it stands in the package."),
    column(
        "counted_from",
        "string",
        "Counted from",
        "rows: as publishers print them; own: from specifications or marks of ours.",
        enum=("rows", "own"),
    ),
    column("recounted", "number", "Counted again", "The same number from plain SQL over the package."),
    column("agrees", "boolean", "Agrees", "True when both are equal to the last digit kept."),
)
