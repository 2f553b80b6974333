"""From data/raw to the observed and curated tables: bundled files first, then what the live sources brought."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pandas as pd

from etl.contract.checks import reference_violations, violations
from etl.contract.countries import COUNTRIES
from etl.contract.distinct import distinct, numbered, taken, unlike_before
from etl.contract.errors import EtlError, PayloadError, SchemaError, Violation
from etl.contract.reading import read, typed
from etl.contract.schema import Table, conform, empty, with_types
from etl.contract.tables import TABLES, bundled
from etl.sources import SOURCES
from etl.sources.base import Snapshot, is_whole
from etl.sources.parsed import FrameCache

Tables = dict[str, pd.DataFrame]
Used = tuple[str, str, str]  # a live answer: id of its source, key of its request, time of its retrieval
LEDGER = "source request address retrieved status outcome message sha256 bytes released file rows access".split()  # noqa: SIM905
SOURCE_COLUMNS = "id title publisher mode homepage licence redistribute citation cadence_days raw_file".split()  # noqa: SIM905


def load_bundled(folder: Path, cache: Path | None = None) -> Tables:
    """Every bundled table, typed and checked; SchemaError lists all faults of all files at once.

    `cache` is the folder of what was read earlier (`etl.sources.parsed`); without it every file is read anew.
    """
    out: Tables = {}
    faults: list[Violation] = []
    for table in (*bundled(), _sources()):
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


def _sources() -> Table:
    """`sources` without the columns that the ledger and the rows fill in."""
    table = TABLES["sources"]
    return replace(table, fields=tuple(f for f in table.fields if f.name in SOURCE_COLUMNS))


def _read(table: Table, path: Path, cache: Path | None) -> pd.DataFrame:
    file = f"bundled/{path.name}"
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
        if cache is None or len(content) < _LARGE:
            return read(table, text, file)
        parsed = FrameCache(folder=cache, sha256=hashlib.sha256(content).hexdigest())
        return parsed.get(file, lambda: read(table, text, file))
    except FileNotFoundError:
        if table.new:
            return empty(table)
        raise SchemaError([Violation(file=file, line=1, column="", expected="this file", found="nothing")]) from None
    except UnicodeDecodeError as err:
        line = content.count(b"\n", 0, err.start) + 1
        raise SchemaError(
            [Violation(file=file, line=line, column="", expected="UTF-8 text", found=f"byte {content[err.start]:#04x}")]
        ) from None


_LARGE = 100_000  # bytes: a smaller file is read as soon as what was kept of it


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


def add_live(
    tables: Tables, live: Mapping[str, Sequence[Snapshot]], used: dict[str, list[Used]] | None = None
) -> list[str]:
    """Append what live answers say to `tables`, in place; a source that cannot be read is left out.

    Returns one message per source that failed, so that one broken answer never hides the others. `used` is filled with
    the answers that each table was given rows of.
    """
    failed, added = [], dict[str, list[pd.DataFrame]]()
    for source_id, snapshots in sorted(live.items()):
        if not snapshots or source_id not in SOURCES:
            continue
        try:
            checked = _frames(source_id, snapshots)
        except PayloadError as err:
            # one file that went bad must not take the others of its source with it
            whole = [s for s in snapshots if is_whole(s)]
            failed.append(f"{source_id}: {err}; the next run asks for it again")
            if not whole or len(whole) == len(snapshots):
                continue
            checked, snapshots = _frames(source_id, whole), whole
        except EtlError as err:
            failed.append(f"{source_id}: {err}")
            continue
        for name, frame in checked.items():
            added.setdefault(name, []).append(frame)
            if used is not None:
                used.setdefault(name, []).extend((source_id, s.key, s.retrieved) for s in snapshots)
    for name, frames in added.items():
        _append(tables, name, frames)
    return failed


def _frames(source_id: str, snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    frames = SOURCES[source_id].tidy(snapshots)
    return {name: _checked(name, frame, source_id) for name, frame in frames.items()}


def add_families(tables: Tables) -> None:
    """Describe the series of the live sources in `families`, in place; a bundled description comes first."""
    rows = [asdict(family) for source in SOURCES.values() for family in source.families]
    if rows:
        both = pd.concat([tables["families"], conform(TABLES["families"], pd.DataFrame(rows))], ignore_index=True)
        tables["families"] = both.drop_duplicates(list(TABLES["families"].key), ignore_index=True)


def _checked(name: str, frame: pd.DataFrame, source_id: str) -> pd.DataFrame:
    table = TABLES[name].raw()
    where = f"live/{source_id}/{name}"
    if all(str(dtype) in ("str", "object") for dtype in frame.dtypes):
        return typed(table, frame.reindex(columns=table.names).fillna(""), where)
    ready = with_types(table, frame)
    faults = violations(table, ready, where)
    if faults:
        raise SchemaError(faults)
    return ready


def _append(tables: Tables, name: str, frames: Sequence[pd.DataFrame]) -> None:
    """Rows of live sources after those of the table; of two with one key the later one stays."""
    some = [frame for frame in (tables.get(name), *frames) if frame is not None and not frame.empty] or [*frames[:1]]
    both = pd.concat(some, ignore_index=True) if len(some) > 1 else some[0]
    again = pd.Series(numbered(both, TABLES[name].key)).duplicated(keep="last").to_numpy()
    tables[name] = taken(both, np.flatnonzero(~again), renumber=True)


def with_forecast(tables: Tables) -> None:
    """Fill the column `forecast` of `official_figures`, in place: what was only said before its period ended."""
    figures = tables["official_figures"]
    dated = tables["sightings"].dropna(subset=["source_date"])
    newest_statement = figures["figure_id"].map(dated.groupby("figure_id")["source_date"].max()).astype("str")
    # a month or a year alone does not say on which side of the end the figure was said
    exact = newest_statement.str.len().eq(10).fillna(False).astype(bool)
    before = (newest_statement < figures["period_end"]).fillna(False).astype(bool)
    figures["forecast"] = (exact & before).astype("boolean")


def with_current(tables: Tables) -> None:
    """Fill the column `current`, in place: the newest vintage of each cell of one source."""
    for name, frame in tables.items():
        table = TABLES[name]
        if "current" in table.derived:
            cells = numbered(frame, [k for k in table.key if k != "vintage_date"])
            order = np.lexsort((numbered(frame, ["vintage_date"]), cells))
            last = np.empty(len(frame), dtype=bool)
            last[order] = unlike_before(cells[order][::-1])[::-1]
            frame["current"] = pd.array(last, dtype="boolean")


def missing_tables(tables: Tables) -> None:
    """Add the tables that have no rows yet, empty, in place."""
    for table in TABLES.values():
        if table.kind in ("observed", "curated") and table.name not in tables:
            tables[table.name] = empty(table.raw())
