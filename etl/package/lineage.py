"""What each table of the package was made from: raw files, other tables, the article's claims and rules.

Derived tables say it themselves (`etl.derive.registry`). For what is judged and counted the tables are watched while it
is made, so that nothing is typed that could become untrue.
"""

from __future__ import annotations

from collections import UserDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.contract.distinct import distinct
from etl.contract.tables import TABLES
from etl.derive.registry import DERIVED
from etl.sources.observations import Used
from etl.sources.source import Source

RULES = "claims and rules"  # the folder of claim files, with their words and thresholds
_LOGS = {"verdict_log": ("verdicts", RULES), "changes": ("verdict_log", RULES)}


class Watched(UserDict[str, pd.DataFrame]):
    """Tables that remember in `read` the names of those that were looked at."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        super().__init__(tables)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> pd.DataFrame:
        frame = super().__getitem__(name)
        self.read.add(name)
        return frame


@dataclass(frozen=True, kw_only=True)
class RawFile:
    """A file below data/raw as its ledger describes it: `sha256` and `bytes` are of the uncompressed content.

    `name` begins with its folder, bundled/ or live/; `sources` are ids of the table `sources`, none for what is ours;
    `address` is empty for a file that comes with the project.
    """

    name: str
    sources: tuple[str, ...]
    retrieved: str
    sha256: str
    bytes: int
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """The raw files that were used, and for each table the names of what it was made from: raw files, tables, RULES."""

    raw: Mapping[str, RawFile]
    origins: Mapping[str, Sequence[str]]


def lineage(
    tables: Mapping[str, pd.DataFrame],
    ledger: pd.DataFrame,
    *,
    answers: Mapping[str, Iterable[Used]],
    read: Mapping[str, Iterable[str]],
    live: Iterable[Source],
    withheld: Iterable[str] = (),
) -> Lineage:
    """The lineage of every one of `tables`.

    `ledger` has the lines of both ledgers and the column `folder`; `answers` are the live answers that each table has
    rows of; `read` says for each table that was judged or counted what was read (tables, RULES); `live` are the sources
    that can be asked, and `withheld` the ids in the table `sources` of those of which no observed row is published.
    """
    raw = _bundled(tables, ledger)
    by_table = {name: [f"bundled/{name}.csv"] for name in TABLES if f"bundled/{name}.csv" in raw}
    held_back: dict[str, list[str]] = {}
    series = {source.id: tuple(name for name, _ in source.ids) for source in live}
    lines = {(r.source, r.request, r.retrieved): r for r in _of(ledger, "live").itertuples(index=False)}
    for table, used in answers.items():
        for key in used:
            file = _raw_file(lines[key], series[key[0]])
            raw[file.name] = file
            hidden = set(file.sources) <= set(withheld) and TABLES[table].kind == "observed"
            (held_back if hidden else by_table).setdefault(table, []).append(file.name)
    ours = {n: (RULES,) for n, t in TABLES.items() if t.kind == "curated" and n not in by_table}
    needs: dict[str, Sequence[str]] = {t.lists: (t.name,) for t in TABLES.values() if t.lists}
    needs |= {**{d.table: d.needs for d in DERIVED}, **ours, **_LOGS, **{n: sorted(some) for n, some in read.items()}}
    origins = {name: by_table.get(name, []) + _made_from(name, needs.get(name, ()), held_back) for name in TABLES}
    return Lineage(raw=raw, origins=origins)


def _made_from(name: str, needs: Iterable[str], held_back: Mapping[str, Sequence[str]]) -> list[str]:
    """What a table needs, and answers whose rows the package leaves out of the tables it needs."""
    hidden = sorted({file for need in needs for file in held_back.get(need, ())})
    return [*(n for n in needs if n != name), *hidden]


def _bundled(tables: Mapping[str, pd.DataFrame], ledger: pd.DataFrame) -> dict[str, RawFile]:
    """The files that come with the project, each with the sources that its ledger or its rows name."""
    listed = set(tables["sources"]["id"])
    newest, named = {}, defaultdict(set)
    for line in _of(ledger, "bundled").sort_values(["file", "retrieved"], kind="stable").itertuples(index=False):
        newest[line.file] = line
        named[line.file].add(line.source)
    sources = {file: named[file] | _in_rows(tables, file.removesuffix(".csv")) for file in newest}
    return {f"bundled/{file}": _raw_file(line, tuple(sorted(sources[file] & listed))) for file, line in newest.items()}


def _in_rows(tables: Mapping[str, pd.DataFrame], name: str) -> set[str]:
    """Sources that the rows of a table name, or the observed rows that they refer to."""
    if "source" in TABLES[name].names:
        return set(distinct(tables[name]["source"]).values)
    targets = {target for target, _ in TABLES[name].refers.values() if target and target != name}
    return {s for target in targets if TABLES[target].kind == "observed" for s in _in_rows(tables, target)}


def _of(ledger: pd.DataFrame, folder: str) -> pd.DataFrame:
    return ledger[(ledger["folder"] == folder) & ledger["file"].ne("")]


def _raw_file(line: Any, sources: tuple[str, ...]) -> RawFile:
    """`line` is a line of a ledger, a named tuple of its columns."""
    return RawFile(
        name=f"{line.folder}/{line.file}",
        sources=sources,
        retrieved=line.retrieved,
        sha256=line.sha256,
        bytes=int(line.bytes or 0),
        address=line.address,
    )
