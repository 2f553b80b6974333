"""The choices of a chart in files that a page on a disk can load: scripts that hand over figures, rows and pictures.

A page that was opened from a disk may load a script and may not fetch a file. A file holds as many states of one chart
as fit into LIMIT, one kind of content each, because like beside like compresses best.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from dashboard.charts.base import Chart, Choice
from dashboard.http import chart_files
from dashboard.package.store import Package
from dashboard.ui.chart_options import View
from dashboard.ui.controls import NONE

KINDS = ("json", "csv", "svg")
LIMIT = 256_000  # bytes of the states in one file
MOST = 300  # states beyond which a chart is drawn from its rows instead


_FORM = {"excel": "", "scheme": "", "size": ""}  # of a file: the usual one


@dataclass(frozen=True, kw_only=True)
class Packs:
    """The files of one chart, and which of them holds a state: kind -> canonical query -> number of the file."""

    files: Mapping[str, bytes]
    places: Mapping[str, Mapping[str, int]]
    titles: Mapping[str, str]  # of the columns of its rows


def name(chart: str, kind: str, number: int) -> str:
    """The file of a pack, which scripts/charts.js writes in the same way."""
    return f"packs/{chart}-{kind}-{number}.js"


def states(chart: Chart) -> list[str]:
    """Every state of a chart in its canonical form; empty where they are too many to be files."""
    if any(choice.kind == "several" and choice.usual != NONE for choice in chart.choices):
        return []
    options = [exported(choice) for choice in chart.choices]
    names = [choice.name for choice in chart.choices]
    combined = list(itertools.islice(itertools.product(*options), MOST + 1))
    if len(combined) > MOST:
        return []
    return sorted({chart.canonical(dict(zip(names, chosen, strict=True))) for chosen in combined})


def exported(choice: Choice) -> tuple[str, ...]:
    """The options that files hold: two first years and no last one, and of options that may be none, none."""
    if choice.kind == "year":
        return tuple(dict.fromkeys((choice.usual, *choice.options[:1]))) if choice.name == "since" else (choice.usual,)
    if choice.kind == "several" and choice.usual == NONE:
        return (NONE,)
    return choice.options or (choice.usual,)


def packed(chart: Chart, package: Package) -> Packs:
    """All states of `chart`, which has the options of `package`. To be called within a request."""
    views = {
        query: View(chart=chart, choices=chart.complete(dict(parse_qsl(query))), package=package)
        for query in states(chart)
    }
    files: dict[str, bytes] = {}
    places: dict[str, dict[str, int]] = {}
    for kind in KINDS:
        texts = {query: _content(kind, view) for query, view in views.items()}
        places[kind] = {}
        for number, group in enumerate(_groups(texts)):
            places[kind] |= dict.fromkeys(group, number)
            entries = ",\n".join(f"{json.dumps(query)}:{texts[query]}" for query in group)
            call = f'ledger.pack("{chart.id}","{kind}",{number},{{\n{entries}}});\n'
            files[name(chart.id, kind, number)] = call.encode("utf-8")
    return Packs(files=files, places=places, titles=titles(chart, package))


def _content(kind: str, view: View) -> str:
    """What a script has of a file: a figure as it is, any other as text."""
    text = chart_files.make(kind, view, _FORM).decode("utf-8")
    return text if kind == "json" else json.dumps(text, ensure_ascii=False)


def _groups(texts: Mapping[str, str]) -> Iterator[list[str]]:
    """The queries of `texts` in groups whose texts have at most LIMIT bytes together."""
    group: list[str] = []
    size = 0
    for query, text in texts.items():
        if group and size + len(text) > LIMIT:
            yield group
            group, size = [], 0
        group.append(query)
        size += len(text)
    if group:
        yield group


def titles(chart: Chart, package: Package) -> dict[str, str]:
    """Column -> its heading, for the rows of `chart`."""
    described = chart_files.fields(chart, package)
    rows = chart.select(package.words, chart.complete({}))
    return {str(c): str(described.get(str(c), {}).get("title", c)) for c in rows.columns}
