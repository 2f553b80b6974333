"""Columns of many tables: who, when, whose figure, and how it was printed."""

from __future__ import annotations

from etl.contract.enums import BASES, CALENDARS
from etl.contract.schema import ID, column

FIELDS = (
    # Who and whom
    column("exporter", "string", "Exporter", "Country the goods leave, an id of `countries`."),
    column("importer", "string", "Importer", "Country the goods reach, an id of `countries`."),
    column("reporter", "string", "Reporter", "Whose books, or whose partners are counted; an id of `countries`."),
    column("partner", "string", "Partner", "The other side; an id of `countries`."),
    column(
        "recorded_by", "string", "Recorded by", "Which side of the flow wrote it down.", enum=("exporter", "importer")
    ),
    column("country", "string", "Country", "An id of `countries`."),
    column("country_a", "string", "Country A", "First country of the pair; an id of `countries`."),
    column("country_b", "string", "Country B", "Second country of the pair; an id of `countries`."),
    column("supplier", "string", "Supplier", "Country that delivers arms; an id of `countries`."),
    column("recipient", "string", "Recipient", "Country that receives arms; an id of `countries`."),
    column("host", "string", "Host", "Country invested in; an id of `countries`."),
    column("origin", "string", "Origin", "Where the investment comes from, in the publisher's words."),
    column("origin_id", "string", "Origin (id)", "The origin as an id of `countries`; empty when it is no country."),
    column("authority", "string", "Authority", "Who made the figure known."),
    column("parties_ru", "string", "Russian side", "Parties on the Russian side as the source names them."),
    column("parties_ir", "string", "Iranian side", "Parties on the Iranian side as the source names them."),
    column("actors", "string", "Actors", "Ids of `countries` and bodies involved, separated by semicolons."),
    # When
    column(
        "period",
        "string",
        "Period",
        ("Year of the calendar (2024 or 1402); part of a year as 1402-11m (first eleven months) or the label printed."),
    ),
    column("period_label", "string", "Period as printed", "The period in the publisher's words."),
    column("period_start", "day", "Period start", "First day of the period."),
    column("period_end", "day", "Period end", "Last day of the period."),
    column(
        "period_precision",
        "string",
        "Period precision",
        "Whether both bounds are known or only the printed label is.",
        enum=("exact", "label"),
    ),
    column(
        "calendar",
        "string",
        "Calendar",
        "Calendar the period belongs to; 1401 runs from 2022-03-21 to 2023-03-20.",
        enum=CALENDARS,
    ),
    column("date", "date", "Date", "Day, month or year of the event, as far as the source gives it."),
    column("signed_date", "date", "Signed", "Day, month or year of signature, as far as the source gives it."),
    column("status_asof", "date", "Status as of", "Date of the newest information on the status."),
    column("source_date", "date", "Source date", "Date of the page or document."),
    column("vintage", "string", "Vintage", "Edition of the publisher's figure, in words."),
    column("vintage_date", "date", "Vintage date", "When the publisher's figure was current."),
    column("data_as_of", "date", "Data as of", "Newest period the judged rows speak of."),
    column("session", "integer", "Session", "Session of the UN General Assembly.", minimum=1),
    column("year", "integer", "Year", "Gregorian year.", minimum=1500, maximum=2100),
    # Whose figure
    column("source", "string", "Source", "Data set or series; an id of `sources`.", pattern=ID),
    column("series", "string", "Series", "Figures that may be joined into one line; an id of `families`.", pattern=ID),
    column(
        "root_family",
        "string",
        "Root family",
        "Whose books the figure goes back to; series of one root family are one witness.",
        pattern=ID,
    ),
    column(
        "root",
        "string",
        "Root",
        "The statement or release the figure goes back to; rows of one root are one piece of evidence.",
    ),
    column("root_authority", "string", "Root authority", "Who made the root statement."),
    column("publisher", "string", "Publisher", "Who printed it."),
    column("source_url", "link", "Link", "Where it was seen; stored copy, not opened live."),
    column("source_url_2", "link", "Second link", "A second place where it was seen."),
    column("publisher_2", "string", "Second publisher", "Who printed it in the second place."),
    column("source_date_2", "date", "Second source date", "Date of the second page or document."),
    column(
        "reading_confidence",
        "string",
        "Reading confidence",
        "How sure we are that the source says this, never whether it is true.",
        enum=("high", "medium", "low"),
    ),
    column("note", "string", "Note", "What a reader must know of this row."),
    column("correction", "string", "Correction", "What we changed in this row and why; empty when nothing."),
    column(
        "cell_basis",
        "string",
        "Basis",
        "Observed statistic, stated by an official, or imputed (estimated).",
        enum=BASES,
    ),
    column("basis_text", "string", "Basis", "What the figure is and how it was come by."),
    # Figures as printed
    column("sighting_id", "string", "Sighting", "One place where a figure was seen.", pattern=ID),
    column("figure_id", "string", "Figure", "One figure, however many places print it.", pattern=ID),
    column(
        "partner_type",
        "string",
        "Kind of partner",
        "Country, group of countries, or the world.",
        enum=("country", "group", "world"),
    ),
    column("rank_printed", "integer", "Printed rank", "Rank the source gives.", minimum=1),
    column(
        "rank_scope",
        "string",
        "Ranked among",
        "Among whom the printed rank counts; only 'all partners' is a rank among all.",
    ),
    column(
        "forecast",
        "boolean",
        "Forecast",
        ("True when every dated sighting of the figure is older than the end of its period: it never votes."),
    ),
    column("share_pct", "number", "Share", "Share in per cent.", unit="%", minimum=0, maximum=100),
    column("growth_pct", "number", "Growth", "Growth stated, in per cent.", unit="%"),
    column("edition", "day", "Edition", "Day of the edition it was seen in."),
)
