"""How often the forecast band cries wolf: it must not on more than 7 % of pure random walks.

Run with `python -m bench.simulation`; a bench, not a test, though its seed is fixed and its answer with it.
"""

from __future__ import annotations

import numpy as np

from bench import limits
from etl.measures.counterfactual import date_test

DRAWS = 2000
LIMIT = 0.07
SEED = 20211231
YEARS = range(2016, 2025)  # as long as the series it stands for: six years to fit, three to watch
DATE = 2022


def false_alarms(draws: int = DRAWS, horizon: int = 3, drift: float = 0.05, spread: float = 0.3) -> float:
    """Share of random walks (AR(1) = 1, normal steps in logs) that leave the band at `horizon` years."""
    steps = np.random.default_rng(SEED).normal(drift, spread, size=(draws, len(YEARS)))
    walks = np.exp(np.cumsum(steps, axis=1))
    series = (dict(zip(YEARS, walk, strict=True)) for walk in walks.tolist())
    return sum(date_test(one, DATE, horizon).works is True for one in series) / draws


def main() -> int:
    """Print one row: draws, false alarms one and three years ahead, the limit, and whether it is kept; 1 if not."""
    near, far = false_alarms(horizon=1), false_alarms(horizon=3)
    verdict = limits.judged(max(near, far), LIMIT)
    print("bench         | draws | false alarms, 1 year | false alarms, 3 years | limit |")
    print(f"forecast band | {DRAWS:5d} | {near:20.1%} | {far:21.1%} | {LIMIT:5.0%} | {verdict}")
    return int(verdict == limits.MISSED)


if __name__ == "__main__":
    main()
