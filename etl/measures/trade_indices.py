"""Trade intensity: a partner's share in a reporter's exports over its share in the world's imports.

All values are in one unit, whatever it is. Names: reporter i, partner j, flow x_ij, exports X_i, imports M_j, world W.
"""

from __future__ import annotations


def trade_intensity(flow: float, exports: float, partner_imports: float, world: float) -> float | None:
    """(x_ij / X_i) / (M_j / W), the variant that leaves the reporter in the world.

    `flow` x_ij, `exports` X_i of the reporter, `partner_imports` M_j, `world` W, all in one unit. 1 = as the
    partner's weight in world trade lets expect. None when a denominator is not positive.
    """
    return _ratio_of_shares(flow, exports, partner_imports, world)


def trade_intensity_without_reporter(flow: float, exports: float, partner_imports: float, world: float) -> float | None:
    """(x_ij / X_i) / ((M_j - x_ij) / (W - X_i)), the variant that takes the reporter out of the world."""
    return _ratio_of_shares(flow, exports, partner_imports - flow, world - exports)


def _ratio_of_shares(part: float, whole: float, other_part: float, other_whole: float) -> float | None:
    if whole <= 0 or other_part <= 0 or other_whole <= 0:
        return None
    return (part / whole) / (other_part / other_whole)
