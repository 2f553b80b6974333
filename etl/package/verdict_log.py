"""`verdict_log` and `changes`: every verdict that the packages had, and why one took the place of another.

The log grows from that of the package before. It is read with care, because a build must not hang on its own past.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from etl.contract.errors import SchemaError
from etl.contract.frames import Tables, conform, empty
from etl.contract.reading import read
from etl.contract.tables import TABLES

FILE = "verdict_log.csv"
RENAMED = {"depends on definition": "depends"}  # words of earlier logs, which are no change of a verdict
Reason = Mapping[str, str]


def read_log(out: Path, created: str = "") -> tuple[pd.DataFrame, list[str]]:
    """(frame of `verdict_log` in the package `out`, sentences about what was wrong with it).

    Lines that cannot be read are left out and the damaged file is copied beside the package. No package is no line.
    A line dated after `created`, the day of the package that is being made, is of a wrong clock and gets that day.
    """
    rows, faults = _read(out)
    late = rows["package_date"] > created if created else pd.Series(False, index=rows.index)
    return rows.assign(package_date=rows["package_date"].mask(late.astype(bool), created)), faults


def _read(out: Path) -> tuple[pd.DataFrame, list[str]]:
    table, path = TABLES["verdict_log"], out / FILE
    if not path.is_file():
        return empty(table), []
    try:
        return read(table, path.read_text(encoding="utf-8"), FILE), []
    except UnicodeDecodeError:
        rows, faults = empty(table), ["it is not UTF-8 text"]
    except SchemaError as err:
        rows, faults = _good_rows(err), [str(v) for v in err.violations]
    aside = out.resolve().with_name(f"{out.name}-{FILE}.damaged")
    shutil.copyfile(path, aside)
    return rows, [
        f"{path}: {faults[0]}; the {len(rows)} lines that can be read are kept, and the damaged file was copied to "
        f"{aside}: compare the two, nothing else is needed"
    ]


def _good_rows(err: SchemaError) -> pd.DataFrame:
    if err.rows is None:
        return empty(TABLES["verdict_log"])
    spoiled = {v.line - 2 for v in err.violations}
    rows = err.rows[[i not in spoiled for i in range(len(err.rows))]]
    return rows.dropna(subset=list(TABLES["verdict_log"].key)).reset_index(drop=True)


def verdict_log(
    log: pd.DataFrame, tables: Tables, version: str, rules: str, created: str, *, reasons: Iterable[Reason] = ()
) -> pd.DataFrame:
    """The earlier `log` and a line for every verdict that is new or moved, and why: first, data, rule or error.

    `reasons` are entries with claim, part, date, kind (data, rule, error) and reason: where one explains a change of
    this day its kind stands, else a change under the same rules came from the data.
    """
    table, by_change = TABLES["verdict_log"], _by_change(reasons)
    earlier: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for line in log.itertuples(index=False):
        earlier[line.claim, line.part].append(line)
    fresh = []
    for v in tables["verdicts"].itertuples(index=False):
        before = _latest(earlier[v.claim, v.part])
        if any(
            RENAMED.get(old.verdict, old.verdict) == v.verdict
            or (old.data_version, old.rule_version) == (version, rules)
            for old in before
        ):
            continue
        same_rules = any(old.rule_version == rules for old in before)
        kind = by_change.get((v.claim, v.part, created), {}).get("kind", "data" if same_rules else "rule")
        why = kind if before else "first"
        fresh.append(
            {
                "claim": v.claim,
                "part": v.part,
                "data_version": version,
                "rule_version": rules,
                "package_date": created,
                "verdict": v.verdict,
                "why": why,
                "verdict_from": before[0].verdict if before else None,
                "moved_by": _moved_by(tables, before[0]) if why == "data" else None,
            }
        )
    return conform(table, pd.concat([log, conform(table, pd.DataFrame(fresh))], ignore_index=True) if fresh else log)


def _by_change(reasons: Iterable[Reason]) -> dict[tuple[str, str, str], Reason]:
    return {(r["claim"], r["part"], r["date"]): r for r in reasons}


def changes(log: pd.DataFrame, reasons: Iterable[Reason], words: Mapping[str, str]) -> pd.DataFrame:
    """`changes`: every line of the log that took the place of another verdict, with the reason.

    `reasons` as for `verdict_log`; `words` the general reason of each kind.
    """
    by_change, rows = _by_change(reasons), log[log["verdict_from"].notna()]
    explained = [
        by_change.get((line.claim, line.part, line.package_date), {}).get("reason", words[line.why])
        for line in rows.itertuples(index=False)
    ]
    return conform(TABLES["changes"], rows.assign(verdict_to=rows["verdict"], reason=pd.array(explained, dtype="str")))


def moved(changes: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    """A line for each change that the log of the package `before` did not have."""
    key = list(TABLES["verdict_log"].key)
    known = set(before[key].itertuples(index=False, name=None))
    return [
        f"{r['claim']}/{r['part']}: {r['verdict_from']} -> {r['verdict_to']} ({r['why']}): {r['reason']}"
        for r in changes.to_dict("records")
        if tuple(r[k] for k in key) not in known
    ]


def _latest(lines: list[Any]) -> list[Any]:
    """The last line of one part, or several when the log cannot tell which of one day came last (it is kept by key)."""
    last = max((line.package_date for line in lines), default="")
    newest = [line for line in lines if line.package_date == last]
    return [line for line in newest if line.why != "first"] or newest


def _moved_by(tables: Tables, old: object) -> str | None:
    """Cells revised since the verdict before: the source and how many of its cells."""
    revisions = tables["revisions"]
    later = revisions[revisions["seen"].fillna("") > str(getattr(old, "package_date", ""))]
    counts = later.groupby("source").size()
    return ", ".join(f"{source}: {n} cells" for source, n in counts.items()) or None
