"""Answers of the IMF's trade by partner country, as its SDMX service sends them in CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.worlds.flows import World

HEADER = (
    "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,"
    "TRADE_FLOW,VALUATION,UNIT,DERIVATION_TYPE,OVERLAP,STATUS"
)
FLOWS = {"XG_FOB_USD": "export", "MG_CIF_USD": "import"}
REVISED = 1.05  # on the last year but one, from the second month on
GROUPS = ("G998", "GX605", "TX899")  # ids that are not countries, which whoever reads must leave out


def data(world: World, key: str) -> bytes:
    """All years of the series `key`: country.indicators.counterpart.frequency, an asterisk for all."""
    country, indicators, partner, _ = key.split(".")
    lines = [
        line
        for indicator in indicators.split("+")
        for one in ([country] if country != "*" else world.flows.ids)
        for line in _lines(world, one, indicator, partner)
    ]
    return ("\n".join([HEADER, *lines]) + "\n").encode()


def _lines(world: World, country: str, indicator: str, partner: str) -> Iterator[str]:
    for year in world.flows.years:
        mark = "O" if world.flows.reports(country, year) else "SE"
        values = _values(world, country, indicator, year, world.flows.ids if partner == "*" else [partner])
        if partner == "*":
            listed = sum(values.values())
            values |= {"G001": listed * 1.01} | {group: listed / n for n, group in enumerate(GROUPS, 3)}
        for name, value in values.items():
            # an estimate has more digits than a figure that somebody reported
            yield _line(country, indicator, name, year, f"{value:.2f}" if mark == "O" else f"{value:.7f}", mark)


def _values(world: World, country: str, indicator: str, year: int, partners: Sequence[str]) -> dict[str, float]:
    factor = REVISED if world.month > 1 and year == world.last - 1 else 1.0
    values = ((p, world.flows.recorded(country, p, FLOWS[indicator], year)) for p in partners if p != country)
    return {p: v * factor for p, v in values if v is not None}


def _line(*cells: object) -> str:
    country, indicator, partner, year, value, mark = cells
    flow, valuation, unit = str(indicator).split("_")
    head = f"dataflow,IMF.STA:IMTS(1.0.0),R,{country},{indicator},{partner},A,{year},{value},6"
    return f"{head},{flow},{valuation},{unit},{mark},OL,"
