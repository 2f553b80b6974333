"""The commands that look and change nothing: verify, doctor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from etl.collect import network
from etl.collect.places import OUT, RAW
from etl.package import doctor as examining
from etl.package import verify as verifying
from etl.sources import SOURCES

_out = Console(soft_wrap=True, highlight=False, markup=False)

Package = Annotated[Path, typer.Argument(help="Folder of the package.", metavar="[DIR]")]
Raw = Annotated[Path, typer.Option("--raw", help="Folder with bundled/ and live/.")]
Out = Annotated[Path, typer.Option("--out", help="Folder of the package.")]
NoRaw = Annotated[bool, typer.Option("--no-rebuild", help="Do not build from the raw data again.")]


def register(app: typer.Typer, build: verifying.Builder) -> None:
    """Add the commands to `app`; `build` makes the package of a raw folder again."""
    app.command()(_verify(build))
    app.command()(doctor)


def _verify(build: verifying.Builder) -> Callable[..., None]:
    def verify(package: Package = OUT, raw: Raw = RAW, no_rebuild: NoRaw = False) -> None:
        """Prove a package: hashes, types, references, a recount, and a rebuild where the raw data are there."""
        again = None if no_rebuild or not (raw / "bundled").is_dir() else raw
        faults = 0
        for check in verifying.verify(package, again, lambda r, o: build(r, o)):
            faults += len(check.faults)
            _out.print(f"{'FAIL' if check.faults else 'ok':<6}{check.what:<24}{check.extent}")
            for fault in check.faults[:20]:
                _out.print(f"      {fault}")
            if len(check.faults) > 20:
                _out.print(f"      and {len(check.faults) - 20} more")
        if again is None:
            why = "not asked for" if no_rebuild else f"no raw data in {raw}"
            _out.print(f"{'-':<6}{'rebuild':<24}{why}")
        raise typer.Exit(1 if faults else 0)

    return verify


def doctor(raw: Raw = RAW, out_dir: Out = OUT) -> None:
    """Look at disk, folders, lock, clock, network, keys, ledger and package, and say what to do."""
    findings = list(examining.examine(raw, out_dir, SOURCES.values(), network.reach))
    for finding in findings:
        _out.print(f"{'ok' if finding.good else 'LOOK':<6}{finding.what:<32}{finding.words}")
    raise typer.Exit(0 if all(f.good for f in findings) else 1)
