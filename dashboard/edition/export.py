"""Puts the edition together and writes it, as a folder or as one zip: equal bytes for an equal package and code."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import escape

from dashboard import svg
from dashboard.charts.base import Chart
from dashboard.edition import addresses, check, crawl, packs, page, ranks, tables
from dashboard.edition.check import SUMS
from dashboard.edition.crawl import EditionError
from dashboard.http.data_urls import ZIP
from dashboard.http.first_html import Ledger
from dashboard.package import current
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import chart_card, chart_options, chart_plot, shell, template

_ZIP = re.compile(
    rf"data/{re.escape(ZIP)}|claims/[^/]+/evidence\.(csv|zip)"
)  # rows that the folder `data` holds anyway
_ZIP_LINK = re.compile(rb'<a [^>]*href="[^"]*/?(?:ledger\.zip|evidence\.(?:csv|zip))"[^>]*>(.*?)</a>', re.DOTALL)
SCRIPTS = Path(__file__).resolve().parent / "scripts"


def edition(app: Ledger, base: str = "") -> dict[str, bytes]:
    """Every file of the edition by its name, for the current package of `app`; `base` is the address it will have.

    EditionError when a page of the app fails or leads nowhere.
    """
    day = {current.DAY: created(app)}
    with app.server.test_request_context("/", base_url=addresses.ORIGIN, environ_base=day):
        app.server.preprocess_request()
        now = current.package()
        charts = chart_options.every(now)
        states, settings = _states(charts, now)
        states |= tables.files(now)
    own_files = {
        page.SHEET: template.sheet().encode(),
        page.SETTINGS: f"window.ledger.edition={json.dumps(settings, ensure_ascii=False)};\n".encode(),
        **{f"/scripts/{path.name}": path.read_bytes() for path in sorted(SCRIPTS.glob("*.js"))},
    }
    walk = crawl.Crawl(app=app, package=now, base=base, made=own_files)
    # a picture that is taken away names the address of its chart
    texts = {name: addresses.texts(content.decode(), walk.named).encode() for name, content in states.items()}
    files = {**walk.walk(), **texts}
    return _summed(files)


def _summed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files in their order, and the list of their hashes."""
    ordered = {name: files[name] for name in sorted(files) if name != SUMS}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in ordered.items())
    return {**ordered, SUMS: sums.encode()}


def to_pass_on(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The edition without files of rows that its tables hold anyway: a fifth less to pass on."""
    replacement = f"\\1 ({escape(say('edition.in_folder'))})".encode()
    pages = {name: _ZIP_LINK.sub(replacement, text) if name.endswith(".html") else text for name, text in files.items()}
    return _summed({name: content for name, content in pages.items() if not _ZIP.fullmatch(name)})


def created(app: Ledger) -> str:
    """The date of the current package of `app`, ISO."""
    with app.server.test_request_context("/"):
        app.server.preprocess_request()
        return current.package().created


def _states(charts: list[Chart], now: Package) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files that hold the choices of charts, and what the scripts need to know of them."""
    files: dict[str, bytes] = {}
    states: dict[str, Any] = {}
    ranked: dict[str, Any] = {}
    for chart in charts:
        pack = packs.packed(chart, now)
        files |= pack.files
        states[chart.id] = {"places": pack.places, "titles": pack.titles}
        if chart.id == ranks.ID:
            files |= ranks.files(chart, now)
            ranked[chart.id] = ranks.settings(chart, now)
        elif not pack.files:
            raise EditionError(f"the chart {chart.id} has too many choices for files")
    settings = {
        "settings": shell.settings(now),
        "parts": chart_card.SET_BY_A_CHOICE,
        "config": chart_plot.GRAPH_CONFIG,
        "styles": {scheme: svg.style(scheme) for scheme in ("light", "dark")},
        "charts": states,
        "ranked": ranked,
    }
    return files, settings


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes the edition into `folder`, in place of an older one. EditionError when something else is in it."""
    if folder.is_dir() and any(folder.iterdir()):
        _refuse_strangers(folder)
    folder = folder.resolve()  # "." has no name, and a link to a folder cannot be replaced
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _refuse_strangers(folder: Path) -> None:
    """EditionError when `folder` holds no edition, or anything beside one: the whole folder is replaced."""
    try:
        own = {SUMS, *check.sums({SUMS: (folder / SUMS).read_bytes()})}
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError) as err:  # our list is UTF-8
        raise EditionError(f"{folder} is not empty and holds no edition; name another folder") from err
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    there = {path.relative_to(folder).as_posix() for path in paths}
    if strange := sorted(there - own):
        raise EditionError(f"{folder / strange[0]} is not of the edition there; move it away, or name another folder")
