"""The observed tables as a whole: bundled rows, those of live answers, and the columns that hang on all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from etl.contract.checks import violations
from etl.contract.distinct import taken
from etl.contract.errors import EtlError, PayloadError, SchemaError
from etl.contract.frames import empty, of_rows, with_types
from etl.contract.reading import typed
from etl.contract.rows import numbered, unlike_before
from etl.contract.tables import TABLES
from etl.sources import SOURCES
from etl.sources.base import Snapshot, is_whole
from etl.sources.bundled import Tables

Used = tuple[str, str, str]  # a live answer: id of its source, key of its request, time of its retrieval


def complete(
    tables: Tables, live: Mapping[str, Sequence[Snapshot]], as_of: str | None = None
) -> tuple[dict[str, list[Used]], list[str]]:
    """Make the bundled `tables` the observed ones, in place: all there are, with live rows, and every column filled.

    `as_of` (ISO day) leaves out vintages that were not there yet; what has no vintage was seen with the bundle. Returns
    as `add_live` does.
    """
    for table in TABLES.values():
        if table.kind in ("observed", "curated") and table.name not in tables:
            tables[table.name] = empty(table.raw())
    used, failed = add_live(tables, live)
    add_families(tables)
    for name, frame in tables.items():
        if as_of and "vintage_date" in frame:
            tables[name] = frame[~(frame["vintage_date"] > as_of)].reset_index(drop=True)
    with_current(tables)
    with_forecast(tables)
    return used, failed


def add_live(tables: Tables, live: Mapping[str, Sequence[Snapshot]]) -> tuple[dict[str, list[Used]], list[str]]:
    """Append what live answers say to `tables`, in place; a source that cannot be read is left out.

    Returns the answers that each table was given rows of, and a message for each source that failed, so that one broken
    answer never hides the others.
    """
    used, failed, added = dict[str, list[Used]](), list[str](), dict[str, list[pd.DataFrame]]()
    for source_id in sorted(live.keys() & SOURCES):
        frames, snapshots, faults = _usable(source_id, live[source_id])
        failed += faults
        for name, frame in frames.items():
            added.setdefault(name, []).append(frame)
            used.setdefault(name, []).extend((source_id, s.key, s.retrieved) for s in snapshots)
    for name, some in added.items():
        _append(tables, name, some)
    return used, failed


def _usable(
    source_id: str, snapshots: Sequence[Snapshot]
) -> tuple[dict[str, pd.DataFrame], Sequence[Snapshot], list[str]]:
    """Frames of the answers of a source, checked; the answers that they are of; and what went wrong, in sentences."""
    try:
        frames = SOURCES[source_id].tidy(snapshots) if snapshots else {}
        return {name: _checked(name, frame, source_id) for name, frame in frames.items()}, snapshots, []
    except PayloadError as err:
        faults = [f"{source_id}: {err}; the next run asks for it again"]
        # one file that went bad must not take the others of its source with it
        whole = [s for s in snapshots if is_whole(s)]
        if whole and len(whole) < len(snapshots):
            frames, used, more = _usable(source_id, whole)
            return frames, used, faults + more
    except EtlError as err:
        faults = [f"{source_id}: {err}"]
    return {}, (), faults


def add_families(tables: Tables) -> None:
    """Describe the series of the live sources in `families`, in place; a bundled description comes first."""
    rows = [family for source in SOURCES.values() for family in source.families]
    both = pd.concat([tables["families"], of_rows(TABLES["families"], rows)], ignore_index=True)
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
    # what was found in the columns is not carried over here: of a world it is 4 MB at the time of most memory
    both = pd.concat(some, ignore_index=True) if len(some) > 1 else some[0]
    again = pd.Series(numbered(both, TABLES[name].key)).duplicated(keep="last").to_numpy()
    tables[name] = taken(both, np.flatnonzero(~again), renumber=True)


def with_forecast(tables: Tables) -> None:
    """Fill the column `forecast` of `official_figures`, in place: what was only said before its period ended."""
    figures, seen = tables["official_figures"], tables["sightings"]
    said = figures["figure_id"].map(seen.groupby("figure_id")["source_date"].max()).fillna("")
    # a month or a year alone does not say on which side of the end the figure was said
    before = (said.str.len() == 10) & (said < figures["period_end"].fillna(""))
    figures["forecast"] = before.astype("boolean")


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
