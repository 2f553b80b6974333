"""The log of verdicts that the package before left: read with care, because a build must not hang on its own past."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from etl.contract.errors import SchemaError
from etl.contract.reading import read
from etl.contract.schema import empty
from etl.contract.tables import TABLES

FILE = "verdict_log.csv"


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
