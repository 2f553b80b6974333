"""`revisions`: cells whose value a later vintage of the same source changed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.contract.frames import Tables, conform, empty
from etl.contract.rows import numbered, tuples
from etl.contract.tables import TABLES


def revisions(tables: Tables, ledger: pd.DataFrame) -> pd.DataFrame:
    """`revisions`: cells of one source whose value a later vintage changed, and when that was first seen."""
    good = ledger[ledger["outcome"] == "ok"]
    days = {source: sorted(times.str[:10]) for source, times in good.groupby("source")["retrieved"]}
    changes = [
        _changes(tables[name], name, value)
        for name, value in (("trade", "value_usd"), ("arms", "tiv_million"), ("indicators", "indicator_value"))
    ]
    out = pd.concat([frame for frame in changes if len(frame)] or [empty(TABLES["revisions"])], ignore_index=True)
    first_seen = [_first_seen(days.get(s, []), v) for s, v in zip(out["source"], out["new_vintage"], strict=True)]
    return conform(TABLES["revisions"], out.assign(seen=first_seen))


def _changes(frame: pd.DataFrame, name: str, value: str) -> pd.DataFrame:
    """Each vintage of a cell that has another value than the vintage before it, with both."""
    cell = [k for k in TABLES[name].key if k != "vintage_date"]
    again = pd.Series(numbered(frame, cell)).duplicated(keep=False).to_numpy()
    if not again.any():
        return empty(TABLES["revisions"])
    rows = frame[again].sort_values([*cell, "vintage_date"], kind="stable")
    later = rows.duplicated(cell)
    before, now = rows[value].shift(), rows[value]
    same = (before == now).fillna(False).astype(bool) | (before.isna() & now.isna())
    changed = later & ~same
    rows, old, new = rows.assign(old_vintage=rows["vintage_date"].shift())[changed], before[changed], now[changed]
    known = old.notna() & new.notna() & (old != 0).fillna(False)
    pct = 100 * (new.astype("Float64") / old.astype("Float64").where(known) - 1)
    return pd.DataFrame(
        {
            "source": rows["source"],
            "row_table": name,
            "cell": [" ".join(parts) for parts in tuples(rows[cell].astype("str"))],
            "period": rows["period"],
            "old_value": old.astype("Float64"),
            "new_value": new.astype("Float64"),
            "change_pct": pct.where(known),
            "old_vintage": rows["old_vintage"],
            "new_vintage": rows["vintage_date"],
        }
    )


def _first_seen(days: Sequence[str], vintage: str) -> str | None:
    """First of the `days` on which a source was read that is not before the vintage; else the vintage when a day."""
    return next((d for d in days if d >= vintage), vintage if len(vintage) == 10 else None)
