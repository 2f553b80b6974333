"""The command line: `python -m etl build`, and the commands of `etl.commands`.

Exit codes: 0 all well; 1 something failed, is stale, or a quota is spent; 2 wrong usage; 3 another run holds the lock.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from etl import build as building
from etl.claims import FOLDER
from etl.collect.clock import Clock
from etl.collect.disk import LOCK, OUT, RAW, lock
from etl.commands import Commands, Out, Quiet, Raw, failed, listing
from etl.contract.errors import Busy, EtlError
from etl.contract.tables import TABLES

app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
listing.register(app)


def _day(text: str) -> str:
    try:
        if not text or date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise typer.BadParameter("expected YYYY-MM-DD")


Claims = Annotated[Path, typer.Option("--claims", help="Folder of an article's claims.")]
AsOf = Annotated[
    str, typer.Option("--as-of", help="YYYY-MM-DD: leave out what publishers said after this day.", callback=_day)
]


@app.command()
def build(raw: Raw = RAW, out_dir: Out = OUT, as_of: AsOf = "", claims: Claims = FOLDER, quiet: Quiet = False) -> None:
    """Make the package in data/processed from data/raw: all or nothing."""
    try:
        with _alone(raw):
            summary = _build(raw, out_dir, as_of or None, claims, quiet=quiet)
    except (EtlError, OSError) as err:
        code = failed(err)
        if not isinstance(err, Busy):
            typer.echo("nothing was published", err=True)
        raise typer.Exit(code) from err
    if not quiet:
        _summary(summary)
    for message in [*summary.warnings, *_future(summary.created), *(f"left out: {text}" for text in summary.failed)]:
        typer.echo(message, err=True)
    if summary.failed:
        raise typer.Exit(1)


def _alone(raw: Path) -> AbstractContextManager[None]:
    """No run changes `raw` meanwhile; a folder that may only be read is changed by nobody."""
    return lock(raw.parent / LOCK) if os.access(raw.parent, os.W_OK) else nullcontext()


def _future(created: str) -> list[str]:
    """A warning when the package date lies in the future: some clock was wrong when an answer came."""
    if created <= Clock().now().date().isoformat():
        return []
    return [f"the package date {created} lies in the future: look for it in the ledgers of data/raw, a clock was wrong"]


def _build(raw: Path, out_dir: Path, as_of: str | None, claims: Path, *, quiet: bool) -> building.Summary:
    if quiet or not sys.stderr.isatty():
        report = (lambda _: None) if quiet else partial(typer.echo, err=True)
        return building.build(raw, out_dir, as_of, report, claims, cached=True)
    from rich.console import Console  # importing it takes as long as a fiftieth of a build

    with Console(stderr=True).status("building") as status:
        return building.build(raw, out_dir, as_of, status.update, claims, cached=True)


def _summary(summary: building.Summary) -> None:
    typer.echo(
        f"data version {summary.version}, package date {summary.created}, "
        + ("new" if summary.changed else "unchanged")
    )
    typer.echo(f"periods {summary.periods[0]} to {summary.periods[1]}")
    for name, rows in summary.rows.items():
        typer.echo(f"  {name:<22}{rows:>8}  {TABLES[name].kind}")
    for claim, part, verdict in summary.verdicts:
        typer.echo(f"  {claim + '/' + part:<36}{verdict}")
    typer.echo(f"verdicts that changed against the package before: {len(summary.moved) or 'none'}")
    for line in summary.moved:
        typer.echo(f"  {line}")


# a build does without the commands that ask the network: importing what they need takes as long as a tenth of it
if __name__ != "__main__" or sys.argv[1:2] != ["build"]:
    from etl.commands import care, live

    live.register(app, lambda *given: building.build(*given, cached=True))
    care.register(app, lambda *given: building.build(*given))  # made anew: `verify` holds it against what was published

if __name__ == "__main__":
    # all goes with the process: to look for cycles in it first would take a hundredth of a build
    atexit.register(gc.freeze)
    app(prog_name="python -m etl")
