"""What happened in the made-up world: who traded how much with Iran and Russia, who recorded it, and what was revised.

The figures come from one seed and stand for nothing; only their number, gaps and oddities are those of real answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from etl.contract.countries import COUNTRIES

SEED = 20261126
A_LIFE = 34  # years of the IMF in a world of the size of life
HUBS = ("RUS", "IRN")
FLOWS = ("export", "import")  # of the hub
# the largest partners first, so that a small world holds them too
_FIRST = (
    "RUS IRN CHN DEU TUR IND BLR NLD ITA KOR ARE USA KAZ JPN UZB GBR FRA POL BEL BRA FIN UKR CHE ESP EGY HUN "
    "CZE GRC SVK AUT VNM IRQ TWN HKG UGA ARM SGP SWE IDN LVA AZE MYS DZA ROU ZAF SAU BGD BGR MEX KGZ DNK LTU THA "
    "SRB EST GEO ISR MNG IRL MAR CAN SVN PHL NOR ARG TJK PRT HRV LKA PAK AFG AUS OMN TKM SYR QAT KWT LBN VEN CUB"
)
_TOTAL = {"RUS": 3.5e11, "IRN": 5e10}
NEVER = frozenset(["IRQ", "SYR", "TKM", "VEN", "CUB", "AFG", "PRK", "LBY", "ERI", "SOM", "SSD", "TCD", "GNQ", "TWN"])
# exporter, importer, dollars as the importer has them in the last year but one, dollars as the exporter always has them
IMPLAUSIBLE = ("UGA", "RUS", 27_004_000_000.0, 67_000_000.0)
SILENT = {"RUS": 4, "IRN": 3}  # so many of the last years a hub publishes nothing of its own


def countries(count: int) -> list[str]:
    """Ids of `count` countries of today, the largest partners of Iran and Russia first."""
    first = _FIRST.split()
    valid = [c.id for c in COUNTRIES.values() if c.kind == "country" and c.m49 and not c.valid_to]
    return [*first, *sorted(set(valid) - set(first))][:count]


@dataclass(frozen=True, kw_only=True)
class Flows:
    """Trade of the two hubs with every country of `ids` in each of `years`, as each side has it in its books."""

    ids: Sequence[str]
    years: Sequence[int]

    @cached_property
    def _at(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(self.ids)}

    @cached_property
    def _values(self) -> npt.NDArray[np.float64]:
        """US dollars by hub, flow, side that recorded (0 the hub, 1 the partner), partner and year; NaN = no trade."""
        rng = np.random.default_rng(SEED)
        shape = (len(HUBS), len(FLOWS), 1, len(self.ids), len(self.years))
        weight = (np.arange(len(self.ids)) + 3.0) ** -1.4
        level = np.array([_TOTAL[h] for h in HUBS])[:, None, None, None, None]
        pace = min(1.0, A_LIFE / len(self.years))  # or a century of growth would leave the bounds of a figure
        drift = np.cumsum(rng.normal(0.02, 0.18, shape) * pace, axis=-1)
        size = level * (weight / weight.sum())[:, None] * np.exp(rng.normal(0, 1.0, (*shape[:-1], 1)) + drift)
        seen = np.exp(rng.normal(0, 0.25, (*shape[:2], 2, *shape[3:])))
        missing = rng.random(shape) < 0.02 + 0.3 * (np.arange(len(self.ids)) / 256)[:, None]
        return np.where(missing, np.nan, size * seen)

    @cached_property
    def _open(self) -> npt.NDArray[np.bool_]:
        """Whether a country publishes a year; of the newest a third of them have."""
        chance = np.full(len(self.years), 0.88)
        chance[-1] = 0.35
        return np.random.default_rng(SEED + 1).random((len(self.ids), len(self.years))) < chance

    def reports(self, country: str, year: int) -> bool:
        """Whether `country` publishes its own books of `year`."""
        if country in NEVER:
            return False
        if country in HUBS:
            return year <= self.years[-1] - SILENT[country]
        return bool(self._open[self._at[country], self.years.index(year)])

    def recorded(self, reporter: str, partner: str, flow: str, year: int) -> float | None:
        """US dollars in the books of `reporter` as its `flow` with `partner`; imports hold freight; None = no trade."""
        if flow == "import" and (partner, reporter, year) == (*IMPLAUSIBLE[:2], self.years[-2]):
            return IMPLAUSIBLE[2]
        if flow == "export" and (reporter, partner) == IMPLAUSIBLE[:2]:
            return IMPLAUSIBLE[3]
        own = reporter in HUBS and (reporter, partner) != ("IRN", "RUS")
        hub, other = (reporter, partner) if own else (partner, reporter)
        seen = flow if own else FLOWS[1 - FLOWS.index(flow)]
        at = self._at[other], self.years.index(year)
        value = float(self._values[HUBS.index(hub), FLOWS.index(seen), 0 if own else 1, *at])
        return None if np.isnan(value) else round(value * (1.06 if flow == "import" else 1.0), 2)


@dataclass(frozen=True, kw_only=True)
class World:
    """What the publishers hold at the run of one month: the first month, and each later one with what was revised."""

    flows: Flows
    comtrade_years: Sequence[int]
    month: int = 1

    @property
    def last(self) -> int:
        """The newest year of which anybody has published anything."""
        return self.flows.years[-1]

    def releases(self, reporter: str, year: int) -> int:
        """How often `reporter` has released `year` to Comtrade: Turkey and China do it again every month."""
        return self.month if reporter in ("TUR", "CHN") and year in (self.last - 2, self.last - 1) else 1
