"""The commands that list the sources of a package: sources, status."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from etl.collect.clock import Clock
from etl.collect.disk import OUT
from etl.commands import Json, Out, ending
from etl.package.freshness import Age, ages


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (sources, status):
        app.command()(command)


def sources(out_dir: Out = OUT, as_json: Json = False) -> None:
    """List every source: how it comes, what may be passed on, what it last brought."""
    rows = _ages(out_dir)
    if as_json:
        typer.echo(json.dumps([a.row for a in rows], ensure_ascii=False, indent=1))
        return
    columns = ("id", "mode", "redistribute", "newest_observation", "title")
    _columns([[a.row[name] or "-" for name in columns] for a in rows])


def status(out_dir: Out = OUT, as_json: Json = False) -> None:
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


def _ages(out_dir: Path) -> list[Age]:
    with ending():
        return ages(out_dir, Clock().now().date())


def _age(a: Age) -> str:
    return ("never asked" if a.days is None else f"{a.days} days old") + f", new every {a.row['cadence_days']} days"


def _columns(rows: list[list[str]]) -> None:
    """Print rows of cells, each column as wide as its longest cell."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
