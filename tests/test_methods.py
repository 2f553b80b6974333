"""Every threshold that docs/METHODS.md and docs/CLAIMS.md print is the one that the code compares with."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from etl import claims
from etl.contract.calendars import parse
from etl.derive import breaks, reporter_gaps
from etl.judge import rank
from etl.measures import breaks as level_break
from etl.measures import comparators, counterfactual, detectors, donor_pools, mirror, plausibility, resampling, votes

DOCS = Path(__file__).parents[1] / "docs"
WORDS = {"half": 0.5, "two": 2, "three": 3, "ten": 10, "twenty": 20, "five": 5, "ten million": 10_000_000}
THRESHOLDS = claims.thresholds()
FALSE_DATES = THRESHOLDS["cause"]["false_dates"]
LEVEL = counterfactual.forecast_band.__defaults__[0]  # type: ignore[index]
LEAST_PAIRS = mirror.typical_gap.__defaults__[0]  # type: ignore[index]

ABSTENTION = votes.agreement(np.array([[0, 0, 0], [1, 0, 0], [0, 0, 0]]))  # one against a yes

# A phrase of the document, its number in brackets, and what the code has. Other numbers are results and examples.
METHODS = [
    (r"ln\(m\(CIF\) / ([\d.]+)\)", mirror.PRESENT_FACTOR),
    (r"present convention; ([\d.]+) and [\d.]+ show", mirror.FACTORS[0]),
    (r"present convention; [\d.]+ and ([\d.]+) show", mirror.FACTORS[2]),
    (r"share a year-on-year factor to (\S+) in two years", detectors.SAME_FACTOR),
    (r"one side more than (\w+) times the other", plausibility.TIMES),
    (r"the larger above (ten million)", plausibility.LARGE_USD),
    (r"a (\d+) % forecast band", 100 * LEVEL),
    (r"false dates (\d{4}) to \d{4}", min(FALSE_DATES)),
    (r"false dates \d{4} to (\d{4})", max(FALSE_DATES)),
    (r"[Ww]here (\w+) years on would reach the war", THRESHOLDS["cause"]["horizon"]),
    (r"only a jump of more than (\w+) times would leave", THRESHOLDS["cause"]["plausible_jump"]),
    (r"at least (\d+) % of the years", 100 * donor_pools.COVERAGE),
    (r"is at most (\w+) of\s+the unit's own spread", comparators.POOR_FIT),
    (r"segments of at least (\d+) %", 100 * level_break.SHORTEST_SEGMENT),
    (r"Under (\w+) points they are drawn", level_break.FEWEST_TO_TEST),
    (r"an abstention\s+against a yes or no counts (\w+)", ABSTENTION.yardsticks["agree3"].value),
]
CLAIMS = [
    (r"printed for (\w+) or eleven months", rank.MIN_MONTHS),
    (r"fewer than (\w+) distinct lists or series", THRESHOLDS["min_specifications"]),
    (r"fewer than (\w+) root families", THRESHOLDS["min_families"]),
    (r"S at least (\.\d+), the natural reading holds", THRESHOLDS["supported"]),
    (r"W at least (\.\d+) and S below", THRESHOLDS["overstated_weak"]),
    (r"and S below (\.\d+): \*overstated", THRESHOLDS["overstated_strong"]),
    (r"S at most (\.\d+) and the natural reading fails", THRESHOLDS["contradicted"]),
    (r"the reporter's pairs of the last (\w+) years", reporter_gaps.TYPICAL_YEARS),
    (r"\(at least (\w+) with both sides observed\)", LEAST_PAIRS),
    (r"moving every threshold by (\w+) points", 100 * THRESHOLDS["move"]),
]


def page(name: str) -> str:
    """The text of a page of docs/."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def printed(document: str, pattern: str) -> float:
    """The number of the one place of `document` that reads like `pattern`."""
    (text,) = re.findall(pattern, page(document))
    return WORDS[text] if text in WORDS else float(text)


@pytest.mark.parametrize(
    ("document", "pattern", "value"),
    [("METHODS", *row) for row in METHODS] + [("CLAIMS", *row) for row in CLAIMS],
)
def test_a_printed_threshold_is_that_of_the_code(document: str, pattern: str, value: float) -> None:
    assert printed(document, pattern) == pytest.approx(value)


def test_the_printed_calendar_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| (\d{4}) \| (\S+) \| (\S+) \| (\d{4}) \|$", page("METHODS"), re.MULTILINE)
    assert len(rows) == 5
    for year, first, last, stands_for in rows:
        period = parse(year, "solar_hijri")
        assert period is not None
        assert (str(period.start), str(period.end), int(year) + 621) == (first, last, int(stands_for))


def test_a_line_needs_points_enough_for_two_segments() -> None:
    assert breaks.FEWEST >= 2 * 3 + 1
    assert pytest.approx((1 - LEVEL) / 2) == resampling.TAIL


@pytest.mark.parametrize("pattern", ["not in the document", "%"])
def test_a_pattern_that_names_no_place_or_several_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        printed("METHODS", pattern)
