"""`revisions`: cells whose value a later vintage of the same source changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from etl.contract.schema import Tables, conform, empty
from etl.contract.tables import TABLES


def revisions(tables: Tables, ledger: pd.DataFrame) -> pd.DataFrame:
    """`revisions`: cells of one source whose value a later vintage changed, and when that was first seen."""
    good = ledger[ledger["outcome"] == "ok"]
    days = {source: sorted(found.str[:10]) for source, found in good.groupby("source")["retrieved"]}
    out = []
    for name, value in (("trade", "value_usd"), ("arms", "tiv_million"), ("indicators", "indicator_value")):
        frame = tables[name]
        cell = [k for k in TABLES[name].key if k != "vintage_date"]
        doubled = frame[frame.duplicated(cell, keep=False)].sort_values([*cell, "vintage_date"], kind="stable")
        for key, group in doubled.groupby(cell, sort=True):
            rows = list(group.itertuples(index=False))
            for old, new in pairwise(rows):
                a, b = getattr(old, value), getattr(new, value)
                if (pd.isna(a) and pd.isna(b)) or (pd.notna(a) and pd.notna(b) and a == b):
                    continue
                known = pd.notna(a) and pd.notna(b) and a != 0
                out.append(
                    {
                        "source": new.source,
                        "row_table": name,
                        "cell": " ".join(str(k) for k in key),
                        "period": new.period,
                        "old_value": a,
                        "new_value": b,
                        "change_pct": 100 * (float(b) / float(a) - 1) if known else None,
                        "old_vintage": old.vintage_date,
                        "new_vintage": new.vintage_date,
                        "seen": _first_seen(days.get(new.source, []), new.vintage_date),
                    }
                )
    return conform(TABLES["revisions"], pd.DataFrame(out)) if out else empty(TABLES["revisions"])


def _first_seen(days: Sequence[str], vintage: str) -> str | None:
    """First of the `days` on which a source was read that is not before the vintage; else the vintage when a day."""
    return next((d for d in days if d >= vintage), vintage if len(vintage) == 10 else None)
