"""The commands that ask the publishers for what is due: fetch, run."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from etl import run as running
from etl.collect.clock import Clock
from etl.collect.disk import OUT, RAW
from etl.collect.dry_run import plan
from etl.collect.progress import NoProgress, ProgressBars, ProgressLines
from etl.collect.rebuild import Builder
from etl.collect.report import Report
from etl.commands import JsonAtEnd, Only, Out, Quiet, Raw, ending, failed
from etl.contract.errors import EtlError
from etl.sources import SOURCES

_err = Console(soft_wrap=True, highlight=False, markup=False, stderr=True)


def _span(value: str) -> str:
    try:
        if value:
            running.seconds_of(value)
    except ValueError as err:
        raise typer.BadParameter(str(err)) from err
    return value


Since = Annotated[int | None, typer.Option("--since", min=1948, max=2100, help="First year to ask for.")]
Again = Annotated[bool, typer.Option("--again", help="Ask also for what is not due, and in spite of a spent quota.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be asked; ask nothing.")]
Every = Annotated[str, typer.Option("--every", help="Go on for ever, a run each 30d (or 12h, 45m).", callback=_span)]


def register(app: typer.Typer, build: Builder) -> None:
    """Add the live commands to `app`; `build` makes the package after a run."""
    app.command()(_run(build))
    app.command()(fetch)


def _run(build: Builder) -> Callable[..., None]:
    def run(
        *,
        only: Only = [],  # noqa: B006  (typer reads the default, nothing writes to it)
        since: Since = None,
        again: Again = False,
        dry_run: DryRun = False,
        quiet: Quiet = False,
        as_json: JsonAtEnd = False,
        every: Every = "",
        raw: Raw = RAW,
        out_dir: Out = OUT,
    ) -> None:
        """Ask the publishers for what is due, then build: what a scheduler calls."""
        asked: dict[str, Any] = {"only": only, "since": since, "again": again}
        if dry_run:
            _plan(raw, as_json, **asked)
        once = partial(_once, raw, out_dir, quiet, as_json, builder=build, **asked)
        raise typer.Exit(running.every(running.seconds_of(every), once, Clock()) if every else once())

    return run


def fetch(
    *,
    only: Only = [],  # noqa: B006
    since: Since = None,
    again: Again = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: JsonAtEnd = False,
    raw: Raw = RAW,
) -> None:
    """Ask the publishers for what is due and keep it; build nothing."""
    asked: dict[str, Any] = {"only": only, "since": since, "again": again}
    if dry_run:
        _plan(raw, as_json, **asked)
    raise typer.Exit(_once(raw, OUT, quiet, as_json, **asked))


def _once(raw: Path, out: Path, quiet: bool, as_json: bool, **asked: Any) -> int:
    """Make one run and say what came of it; its exit code. `asked` are arguments of `etl.run.run`."""
    progress = NoProgress() if quiet or as_json else ProgressBars(_err) if _err.is_terminal else ProgressLines(_err)
    try:
        report = running.run(raw, out, progress=progress, **asked)
    except (EtlError, OSError) as err:
        return failed(err)
    _print(report, quiet, as_json)
    return report.code


def _print(report: Report, quiet: bool, as_json: bool) -> None:
    if quiet and report.code == 0:
        return
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    bad = [f"{o.source}: {o.sentence()}" for o in report.outcomes if not o.good]
    for line in bad + report.problems if quiet else report.lines():
        typer.echo(line, err=quiet)


def _plan(raw: Path, as_json: bool, *, only: list[str], **asked: Any) -> NoReturn:
    """Print what a run would ask first, and end there."""
    with ending():
        own = only or SOURCES
        plans = {s: plan(raw, SOURCES[s], env=os.environ, clock=Clock(), **asked) for s in own}
    if as_json:
        typer.echo(json.dumps(plans, indent=1))
        raise typer.Exit
    for source, requests in plans.items():
        for line in requests or ["nothing is due"]:
            typer.echo(f"{source}: {line}")
    typer.echo("and what these answers make necessary")
    raise typer.Exit
