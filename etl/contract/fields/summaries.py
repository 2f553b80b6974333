"""Columns of places, shares of arms, real terms and counts of contacts."""

from __future__ import annotations

from etl.contract.enums import SIDES, SPANS, WORST_BASES
from etl.contract.schema import column

FIELDS = (
    column(
        "place_best",
        "integer",
        "Best place",
        "1 + partners above, among those with a value or a bound.",
        minimum=1,
    ),
    column(
        "place_worst",
        "integer",
        "Worst place",
        "Best place + partners with a value or a bound that may lie above; empty when nothing bounds it.",
        minimum=1,
    ),
    column(
        "place_best_all",
        "integer",
        "Best place, everybody counted",
        "As `place_best`, with partners that publish nothing counted where another book puts them above.",
        minimum=1,
    ),
    column(
        "place_worst_all",
        "integer",
        "Worst place, everybody counted",
        "As `place_worst`, with every partner that publishes nothing counted as above.",
        minimum=1,
    ),
    column(
        "worst_basis",
        "string",
        "Worst place rests on",
        "listed: the list itself; likely: no neighbouring year shows a partner that was not read large enough.",
        enum=WORST_BASES,
    ),
    column("above", "string", "Partners above", "Ids of the partners above, largest first, separated by spaces."),
    column("maybe", "string", "Possibly above", "Partners with a bound that may lie above, separated by spaces."),
    column("next_below", "string", "Next below", "The largest partner below; an id of `countries`."),
    column("next_below_usd", "integer", "Value of the next below", "Value of the largest partner below.", unit="USD"),
    column(
        "side",
        "string",
        "Share in",
        "imports: the supplier's share in what the recipient received; exports: the recipient's in what the supplier "
        "delivered.",
        enum=SIDES,
    ),
    column("from_year", "integer", "From year", "First year of the span.", minimum=1900, maximum=2100),
    column("to_year", "integer", "To year", "Last year of the span.", minimum=1900, maximum=2100),
    column(
        "total_tiv_million",
        "number",
        "All partners",
        "Trend-indicator value of all partners together.",
        unit="million TIV",
        minimum=0,
    ),
    column("years_recorded", "integer", "Years with a delivery", "Years of the span with a delivery.", minimum=0),
    column("base_period", "string", "Compared with", "Period the value is compared with."),
    column("base_series", "string", "Series of the base", "Series the base value comes from."),
    column("nominal_change_pct", "number", "Change in dollars", "Change in current dollars on the base.", unit="%"),
    column("price_index", "number", "Price level", "US consumer prices of the period, 2021 = 100.", minimum=0),
    column("value_2021_usd", "integer", "Value in dollars of 2021", "Value over the US price level.", unit="USD"),
    column("real_change_pct", "number", "Change in dollars of 2021", "Change at constant prices.", unit="%"),
    column("tonnes_series", "string", "Series of tonnes", "Series the tonnes come from; never joined with another."),
    column("tonnes_base", "integer", "Tonnes of the base", "Tonnes of the base period.", unit="t", minimum=0),
    column("tonnes_series_base", "string", "Series of the base's tonnes", "Series the tonnes of the base come from."),
    column(
        "span",
        "string",
        "Before or after",
        "before: to 2022-02-23; after: from 2022-02-24, the day of the invasion.",
        enum=SPANS,
    ),
    column("contacts", "integer", "Contacts", "Contacts found.", minimum=0),
    column("two_publishers", "integer", "Seen in two places", "Of them seen in two places.", minimum=0),
    column("median_others", "number", "Median of comparable pairs", "Median of the pairs it is held against."),
    column("pairs", "integer", "Comparable pairs", "Number of pairs it is held against.", minimum=0),
    column("below", "boolean", "Below the median", "True when the value lies below the median of the others."),
)
