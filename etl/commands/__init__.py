"""The commands beside `build`: what asks the publishers, what looks after what is there, and the options they share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.sources import NAMES, SOURCES


def _known(values: list[str]) -> list[str]:
    for value in values:
        if value not in NAMES:
            raise typer.BadParameter(f"{value} is not a source that can be asked; there are {', '.join(SOURCES)}")
    return list(dict.fromkeys(NAMES[value] for value in values))


Raw = Annotated[Path, typer.Option("--raw", help="Folder with bundled/ and live/.")]
Out = Annotated[Path, typer.Option("--out", help="Folder of the package.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JsonAtEnd = Annotated[bool, typer.Option("--json", help="Print one JSON object at the end.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")]
Only = Annotated[list[str], typer.Option("--only", help="Only this source; may be repeated.", callback=_known)]
