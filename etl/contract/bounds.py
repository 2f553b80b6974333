"""What no figure of its kind can be beyond, so that a publisher's slip (1e30 dollars, year 9999) enters no table."""

from __future__ import annotations

USD = (0.0, 1e14)  # one flow of goods between two countries; the world's whole trade is 2.5e13
TIV = (0.0, 1e6)  # million trend-indicator values of one flow in one year
YEAR = r"1[5-9]\d\d|20\d\d|2100"
# by the unit of a column; money may be owed or lost, so that both signs are possible unless a field says otherwise
BY_UNIT: dict[str, tuple[float, float]] = {
    "USD": (-1e15, 1e15),
    "million TIV": TIV,
    "%": (-1e9, 1e9),
    "t": (0.0, 1e12),
    "log points": (-100.0, 100.0),
}
ANY = (-1e18, 1e18)


def within(value: float, least: float, most: float) -> bool:
    """Whether `value` is a number from `least` to `most`; NaN is not."""
    return least <= value <= most
