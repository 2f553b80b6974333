"""The tables bundled with the project (data/raw/bundled), typed and checked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pandas as pd

from etl.contract.countries import COUNTRIES
from etl.contract.distinct import distinct
from etl.contract.errors import SchemaError, Violation
from etl.contract.frames import conform, empty
from etl.contract.reading import read
from etl.contract.references import reference_violations
from etl.contract.schema import Table
from etl.contract.tables import TABLES, bundled
from etl.sources.cache import Cache

Tables = dict[str, pd.DataFrame]
_LARGE = 100_000  # bytes: a smaller file is read as soon as its cached frame


def load_bundled(folder: Path, cache: Cache | None = None) -> Tables:
    """Every bundled table, typed and checked; SchemaError lists all faults of all files at once.

    `cache` is what was read earlier; without it every file is read anew.
    """
    out: Tables = {}
    faults: list[Violation] = []
    for table in (*bundled(), TABLES["sources"].raw()):
        try:
            out[table.name] = _read(table, folder / f"{table.name}.csv", cache)
        except SchemaError as err:
            faults += err.violations
            if err.rows is not None:
                out[table.name] = err.rows
    if "sources" in out:
        out["sources"] = conform(TABLES["sources"], out["sources"])
    out["countries"] = countries()
    faults += _references(out)
    if faults:
        raise SchemaError(faults)
    return out


def earlier(folder: Path) -> list[str]:
    """A sentence for each bundled file of an earlier version: what came later is empty, and rules may need it."""
    result = []
    for table in bundled():
        path = folder / f"{table.name}.csv"
        if not path.is_file():
            result.append(f"bundled/{path.name} is not there: this table came with a later version, and is empty")
            continue
        with path.open(encoding="utf-8-sig") as lines:
            header = lines.readline().rstrip().split(",")
        if later := [name for name in table.added if name not in header]:
            result.append(
                f"bundled/{path.name} was written by an earlier version: empty is {', '.join(later)}, "
                "and verdicts may differ from those of this version's own tables"
            )
    return result


def _read(table: Table, path: Path, cache: Cache | None) -> pd.DataFrame:
    file = f"bundled/{path.name}"
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
        if cache is None or len(content) < _LARGE:
            return read(table, text, file)
        return cache.frame(f"{hashlib.sha256(content).hexdigest()} {file}", lambda: read(table, text, file))
    except FileNotFoundError:
        if table.new:
            return empty(table)
        fault = Violation(file=file, line=1, column="", expected="this file", found="nothing")
    except UnicodeDecodeError as err:
        line, byte = content.count(b"\n", 0, err.start) + 1, content[err.start]
        fault = Violation(file=file, line=line, column="", expected="UTF-8 text", found=f"byte {byte:#04x}")
    raise SchemaError([fault])


def countries() -> pd.DataFrame:
    """The table `countries`, from `etl.contract.countries`."""
    frame = pd.DataFrame([vars(c) | {"country_kind": c.kind, "iso3": c.iso3} for c in COUNTRIES.values()])
    single = frame["country_kind"] == "country"
    sanctions = frame["sanctions"].map({True: "yes", False: "no"})
    frame = frame.assign(eu27=frame["eu27"].where(single), sanctioned_by=sanctions.where(single))
    return conform(TABLES["countries"], frame)


def _references(tables: Tables) -> list[Violation]:
    """Cells that refer to no row, among bundled tables; what refers to derived tables is checked by the build."""
    targets = {target for name in tables for target in TABLES[name].refers.values()}
    known = {(t, c): set(distinct(tables[t][c]).values) for t, c in targets if t in tables}
    faults = []
    for name, frame in tables.items():
        table = TABLES[name].raw()
        refers = {c: r for c, r in table.refers.items() if r in known or r[0] == ""}
        faults += reference_violations(replace(table, refers=refers), frame, known, f"bundled/{name}.csv")
    return faults
