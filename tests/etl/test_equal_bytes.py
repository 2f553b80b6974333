"""The same input gives the same bytes on every processor: digits, nudged floats, other numpy and OPENBLAS kernels."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl import build as building
from etl.contract import frames
from etl.contract.tables import TABLES
from etl.contract.types import rounded

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "data" / "processed"
NUMBERS = [(t, f) for t in (t.published for t in TABLES.values()) for f in t.fields if f.type == "number"]


def significant(text: str) -> int:
    return len(text.split("e")[0].replace("-", "").replace(".", "").strip("0"))


@pytest.mark.parametrize("name", sorted({t.name for t, _ in NUMBERS}))
def test_no_number_has_more_digits_than_its_field_says(name: str) -> None:
    limits = {f.name: f.digits for t, f in NUMBERS if t.name == name}
    with (PACKAGE / f"{name}.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            assert {c: row[c] for c, limit in limits.items() if significant(row[c]) > limit} == {}


@pytest.mark.parametrize(("name", "column"), [("verdicts", "values"), ("evidence", "values")])
def test_no_number_within_values_has_more_digits_than_a_published_one(name: str, column: str) -> None:
    with (PACKAGE / f"{name}.csv").open(encoding="utf-8") as handle:
        numbers = [n for row in csv.DictReader(handle) for n in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", row[column])]
    assert len(numbers) > 20
    assert [n for n in numbers if "." in n and significant(n) > 12] == []


def test_a_derived_number_has_at_most_twelve_digits() -> None:
    assert {(t.name, f.name) for t, f in NUMBERS if t.kind == "derived" and f.digits > 12} == set()


def nudged(column: pd.Series[Any], units: int) -> pd.Series[Any]:
    """Every float of `column` moved by so many units in its last place."""
    values = column.to_numpy(dtype="float64", na_value=np.nan)
    for _ in range(abs(units)):
        values = np.nextafter(values, np.copysign(np.inf, units))
    return pd.Series(values, index=column.index).astype("Float64").where(column.notna(), pd.NA)


@pytest.mark.parametrize("units", [-4, 4])
def test_nudging_every_derived_float_before_it_is_rounded_changes_no_byte(
    units: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = []

    def moved(column: pd.Series[Any], decimals: int, digits: int) -> pd.Series[Any]:
        columns.append(column.name)
        return rounded(nudged(column, units), decimals, digits)

    monkeypatch.setattr(frames, "rounded", moved)
    building.build(out=tmp_path / "out")
    assert len(columns) > 100
    assert different(tmp_path / "out") == []


@pytest.mark.parametrize(
    "settings",
    [
        {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "AVX512_ICL AVX512_SKX AVX512F AVX2 FMA3"},
        {"OPENBLAS_CORETYPE": "Haswell"},
    ],
)
def test_other_kernels_give_the_same_bytes(settings: dict[str, str], tmp_path: Path) -> None:
    raw = shutil.copytree(ROOT / "data" / "raw" / "bundled", tmp_path / "raw" / "bundled").parent
    command = [sys.executable, "-W", "ignore", "-m", "etl", "build", "--quiet", "--raw", str(raw)]
    command += ["--out", str(tmp_path / "out")]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **settings})
    assert different(tmp_path / "out") == []


def different(folder: Path) -> list[str]:
    """Tables of `folder` that differ from the committed package, but for the two that tell what was there before."""
    history = ("verdict_log.csv", "changes.csv")
    files = [path for path in sorted(PACKAGE.glob("*.csv")) if path.name not in history]
    return [path.name for path in files if path.read_bytes() != (folder / path.name).read_bytes()]


@pytest.mark.parametrize(
    ("value", "decimals", "digits", "expected"),
    [
        (46608663440.014839, 6, 9, 46608663400.0),
        (46608663440.014839, 6, 12, 46608663440.0),
        (0.0078125, 6, 9, 0.007812),  # a half goes to the even neighbour
        (0.0078125 * (1 + 4e-16), 6, 9, 0.007812),  # and so does what is a half but for rounding
        (0.00781251, 6, 9, 0.007813),
        (-2.5, 0, 9, -2.0),
        (3.5, 0, 9, 4.0),
        (0.0, 6, 9, 0.0),
        (1e300, 6, 9, 1e300),
    ],
)
def test_rounding(value: float, decimals: int, digits: int, expected: float) -> None:
    column = pd.Series([value, None], dtype="Float64")
    numbers = rounded(column, decimals, digits)
    assert numbers[0] == pytest.approx(expected, rel=1e-12)
    assert numbers[1] is pd.NA
