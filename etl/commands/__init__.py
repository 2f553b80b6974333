"""The commands beside `build`, and what all commands share: options, and how one ends that cannot do its work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from etl.contract.errors import EtlError, sentence
from etl.sources import NAMES, SOURCES


class Commands(TyperGroup):
    """The commands; one whose output cannot be written ends with a line and 1, its help too."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command that `args` name, as the class above does."""
        try:
            return super().main(*args, **options)
        except OSError as err:
            if not err.errno:  # not of the system but of a library: a fault of ours
                raise
            reason = sentence(err) if err.filename else f"the output cannot be written: {sentence(err)}"
        # what is not written yet is not tried again when the process ends: it would leave with 120
        sys.stdout = None
        try:
            print(reason, file=sys.stderr, flush=True)
        except OSError:
            sys.stderr = None
        sys.exit(1)


def failed(err: EtlError | OSError) -> int:
    """Print what went wrong in one line; the exit code that it has (docs/SCHEDULE.md)."""
    typer.echo(sentence(err), err=True)
    return err.code if isinstance(err, EtlError) else EtlError.code


@contextmanager
def ending() -> Iterator[None]:
    """End the command with a line and its exit code when the block cannot do its work."""
    try:
        yield
    except (EtlError, OSError) as err:
        raise typer.Exit(failed(err)) from err


def known(name: str, *others: str) -> str:
    """The id of the source that `name` names, or one of `others`; anything else is wrong usage."""
    names = {**NAMES, **dict(zip(others, others, strict=True))}
    if name not in names:
        there = ", ".join((*SOURCES, *others))
        raise typer.BadParameter(f"{name} is not a source that can be asked; there are {there}")
    return names[name]


def _each_known(names: list[str]) -> list[str]:
    return list(dict.fromkeys(map(known, names)))


Raw = Annotated[Path, typer.Option("--raw", help="Folder with bundled/ and live/.")]
Out = Annotated[Path, typer.Option("--out", help="Folder of the package.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JsonAtEnd = Annotated[bool, typer.Option("--json", help="Print one JSON object at the end.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")]
Only = Annotated[list[str], typer.Option("--only", help="Only this source; may be repeated.", callback=_each_known)]
