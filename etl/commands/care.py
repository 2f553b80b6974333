"""The commands that look after what is there: verify, doctor, check, accept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from etl.collect import accept as accepting
from etl.collect import dry_run, network
from etl.collect.clock import Clock, iso
from etl.collect.disk import LOCK, OUT, RAW, lock
from etl.commands import JsonAtEnd, Only, Out, Raw, ending, known
from etl.package import doctor as examining
from etl.package import verify as verifying
from etl.sources import SOURCES

Package = Annotated[Path, typer.Argument(help="Folder of the package.", metavar="[DIR]")]
NoRaw = Annotated[bool, typer.Option("--no-rebuild", help="Do not build from the raw data again.")]


def register(app: typer.Typer, build: verifying.Builder) -> None:
    """Add the commands to `app`; `build` makes the package of a raw folder again."""
    for command in (check, accept, _verify(build), doctor):
        app.command()(command)


def _verify(build: verifying.Builder) -> Callable[..., None]:
    def verify(package: Package = OUT, raw: Raw = RAW, no_rebuild: NoRaw = False) -> None:
        """Prove a package: hashes, types, references, a recount, and a rebuild where the raw data are there."""
        again = None if no_rebuild or not (raw / "bundled").is_dir() else raw
        faults = 0
        for check in verifying.verify(package, again, build):
            faults += len(check.faults)
            typer.echo(f"{'FAIL' if check.faults else 'ok':<6}{check.what:<24}{check.extent}")
            for fault in check.faults[:20]:
                typer.echo(f"      {fault}")
            if len(check.faults) > 20:
                typer.echo(f"      and {len(check.faults) - 20} more")
        if again is None:
            why = "not asked for" if no_rebuild else f"no raw data in {raw}"
            typer.echo(f"{'-':<6}{'rebuild':<24}{why}")
        raise typer.Exit(1 if faults else 0)

    return verify


def doctor(raw: Raw = RAW, out_dir: Out = OUT) -> None:
    """Look at disk, folders, lock, clock, network, keys, ledger and package, and say what to do."""
    findings = list(examining.examine(raw, out_dir, SOURCES.values(), network.reach))
    for finding in findings:
        typer.echo(f"{'ok' if finding.good else 'LOOK':<6}{finding.what:<32}{finding.words}")
    raise typer.Exit(0 if all(f.good for f in findings) else 1)


def check(only: Only = [], as_json: JsonAtEnd = False) -> None:  # noqa: B006
    """Ask each publisher one small question, live, and say whether it still answers as documented."""
    with ending():
        results = [r for s in only or SOURCES for r in dry_run.check(SOURCES[s], os.environ, Clock())]
    if as_json:
        typer.echo(json.dumps([r.__dict__ for r in results], ensure_ascii=False, indent=1))
    else:
        for r in results:
            typer.echo(
                f"{'pass' if r.good else 'FAIL'}  {r.source:<10} {r.question:<22} {r.seconds:>6.1f} s  {r.words}"
            )
    if not all(r.good for r in results):
        raise typer.Exit(1)


def accept(
    what: Annotated[str, typer.Argument(help="A source, source/question, bundled, or bundled/file.csv.")],
    raw: Raw = RAW,
) -> None:
    """Take a doubtful answer, or a bundled table that was edited; the next build or run uses it."""
    name, slash, question = what.partition("/")
    what = known(name, accepting.BUNDLED) + slash + question
    with ending(), lock(raw.parent / LOCK):
        lines = accepting.accept(raw, what, iso(Clock().now()))
    for line in lines or [f"{what}: nothing waits to be accepted"]:
        typer.echo(line)
