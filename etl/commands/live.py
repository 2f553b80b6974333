"""The live commands of the command line: fetch, run, check."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from etl import run as running
from etl.collect import accept as accepting
from etl.collect import livecheck as checking
from etl.collect.places import LOCK, OUT, RAW
from etl.collect.progress import NoProgress, ProgressBars, ProgressLines
from etl.collect.report import Report
from etl.collect.retry import iso
from etl.collect.settings import Clock
from etl.collect.store import lock
from etl.contract.errors import Busy, EtlError, sentence
from etl.sources import NAMES, SOURCES

_out = Console(soft_wrap=True, highlight=False, markup=False)
_err = Console(soft_wrap=True, highlight=False, markup=False, stderr=True)


def _known(values: list[str]) -> list[str]:
    for value in values:
        if value not in NAMES:
            raise typer.BadParameter(f"{value} is not a source that can be asked; there are {', '.join(SOURCES)}")
    return list(dict.fromkeys(NAMES[value] for value in values))


def _span(value: str) -> str:
    try:
        if value:
            running.seconds_of(value)
    except ValueError as err:
        raise typer.BadParameter(str(err)) from err
    return value


Only = Annotated[list[str], typer.Option("--only", help="Only this source; may be repeated.", callback=_known)]
Since = Annotated[int | None, typer.Option("--since", min=1948, max=2100, help="First year to ask for.")]
Again = Annotated[bool, typer.Option("--again", help="Ask also for what is not due, and in spite of a spent quota.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be asked; ask nothing.")]
Silent = Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object at the end.")]
Raw = Annotated[Path, typer.Option("--raw", help="Folder with bundled/ and live/.")]
Out = Annotated[Path, typer.Option("--out", help="Folder of the package.")]
Every = Annotated[str, typer.Option("--every", help="Go on for ever, a run each 30d (or 12h, 45m).", callback=_span)]


def register(app: typer.Typer, build: running.Builder) -> None:
    """Add the live commands to `app`; `build` makes the package after a run."""
    app.command()(_run(build))
    app.command()(fetch)
    app.command()(check)
    app.command()(accept)


def _run(build: running.Builder) -> Callable[..., None]:
    def run(
        *,
        only: Only = [],  # noqa: B006  (typer reads the default, nothing writes to it)
        since: Since = None,
        again: Again = False,
        dry_run: DryRun = False,
        quiet: Silent = False,
        as_json: Json = False,
        every: Every = "",
        raw: Raw = RAW,
        out_dir: Out = OUT,
    ) -> None:
        """Ask the publishers for what is due, then build: what a scheduler calls."""
        if dry_run:
            _plan(raw, only, since, again, as_json)
            return
        options: dict[str, Any] = {"only": only, "since": since, "again": again, "quiet": quiet, "as_json": as_json}
        once = _once(raw, out_dir=out_dir, builder=build, **options)
        code = running.every(running.seconds_of(every), once, Clock()) if every else once()
        raise typer.Exit(code)

    return run


def fetch(
    *,
    only: Only = [],  # noqa: B006
    since: Since = None,
    again: Again = False,
    dry_run: DryRun = False,
    quiet: Silent = False,
    as_json: Json = False,
    raw: Raw = RAW,
) -> None:
    """Ask the publishers for what is due and keep it; build nothing."""
    if dry_run:
        _plan(raw, only, since, again, as_json)
        return
    raise typer.Exit(_once(raw, only=only, since=since, again=again, quiet=quiet, as_json=as_json)())


def _once(
    raw: Path,
    *,
    out_dir: Path = OUT,
    only: list[str],
    since: int | None,
    again: bool,
    quiet: bool,
    as_json: bool,
    builder: running.Builder | None = None,
) -> Callable[[], int]:
    def once() -> int:
        progress = NoProgress() if quiet or as_json else ProgressBars(_err) if _err.is_terminal else ProgressLines(_err)
        try:
            report = running.run(raw, out_dir, only=only, since=since, again=again, builder=builder, progress=progress)
        except Busy as err:
            _err.print(str(err))
            return 3
        except ValueError as err:
            _err.print(str(err))
            return 2
        except (EtlError, OSError) as err:
            _err.print(sentence(err))
            return 1
        _print(report, quiet, as_json)
        return report.code

    return once


def _print(report: Report, quiet: bool, as_json: bool) -> None:
    if as_json:
        if not (quiet and report.code == 0):
            _out.print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    elif not quiet:
        for line in report.lines():
            _out.print(line)
    elif report.code:
        bad = [f"{o.source}: {o.sentence()}" for o in report.outcomes if not o.good]
        for line in bad + report.problems:
            _err.print(line)


def _plan(raw: Path, only: list[str], since: int | None, again: bool, as_json: bool) -> None:
    try:
        how: dict[str, Any] = {"since": since, "again": again, "env": os.environ, "clock": Clock()}
        plans = {s: running.plan(raw, SOURCES[s], **how) for s in only or SOURCES}
    except ValueError as err:
        raise typer.BadParameter(str(err)) from err
    except (EtlError, OSError) as err:
        _err.print(sentence(err))
        raise typer.Exit(1) from err
    if as_json:
        _out.print(json.dumps(plans, indent=1))
        return
    for source, requests in plans.items():
        for line in requests or ["nothing is due"]:
            _out.print(f"{source}: {line}")
    _out.print("and what these answers make necessary")


def accept(
    what: Annotated[str, typer.Argument(help="A source, source/question, bundled, or bundled/file.csv.")],
    raw: Raw = RAW,
) -> None:
    """Take a doubtful answer, or a bundled table that was edited; the next build or run uses it."""
    name, slash, question = what.partition("/")
    if name not in NAMES and name != accepting.BUNDLED:
        known = f"{', '.join(SOURCES)}, and {accepting.BUNDLED}"
        raise typer.BadParameter(f"{what} is not a source that can be asked; there are {known}")
    what = NAMES.get(name, name) + slash + question
    try:
        with lock(raw.parent / LOCK):
            lines = accepting.accept(raw, what, iso(Clock().now()))
    except Busy as err:
        _err.print(str(err))
        raise typer.Exit(3) from err
    except (EtlError, OSError) as err:
        _err.print(sentence(err))
        raise typer.Exit(1) from err
    for line in lines or [f"{what}: nothing waits to be accepted"]:
        _out.print(line)


def check(only: Only = [], as_json: Json = False) -> None:  # noqa: B006
    """Ask each publisher one small question, live, and say whether it still answers as documented."""
    try:
        results = [r for s in only or SOURCES for r in checking.check(SOURCES[s], os.environ, Clock())]
    except ValueError as err:
        _err.print(str(err))
        raise typer.Exit(2) from err
    if as_json:
        _out.print(json.dumps([r.__dict__ for r in results], ensure_ascii=False, indent=1))
    else:
        for r in results:
            _out.print(
                f"{'pass' if r.good else 'FAIL'}  {r.source:<10} {r.question:<22} {r.seconds:>6.1f} s  {r.words}"
            )
    if not all(r.good for r in results):
        raise typer.Exit(1)
