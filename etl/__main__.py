"""The command line: `python -m etl build | sources | status`, and the commands of `etl.commands`.

Exit codes: 0 all well; 1 something failed, is stale, or a quota is spent; 2 wrong usage; 3 another run holds the lock.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from etl import build as building
from etl.claims import FOLDER
from etl.collect.disk import LOCK, lock
from etl.commands import Json, Out, Quiet, Raw
from etl.contract.errors import Busy, EtlError, sentence
from etl.contract.tables import TABLES
from etl.package.freshness import Age, ages

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

AsOf = Annotated[str, typer.Option("--as-of", help="YYYY-MM-DD: leave out what publishers said after this day.")]


def today() -> date:
    """The reader's day, in UTC; `build` itself never asks."""
    return datetime.now(UTC).date()


@app.command()
def build(
    raw: Raw = building.RAW,
    out_dir: Out = building.OUT,
    as_of: AsOf = "",
    claims: Annotated[Path, typer.Option("--claims", help="Folder of an article's claims.")] = FOLDER,
    quiet: Quiet = False,
) -> None:
    """Make the package in data/processed from data/raw: all or nothing."""
    if as_of and not _is_day(as_of):
        raise typer.BadParameter("expected YYYY-MM-DD", param_hint="--as-of")
    try:
        with _alone(raw):
            summary = _build(raw, out_dir, as_of or None, claims, quiet=quiet)
    except Busy as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(3) from error
    except (EtlError, OSError) as error:
        typer.echo(sentence(error), err=True)
        typer.echo("nothing was published", err=True)
        raise typer.Exit(1) from error
    if not quiet:
        _summary(summary)
    for message in [*summary.warnings, *_future(summary.created)]:
        typer.echo(message, err=True)
    for message in summary.failed:
        typer.echo(f"left out: {message}", err=True)
    if summary.failed:
        raise typer.Exit(1)


def _alone(raw: Path) -> AbstractContextManager[None]:
    """No run changes `raw` meanwhile; a folder that may only be read is changed by nobody."""
    return lock(raw.parent / LOCK) if os.access(raw.parent, os.W_OK) else nullcontext()


def _future(created: str) -> list[str]:
    """A warning when the package date lies in the future: some clock was wrong when an answer came."""
    if created <= today().isoformat():
        return []
    return [f"the package date {created} lies in the future: look for it in the ledgers of data/raw, a clock was wrong"]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _build(raw: Path, out_dir: Path, as_of: str | None, claims: Path, *, quiet: bool) -> building.Summary:
    if quiet or not sys.stderr.isatty():
        report = (lambda _: None) if quiet else partial(typer.echo, err=True)
        return building.build(raw, out_dir, as_of, report, claims, cached=True)
    from rich.console import Console  # importing it takes as long as a fiftieth of a build

    with Console(stderr=True).status("building") as status:
        return building.build(raw, out_dir, as_of, status.update, claims, cached=True)


def _run_build(raw: Path, out_dir: Path, as_of: str | None, report: building.Report) -> building.Summary:
    """The build of a run; what it is checked against is made anew (`etl verify`)."""
    return building.build(raw, out_dir, as_of, report, cached=True)


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


@app.command()
def sources(out_dir: Out = building.OUT, as_json: Json = False) -> None:
    """List every source: how it comes, what may be passed on, what it last brought."""
    rows = _ages(out_dir)
    if as_json:
        typer.echo(json.dumps([a.row for a in rows], ensure_ascii=False, indent=1))
        return
    columns = ("id", "mode", "redistribute", "newest_observation", "title")
    _columns([[a.row[name] or "-" for name in columns] for a in rows])


@app.command()
def status(out_dir: Out = building.OUT, as_json: Json = False) -> None:
    """Tell the age of each source against its cadence; exit 1 when one is stale, doubtful or failing."""
    rows = _ages(out_dir)
    if as_json:
        columns = ("id", "cadence_days", "last_tried", "last_succeeded", "last_outcome", "newest_observation")
        states = [{**{k: a.row[k] for k in columns}, "state": a.state, "days": a.days} for a in rows]
        typer.echo(json.dumps(states, ensure_ascii=False, indent=1))
    else:
        _columns([[a.state, a.row["id"], _age(a), a.row["last_outcome"]] for a in rows])
    if any(a.bad for a in rows):
        raise typer.Exit(1)


def _age(a: Age) -> str:
    return ("never asked" if a.days is None else f"{a.days} days old") + f", new every {a.row['cadence_days']} days"


def _columns(rows: list[list[str]]) -> None:
    """Print rows of cells, each column as wide as its longest cell."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


def _ages(out_dir: Path) -> list[Age]:
    try:
        return ages(out_dir, today())
    except EtlError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


# a build does without the commands that ask the network: importing what they need takes as long as a tenth of it
if __name__ != "__main__" or sys.argv[1:2] != ["build"]:
    from etl.commands import care, live

    live.register(app, _run_build)
    care.register(app, lambda raw, out_dir: building.build(raw, out_dir))

if __name__ == "__main__":
    # all goes with the process: to look for cycles in it first would take a hundredth of a build
    atexit.register(gc.freeze)
    app(prog_name="python -m etl")
