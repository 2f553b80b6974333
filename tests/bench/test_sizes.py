"""What a build costs is measured in a process of its own, and its package is as small as its news."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pandas as pd

from bench import sizes
from bench.costs import Cost


def test_what_is_over_its_limit_is_marked() -> None:
    small, large = Cost(1.0, 1.0, 100.0), Cost(30.0, 30.0, 400.0)
    seen = sizes.Looks(ready=1.0, slowest=10.0, address="/", mb=100.0, rate=5000.0, busy=0.1)
    within = sizes.Row("1", 10, 25.0, 1.0, small, small, 1.0, 1.0, seen)
    over = sizes.Row("1", 20, 25.0, 1.0, large, small, 17.0, 1.0, seen)
    assert not [cell for cell in within.cells(None) if "MISSED" in cell]
    cells = dict(zip(sizes.COLUMNS, over.cells(within), strict=True))
    assert [name for name, cell in cells.items() if "MISSED" in cell] == [
        "first build, pandas imports",
        "MB of memory",
        "package, MB",
        "cost grew, for rows",
    ]
    assert cells["cost grew, for rows"] == "30.0 for 2.0 MISSED"
    slow = within._replace(looks=seen._replace(rate=2999.0))
    assert slow.cells(None)[-1] == "2,999 MISSED"


def test_ranks_are_compared_on_the_same_rows(quarter_raw: Path) -> None:
    rows, ours, floor, engine = sizes.compare(quarter_raw)
    assert rows > 10_000
    assert min(ours, floor, engine) > 0


def test_the_package_of_a_quarter_is_small(quarter: Path) -> None:
    files = {path.name: path.stat().st_size / 1e6 for path in quarter.iterdir()}
    assert max(files.values()) < sizes.LIMIT_FILE, files
    assert sum(files.values()) < sizes.LIMIT_PACKAGE


def test_a_plain_read_csv_types_every_column_of_the_package_alike(quarter: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in quarter.glob("*.csv"):
            frame = pd.read_csv(path, dtype={"period": "str"})
            mixed = [c for c in frame if frame[c].dropna().map(type).nunique() > 1]
            assert not mixed, f"{path.name}: {mixed}"


def test_rows_of_a_year_are_found_by_its_text(quarter: Path) -> None:
    text = pd.read_csv(quarter / "mirror_gaps.csv", dtype="str")
    plain = pd.read_csv(quarter / "mirror_gaps.csv", dtype={"period": "str"})
    assert (plain["period"] == "2020").sum() == (text["period"] == "2020").sum() > 100


def test_what_a_list_has_in_common_is_not_repeated_in_the_package(quarter: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in quarter.iterdir()}
    lines = sum(path.read_bytes().count(b"\n") for path in quarter.glob("*.csv"))
    assert sum(sizes.values()) < sizes["ro-crate-metadata.json"] + sizes["datapackage.json"] + 60 * lines


def test_a_process_is_measured_in_a_plain_environment() -> None:
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1", "etl sets it for itself when it is imported"
    sizes.cost(["-c", "import os, sys; sys.exit('OPENBLAS_NUM_THREADS' in os.environ)"])
