"""`python -m bench world --out DIR`: a folder data/raw as large as life, from made-up answers of every publisher.

The bundled tables are copied; the live answers are made up by a rule, sent through the project's own questions, checks
and store, and lie under `live` with the ledger. Two months are played: in the second, figures are revised.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench.worlds.flows import Flows, World, countries
from bench.worlds.publishers import Publishers

ROOT = Path(__file__).resolve().parent.parent
LAST = 2025
OTHERS = ("comext", "imf_imts", "sipri", "un_votes", "worldbank")  # sources beside Comtrade that the world answers
# reporters, years of Comtrade, years of the IMF: each size has twice the years of the one before it, but 1, which has
# twice the reporters of 0.5; there are not twice as many countries, and no more years than a forecast can be carried to
SIZES = {0.25: (100, 8, 17), 0.5: (100, 16, 34), 1.0: (200, 16, 34), 2.0: (200, 32, 68), 4.0: (200, 64, 84)}


def world(size: float, month: int = 1) -> World:
    """The state of the publishers in `month` (1 is the first run), at one of `SIZES`."""
    reporters, few, many = SIZES[size]
    last = max(LAST, 1991 + many)  # the IMF's answers are read from 1992 on, so that more years are later years
    flows = Flows(ids=countries(reporters), years=range(last - many + 1, last + 1))
    return World(flows=flows, comtrade_years=range(last - few + 1, last + 1), month=month)


def write(raw: Path, size: float = 1.0, months: int = 2) -> None:
    """Make `raw` (it must not exist): the bundled tables, and the live answers of so many months."""
    shutil.copytree(ROOT / "data" / "raw" / "bundled", raw / "bundled")
    for month in range(1, months + 1):
        run_month(raw, size, month)


def run_month(raw: Path, size: float, month: int) -> int:
    """Ask every source in `month`, as a scheduled run would, and build nothing; gives the number of calls."""
    from etl.run import run
    from tests.etl.livekit import FakeClock

    state = world(size, month)
    env = {"COMTRADE_BUDGET": "5000"}  # the larger worlds have more years than a day's quota
    with Publishers(state) as session:
        for since, only in ((state.comtrade_years[0], ["comtrade"]), (None, [*OTHERS])):
            clock = FakeClock(f"{state.last + 1}-{8 + month:02}-22T10:00:00+00:00")
            report = run(raw, raw.parent, only=only, since=since, env=env, clock=clock, session=session)
            if report.code:
                raise SystemExit("\n".join(report.lines()))
        return len(session.asked)


def command(arguments: Sequence[str]) -> int:
    """The command line; 2 when the folder is there already."""
    parser = argparse.ArgumentParser(prog="python -m bench world", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to make, as --raw of `etl build` wants it")
    parser.add_argument("--size", type=float, choices=sorted(SIZES), default=1.0, help="how many worlds")
    asked = parser.parse_args(arguments)
    if asked.out.exists():
        parser.error(f"{asked.out} is there already")
    write(asked.out, asked.size)
    return 0
