"""Comparisons that do not hang on the last digit of a float: processors differ in the last digit of exp() and log()."""

from __future__ import annotations

import math

RELATIVE = 1e-12
ABSOLUTE = 1e-12


def equal(a: float, b: float) -> bool:
    """Whether `a` and `b` are the same number but for rounding; infinities equal themselves."""
    return math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def above(a: float, b: float) -> bool:
    """Whether `a` is greater than `b` by more than rounding."""
    return a > b and not equal(a, b)


def within(low: float, value: float, high: float) -> bool:
    """Whether `value` is in the closed interval, its ends taken with the tolerance."""
    return not above(low, value) and not above(value, high)
