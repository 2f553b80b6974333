"""What only a person can say: that a doubtful answer, or a bundled table that became shorter, is right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from etl.collect import ledger
from etl.collect.disk import put
from etl.collect.entry import ACCEPTED, HEADER, OK, Entry, ledger_line
from etl.collect.ledger import LEDGER
from etl.collect.store import Store
from etl.contract.errors import EtlError

BUNDLED = "bundled"


def accept(raw: Path, what: str, now: str) -> list[str]:
    """Accept `what` (a source, source/question, bundled, or bundled/file) at the time `now`; a sentence for each.

    EtlError for a bundled file that does not exist.
    """
    name, _, rest = what.partition("/")
    if name == BUNDLED:
        return list(_bundled(raw / BUNDLED, rest))
    store = Store(raw / "live", now=now)
    chosen = [e for e in store.waiting() if e.source == name and rest in ("", e.request)]
    for e in chosen:
        message = f"accepted by the operator; it came {e.retrieved}"
        store.append(e._replace(outcome=ACCEPTED, retrieved=now, message=message))
    return [f"{e.source}/{e.request}: the answer of {e.retrieved} is accepted ({e.rows} rows)" for e in chosen]


def _bundled(folder: Path, name: str) -> Iterator[str]:
    """Write size, rows and hash of bundled tables into their ledger: of `name`, or of all of them."""
    files = {p.name: p for p in sorted(folder.glob("*.csv")) if p.name != LEDGER and name in ("", p.name)}
    if not files:
        raise EtlError(f"there is no {BUNDLED}/{name}")
    entries = ledger.read(folder)
    newest = max((e.retrieved for e in entries), default="")
    have = {e.file for e in entries}
    blank = Entry(BUNDLED, "", "", newest, status="", outcome=OK, message="bundled with the project")
    entries += [blank._replace(request=file, file=file) for file in files if file not in have]
    lines = []
    for e in sorted(entries, key=lambda e: (e.source, e.request)):
        if e.file in files:
            digest, size, rows = _measure(files[e.file].read_bytes())
            if (e.sha256, e.rows) != (digest, rows):
                yield f"{BUNDLED}/{e.file}, source {e.source}: {e.rows or 'no'} rows before, {rows} now"
            e = e._replace(sha256=digest, bytes=size, rows=rows)
        lines.append(ledger_line(e))
    put(folder / LEDGER, HEADER, *lines)


def bundled_changes(folder: Path) -> tuple[list[str], list[str]]:
    """Faults of the bundled tables, and edits of them, in sentences.

    A table is at fault that is gone, is no text, or has fewer rows than its ledger says; it is edited when it lost
    nothing, but is not the one that was accepted. A ledger of an earlier version says nothing of rows. The ledger
    itself must name every table, unless it is known which of its lines is damaged.
    """
    faults, edits = [] if ledger.faults(folder) else _unnamed(folder), list[str]()
    for file, e in {e.file: e for e in ledger.read(folder) if e.rows.isdigit()}.items():
        content = (folder / file).read_bytes() if (folder / file).exists() else None
        if content is not None and hashlib.sha256(content).hexdigest() == e.sha256:
            continue
        if fault := _lost(e, content):
            faults.append(fault)
        else:
            edits.append(
                f"{BUNDLED}/{file} was edited since it was accepted on {e.retrieved}; if the edit is right: "
                f"python -m etl accept {BUNDLED}/{file}"
            )
    return faults, edits


def _lost(e: Entry, content: bytes | None) -> str:
    """What a table of these bytes lost since its ledger line `e`, in a sentence; empty when nothing is missing."""
    name = f"{BUNDLED}/{e.file}"
    if content is None:
        return f"{name} is gone, and its ledger names it: take it from where the project came"
    try:
        text = content.decode()
    except UnicodeDecodeError as err:
        line = content.count(b"\n", 0, err.start) + 1
        return f"{name}, line {line}: not UTF-8 text; save it as UTF-8, or take it from where the project came"
    if not text:
        return f"{name} is empty: take it from where the project came"
    rows, whole = int(_measure(content)[2]), text.endswith("\n")
    if rows >= int(e.rows) and whole:
        return ""
    return (
        f"{name} has {rows} of the {e.rows} rows that its ledger says"
        + ("" if whole else " and ends within a line")
        + f": cut off? If it is right: python -m etl accept {name}"
    )


def _unnamed(folder: Path) -> list[str]:
    """What the ledger of `folder` lost, in sentences: its end, or tables it does not name and so does not guard."""
    path = folder / LEDGER
    if not path.is_file():
        return []  # a build without it says so
    if not path.read_bytes().endswith(b"\n"):
        return [f"{BUNDLED}/{LEDGER} ends within a line: cut off? Take it anew from where the project came"]
    named = {e.file for e in ledger.read(folder)}
    tables = sorted(p.name for p in folder.glob("*.csv") if p != path and ".damaged" not in p.suffixes)
    return [
        f"{BUNDLED}/{name} has no line in {BUNDLED}/{LEDGER}: cut off? If the table is right: "
        f"python -m etl accept {BUNDLED}/{name}"
        for name in tables
        if name not in named
    ]


def _measure(content: bytes) -> tuple[str, str, str]:
    """(sha256, bytes, rows) of a table; a row is a line, whatever its cells hold."""
    rows = max(0, len(content.splitlines()) - 1)
    return hashlib.sha256(content).hexdigest(), str(len(content)), str(rows)
