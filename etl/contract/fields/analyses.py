"""Columns of the analyses behind a cause: forecasts, comparators, breaks."""

from __future__ import annotations

from etl.contract.enums import METHODS, POOL_IDS
from etl.contract.schema import column

FIELDS = (
    column(
        "method",
        "string",
        "Method",
        (
            "forecast: band from the years before the event; false_date: the same at dates when nothing "
            "happened; pool: a mix of other partners; leave_one_out: that mix without one of them; placebo: "
            "another partner treated as if it were the one."
        ),
        enum=METHODS,
    ),
    column(
        "pool",
        "string",
        "Pool",
        "a: Iran's other partners; b: Russia's other partners that joined no sanctions.",
        enum=POOL_IDS,
    ),
    column("outcome", "string", "Outcome", "What is followed over the years."),
    column("variant", "string", "Variant", "Date tested, partner left out, or partner treated instead."),
    column("actual", "number", "Value", "The value as recorded, in the unit named.", reveals="value"),
    column("band_low", "number", "Lower end of the band", "95 % band of the forecast.", reveals="value"),
    column("band_centre", "number", "Expected", "Forecast, or value of the mix of other partners.", reveals="value"),
    column("band_high", "number", "Upper end of the band", "95 % band of the forecast.", reveals="value"),
    column(
        "gap", "number", "Difference", "Value less what was expected; a difference to comparators, never an effect."
    ),
    column("outside", "boolean", "Outside the band", "True when the value lies outside the band."),
    column(
        "tested_year", "integer", "Date tested", "First year that counts as after the date.", minimum=1500, maximum=2100
    ),
    column(
        "target_year",
        "integer",
        "Year compared",
        "Year whose value is held against the band.",
        minimum=1500,
        maximum=2100,
    ),
    column("date_kind", "string", "Kind of date", "event: the war; false: another date.", enum=("event", "false")),
    column("rival", "string", "What happened", "What is known to have happened in the year of another date."),
    column("years_before", "integer", "Years before", "Years in a row that the band is made of.", minimum=0),
    column("years_ahead", "integer", "Years ahead", "From the date to the year compared, both counted.", minimum=1),
    column("comparable", "boolean", "Same test", "True when as many years before and ahead as at the war's date."),
    column("works", "boolean", "Leaves the band", "True when the value of the year compared lies outside."),
    column(
        "least_jump",
        "number",
        "Least jump that shows",
        "Factor over the expected value that leaves the band.",
        minimum=0,
    ),
    column(
        "fit_from", "integer", "Fitted from", "First year the band or the mix is fitted to.", minimum=1500, maximum=2100
    ),
    column("fit_to", "integer", "Fitted to", "Last year the band or the mix is fitted to.", minimum=1500, maximum=2100),
    column("computed", "boolean", "Computed", "False when data are missing: see why not."),
    column("donors", "integer", "Donors", "Partners in the pool.", minimum=0),
    column("donor", "string", "Donor", "Partner in the pool; an id of `countries`."),
    column("mean_gap", "number", "Mean difference after", "Mean difference in the years after the date."),
    column("mean_gap_without", "number", "Mean difference without it", "Mean difference when this donor is left out."),
    column("did_gap", "number", "Difference in differences", "Against the plain mean of all donors."),
    column("rmse_before", "number", "Error before", "Root mean square difference before the date.", minimum=0),
    column("rmse_after", "number", "Error after", "Root mean square difference after the date.", minimum=0),
    column(
        "error_ratio", "number", "Error after over before", "How much worse the mix follows after the date.", minimum=0
    ),
    column(
        "poor_fit",
        "boolean",
        "Cannot be told",
        "True unless the mix followed the unit before the date: an error under half the unit's spread, and, outside "
        "the years it is measured from, a correlation of .7 or more and an error below that of the donors' plain mean.",
    ),
    column("fit_correlation", "number", "Correlation before", "Of unit and mix there.", minimum=-1, maximum=1),
    column("fit_error", "number", "Error of the mix before", "Root mean square error of the mix in those years."),
    column("plain_error", "number", "Error of the plain mean", "The same of the mean of all donors in those years."),
    column(
        "exact_donors",
        "integer",
        "Donors followed by chance",
        "Donors that a mix of the others follows within a hundredth; with more than a tenth of them no rank is shown.",
        minimum=0,
    ),
    column("placebo_rank", "integer", "Placebo rank", "Place of the error ratio among all units.", minimum=1),
    column("placebo_units", "integer", "Units compared", "The unit and its donors.", minimum=1),
    column(
        "placebo_share", "number", "Placebo share", "Placebo rank over units; small = unusual.", minimum=0, maximum=1
    ),
    column(
        "placebo_floor", "number", "Smallest possible share", "1 / units, however clear the case.", minimum=0, maximum=1
    ),
    column("line", "string", "Line", "The series in which a break is looked for."),
    column("points", "integer", "Points", "Number of years without a gap.", minimum=0),
    column("break_after", "integer", "Break after", "Last year of the earlier level.", minimum=1500, maximum=2100),
    column("mean_before", "number", "Level before", "Mean before the break.", reveals="value"),
    column("mean_after", "number", "Level after", "Mean after the break.", reveals="value"),
    column("level", "number", "Level", "Mean of the years on the same side of the break.", reveals="value"),
    column(
        "explained", "number", "Variance explained", "Share of the variance the break takes away.", minimum=0, maximum=1
    ),
    column("testable", "boolean", "Enough points to test", "False under 20 points: shown, not tested."),
    column("criterion", "string", "Criterion", "What the rule of the part asks."),
    column("required", "boolean", "Counts", "False for a condition that is shown and decides nothing."),
    column("met", "boolean", "Met", "Whether it is met; empty when it cannot be told."),
)
