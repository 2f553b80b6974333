"""`python -m dashboard export [DIR] [--zip FILE] [--base ADDRESS]`: writes the edition that needs no server."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard.edition import check, export
from dashboard.edition.crawl import EditionError
from dashboard.http.first_html import Ledger
from dashboard.http.reached import SettingError
from dashboard.package import archive
from dashboard.package.reading import PackageError

SHOWN = 10  # faults named on screen


def main(arguments: list[str], create_app: Callable[[], Ledger]) -> int:
    """0 when it was written, 1 when it was not; prints the reason in one line."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard export", description="Writes the dashboard as files that need no server."
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="folder to write it into")
    parser.add_argument("--zip", type=Path, metavar="FILE", help="zip to write it into")
    parser.add_argument(
        "--base", type=_base, help="address it will have, /ledger/ or https://host/ledger/; usually none"
    )
    options = parser.parse_args(arguments)
    if not options.folder and not options.zip:
        parser.error("name a folder, or a zip with --zip")
    try:
        os.environ.pop("LEDGER_PREFIX", None)  # of a server; the edition lies where --base says
        base = options.base or ""
        app = create_app()
        files = export.edition(app, base)
        wrong = check.faults(files, base)
        if wrong:
            raise EditionError("; ".join(wrong[:SHOWN]))
        written = list(_written(files, options.folder, options.zip, export.created(app)))
    except (PackageError, SettingError, EditionError, OSError) as err:
        print(f"error: {err}", file=sys.stderr)
        return 1
    print(*written, sep="\n")
    return 0


def _written(files: dict[str, bytes], folder: Path | None, box: Path | None, day: str) -> Iterator[str]:
    """Write `files` into a folder, a zip or both; a line for each when it is there."""
    if folder:
        export.write_folder(files, folder)
        yield f"{len(files)} files in {folder}; open {folder / 'index.html'}"
    if box:
        content = archive.zipped(export.to_pass_on(files), day)
        box.parent.mkdir(parents=True, exist_ok=True)
        box.write_bytes(content)
        yield f"{box}: {len(content) / 1e6:.1f} MB"


def _base(text: str) -> str:
    if not text.startswith(("/", "https://", "http://")):
        raise argparse.ArgumentTypeError(f"{text} is no address; expected /ledger/ or https://host/ledger/")
    return text if text.endswith("/") else text + "/"
