"""Columns of the depth tables, described once like all others; `etl.contract.fields` takes them in."""

from __future__ import annotations

from collections.abc import Callable

Add = Callable[..., None]

ANOMALIES = ("mechanical", "implausible", "reused")
TREATMENTS = ("left out", "marked")
METHODS = ("forecast", "false_date", "pool", "leave_one_out", "placebo")
POOLS = ("a", "b", "none")
FOUND = ("own rows", "same rows", "derived", "not to be had")
YARDSTICKS = (
    "agree_raw", "agree3", "agree2", "kappa_none", "kappa_linear", "kappa_quadratic", "pi", "S",
    "share", "share_named", "intensity", "intensity_without",
)  # fmt: skip
PLEDGES = ("announced", "contracted", "evidenced", "delivered")


def describe(add: Add) -> None:
    """Describe every column; `add` refuses a name that stands already."""
    _anomalies(add)
    _grid(add)
    _uncertainty(add)
    _cause(add)
    _alignment(add)
    _pledges(add)
    _account(add)


def _anomalies(add: Add) -> None:
    add("anomaly", "string", "Anomaly", "mechanical: one factor laid on several partners; implausible: ruled out by "
        "other records; reused: one figure quoted for several periods.", enum=ANOMALIES)  # fmt: skip
    add("fired", "string", "Tests that fired", "Names of the tests that mark it, separated by spaces.")
    add("not_run", "string", "Tests that could not run", "Names of tests for which a record is missing.")
    add("proof", "boolean", "Proof", "True when another record rules the value out; a jump alone is no proof.")
    add("treatment", "string", "What is done", "left out of ranks, or kept and marked.", enum=TREATMENTS)
    add("shared_factor", "number", "Shared growth factor", "Value over that of the year before.", low=0)
    add("shared_with", "string", "Shared with", "Partners with the same factor, separated by spaces.")
    add("mirror_usd", "integer", "Other side's record", "The same flow in the other side's books.", unit="USD")
    add("mirror_period", "string", "Year of the other record", "Year of the other side's record that is nearest.")
    add("mirror_source", "string", "Source of the other record", "Source of the other side's record.")
    add("mirror_ratio", "number", "Times the other record", "Value over the other side's record.", low=0)
    add("history_ratio", "number", "Times its own history", "Value over the largest other year of its series.", low=0)
    add("world_total_usd", "integer", "Partner's world total", "All that the partner trades in that flow.", unit="USD")
    add("labels", "integer", "Period labels", "Number of different periods the figure is quoted for.", low=1)
    add("period_labels", "string", "Periods as printed", "The periods, in the publishers' words.")


def _grid(add: Add) -> None:
    add("definition", "string", "Definition", "Root family, series, period and choices.")
    add("found", "string", "What is found", "own rows: it votes as a specification; same rows: it reads the rows of "
        "another specification and adds no vote; derived: computed for who asks, without a vote; not to be had: why "
        "stands beside it.", enum=FOUND)  # fmt: skip


def _uncertainty(add: Add) -> None:
    add("sigma", "number", "Noise", "What two reporters of the pair differ by.", unit="log points", low=0)
    add("sigma_from", "string", "Noise taken from", "Where the size of the noise comes from.")
    add("chance_top5", "number", "Chance of rank 5 or better", "Share of equally likely noisy lists, among partners "
        "with a value or surely above; no statement about others that are missing.", low=0, high=1)  # fmt: skip
    add("chance_fifth", "number", "Chance of exactly fifth", "As above, for rank 5 alone.", low=0, high=1)
    add("noise_best", "integer", "Best rank under noise", "Better end of the central 90 % of ranks.", low=1)
    add("noise_worst", "integer", "Worst rank under noise", "Worse end of the central 90 % of ranks.", low=1)
    add("flip_up_pct", "number", "To the next rank above", "Rise that reaches the next higher value.", "%", low=0)
    add("flip_down_pct", "number", "To the next rank below", "Fall that reaches the next lower value.", "%", low=0)
    add("flip_log", "number", "Flip distance (log)", "Nearest neighbour's distance.", unit="log points", low=0)
    add("typical_gap", "number", "Typical mirror gap", "What two reporters typically differ by.", "log points", low=0)
    add("estimates", "string", "Estimated cells", "with or without specifications on estimated cells.",
        enum=("with", "without"))  # fmt: skip
    add("turns", "boolean", "The answer turns on it", "True when one option mostly says yes, another mostly no.")
    add("moved_points", "integer", "Thresholds moved by", "Every threshold made stricter (+) or laxer (-).", "points")
    add("same_verdict", "boolean", "Same verdict", "True when the verdict stands.")


def _cause(add: Add) -> None:
    add("method", "string", "Method", "forecast: band from the years before the event; false_date: the same at dates "
        "when nothing happened; pool: a mix of other partners; leave_one_out: that mix without one of them; placebo: "
        "another partner treated as if it were the one.", enum=METHODS)  # fmt: skip
    add("pool", "string", "Pool", "a: Iran's other partners; b: Russia's other partners that joined no sanctions.",
        enum=POOLS)  # fmt: skip
    add("outcome", "string", "Outcome", "What is followed over the years.")
    add("variant", "string", "Variant", "Date tested, partner left out, or partner treated instead.")
    add("actual", "number", "Value", "The value as recorded, in the unit named.")
    add("band_low", "number", "Lower end of the band", "95 % band of the forecast.")
    add("band_centre", "number", "Expected", "Forecast, or value of the mix of other partners.")
    add("band_high", "number", "Upper end of the band", "95 % band of the forecast.")
    add("gap", "number", "Difference", "Value less what was expected; a difference to comparators, never an effect.")
    add("outside", "boolean", "Outside the band", "True when the value lies outside the band.")
    add("tested_year", "integer", "Date tested", "First year that counts as after the date.", low=1500, high=2100)
    add("target_year", "integer", "Year compared", "Year whose value is held against the band.", low=1500, high=2100)
    add("date_kind", "string", "Kind of date", "event: the war; false: nothing happened.", enum=("event", "false"))
    add("works", "boolean", "Leaves the band", "True when the value of the year compared lies outside.")
    add("least_jump", "number", "Least jump that shows", "Factor over the expected value that leaves the band.", low=0)
    add("fit_from", "integer", "Fitted from", "First year the band or the mix is fitted to.", low=1500, high=2100)
    add("fit_to", "integer", "Fitted to", "Last year the band or the mix is fitted to.", low=1500, high=2100)
    add("computed", "boolean", "Computed", "False when data are missing: see why not.")
    add("donors", "integer", "Donors", "Partners in the pool.", low=0)
    add("donor", "string", "Donor", "Partner in the pool; an id of `countries`.")
    add("mean_gap", "number", "Mean difference after", "Mean difference in the years after the date.")
    add("mean_gap_without", "number", "Mean difference without it", "Mean difference when this donor is left out.")
    add("did_gap", "number", "Difference in differences", "Against the plain mean of all donors.")
    add("rmse_before", "number", "Error before", "Root mean square difference before the date.", low=0)
    add("rmse_after", "number", "Error after", "Root mean square difference after the date.", low=0)
    add("error_ratio", "number", "Error after over before", "How much worse the mix follows after the date.", low=0)
    add("poor_fit", "boolean", "Poor fit", "True when the mix did not follow the unit before the date either.")
    add("placebo_rank", "integer", "Placebo rank", "Place of the error ratio among all units.", low=1)
    add("placebo_units", "integer", "Units compared", "The unit and its donors.", low=1)
    add("placebo_share", "number", "Placebo share", "Placebo rank over units; small = unusual.", low=0, high=1)
    add("placebo_floor", "number", "Smallest possible share", "1 / units, however clear the case.", low=0, high=1)
    add("line", "string", "Line", "The series in which a break is looked for.")
    add("points", "integer", "Points", "Number of years without a gap.", low=0)
    add("break_after", "integer", "Break after", "Last year of the earlier level.", low=1500, high=2100)
    add("mean_before", "number", "Level before", "Mean before the break.")
    add("mean_after", "number", "Level after", "Mean after the break.")
    add("level", "number", "Level", "Mean of the years on the same side of the break.")
    add("explained", "number", "Variance explained", "Share of the variance the break takes away.", low=0, high=1)
    add("testable", "boolean", "Enough points to test", "False under 20 points: shown, not tested.")
    add("criterion", "string", "Criterion", "What the rule of the part asks.")
    add("required", "boolean", "Counts", "False for a condition that is shown and decides nothing.")
    add("met", "boolean", "Met", "Whether it is met; empty when it cannot be told.")


def _alignment(add: Add) -> None:
    add("yardstick", "string", "Measure", "Voting agreement raw (agree_raw same vote, agree3 half a point for an "
        "abstention, agree2 yes or no only, S = 2 agree3 - 1) and beyond chance (kappa, pi); trade share and "
        "intensity.", enum=YARDSTICKS)  # fmt: skip
    add("vote_set", "string", "Roll calls", "Which roll calls are compared.")
    add("series_break", "boolean", "Series break", "True in the first year after the series changed its source.")
    add("total_usd", "integer", "Total", "The reporter's flow with all partners.", unit="USD")


def _pledges(add: Add) -> None:
    add("stage", "string", "Stage", "Furthest stage with evidence: announced, contracted, evidenced (work or payment), "
        "delivered or in force.", enum=PLEDGES)  # fmt: skip
    add("agreements", "integer", "Agreements", "Number of agreements, each at its furthest stage.", low=0)
    add("unknown", "integer", "Without a value", "How many of them have no known value.", low=0)
    add("open_above", "boolean", "Open above", "True when a value is unknown: the upper end is then no bound.")
    add("share_low", "number", "Lowest share", "Share with evidence of work, lower end.", low=0, high=1)
    add("share_high", "number", "Highest share", "Share with evidence of work, with what is claimed.", low=0, high=1)
    add("evidenced", "string", "Evidenced", "Agreements with work evidenced, separated by spaces.")
    add("claimed", "string", "Claimed", "Agreements whose money is said, but not shown, to be at work.")
    add("unvalued", "string", "Without a value", "Agreements with work evidenced and no value.")


def _account(add: Add) -> None:
    add("recount", "string", "Recount", "Name of the query that counts again.")
    add("item", "string", "Item", "What is counted, within the query.")
    add("table_value", "number", "In the table", "The number as it stands in the package.")
    add("counted_from", "string", "Counted from", "rows: as publishers print them; own: from "
        "specifications or marks of ours.", enum=("rows", "own"))  # fmt: skip
    add("recounted", "number", "Counted again", "The same number from plain SQL over the package.")
    add("agrees", "boolean", "Agrees", "True when both are equal to the last digit kept.")
