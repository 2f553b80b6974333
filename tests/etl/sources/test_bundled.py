"""Bad input: every fault is named with file, line and column, all at once, and nothing is published."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from etl.build import build
from etl.contract.countries import COUNTRIES
from etl.contract.errors import SchemaError, Violation
from etl.contract.tables import TABLES
from etl.sources import bundled
from etl.sources.bundled import Tables
from etl.sources.cache import Cache

Rows = list[dict[str, str]]


def spoil(raw: Path, table: str, change: Callable[[Rows], object]) -> None:
    """Rewrite a bundled file after `change` was let loose on its rows."""
    path = raw / "bundled" / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def cell(line: int, column: str, text: str) -> Callable[[Rows], object]:
    """A change of one cell; `line` is that of the file, the header being line 1."""
    return lambda rows: rows[line - 2].update({column: text})


def told(raw: Path) -> list[Violation]:
    with pytest.raises(SchemaError) as caught:
        bundled.load_bundled(raw / "bundled")
    return caught.value.violations


BAD_CELLS = [  # table, line, column, what is expected, what is found
    ("trade", 7, "value_usd", "a whole number of at most 18 digits", "a lot"),
    ("trade", 7, "exporter", "an existing id of table countries", "XYZ"),
    ("trade", 7, "source", "an existing id of table sources", "hearsay"),
    ("trade", 7, "obs_status", "one of A, E, M, V", "B"),
    ("official_figures", 4, "partner", "a value", ""),
    ("official_figures", 4, "calendar", "one of gregorian, solar_hijri", "julian"),
    ("investment", 3, "origin_id", "an existing id of table countries", "ATL"),
    ("sightings", 5, "figure_id", "an existing figure_id of table official_figures", "F999999"),
    ("sightings", 5, "source_url", "a link that starts with http:// or https://", "see the paper"),
    ("agreements", 9, "parent_id", "an existing id of table agreements", "EA999"),
    ("agreements", 9, "furthest", "one of R, T, M, C, W, D", "Z"),
    ("un_votes", 3, "vote", "one of Y, N, A, X", "maybe"),
    ("un_votes", 3, "resolution_id", "an existing resolution_id of table un_resolutions", "UV99"),
    ("sources", 4, "redistribute", "one of yes, derived-only, no", "perhaps"),
]


def test_every_bad_cell_of_every_file_is_named_at_once(raw: Path) -> None:
    for table, line, column, _, text in BAD_CELLS:
        spoil(raw, table, cell(line, column, text))
    wanted = [
        Violation(file=f"bundled/{table}.csv", line=line, column=column, expected=expected, found=text)
        for table, line, column, expected, text in BAD_CELLS
    ]
    assert told(raw) == sorted(wanted, key=lambda v: (v.file, v.line, v.column))


def test_a_period_that_ends_before_it_starts_is_named(raw: Path) -> None:
    spoil(raw, "official_figures", cell(2, "period_end", "2022-12-31"))
    (fault,) = told(raw)
    assert (fault.line, fault.column) == (2, "period_end")
    assert fault.expected == "a date not before period_start 2023-01-01"


def test_a_table_with_broken_cells_still_answers_what_refers_to_it(raw: Path) -> None:
    spoil(raw, "un_resolutions", cell(3, "yes", "many"))
    assert [(v.file, v.line, v.column) for v in told(raw)] == [("bundled/un_resolutions.csv", 3, "yes")]


def test_a_doubled_row_is_named(raw: Path) -> None:
    spoil(raw, "agreements", lambda rows: rows.append(dict(rows[4])))
    (fault,) = told(raw)
    rows = (raw / "bundled" / "agreements.csv").read_text(encoding="utf-8").splitlines()
    assert (fault.line, fault.column, fault.expected) == (len(rows), "id", "a key that stands only once")


def test_missing_columns_and_files_and_broken_text_are_named(raw: Path) -> None:
    spoil(raw, "corridor", lambda rows: [row.pop("tonnes") for row in rows])
    (raw / "bundled" / "history.csv").unlink()
    path = raw / "bundled" / "arms.csv"
    path.write_bytes(path.read_bytes().replace(b"IRN,RUS,2001", b"IRN,R\xffS,2001"))
    assert [(v.file, v.line, v.column, v.expected) for v in told(raw)] == [
        ("bundled/arms.csv", 3, "", "UTF-8 text"),
        ("bundled/corridor.csv", 1, "tonnes", "this column"),
        ("bundled/history.csv", 1, "", "this file"),
    ]


def test_nothing_is_published_from_bad_input(raw: Path, package: Path, tmp_path: Path) -> None:
    out = tmp_path / "processed"
    shutil.copytree(package, out)
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    spoil(raw, "trade", cell(3, "value_usd", "x"))
    spoil(raw, "trade", cell(9, "importer", "XYZ"))
    spoil(raw, "agreements", cell(5, "parent_id", "EA999"))
    spoil(raw, "agreements", cell(6, "source_url", "nowhere"))
    spoil(raw, "investment", cell(2, "period_end", "2000-01-01"))
    with pytest.raises(SchemaError) as caught:
        build(raw, out)
    assert [(v.file.removeprefix("bundled/"), v.line, v.column) for v in caught.value.violations] == [
        ("agreements.csv", 5, "parent_id"),
        ("agreements.csv", 6, "source_url"),
        ("investment.csv", 2, "period_end"),
        ("trade.csv", 3, "value_usd"),
        ("trade.csv", 9, "importer"),
    ]
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["processed", "raw"]


def test_bundled_tables_have_their_names(observed: Tables) -> None:
    assert set(observed) >= {t.name for t in TABLES.values() if t.kind in ("observed", "curated")} - {
        "claims",
        "parts",
        "choices",
        "rules",
        "thresholds",
    }
    assert len(observed["countries"]) == len(COUNTRIES)


def test_a_bundled_file_that_was_read_is_not_read_again_until_it_changes(raw: Path, tmp_path: Path) -> None:
    held = Cache(folder=tmp_path / "held")
    plain, first = bundled.load_bundled(raw / "bundled"), bundled.load_bundled(raw / "bundled", held)
    before = read_files(tmp_path)
    large = [path for path in (raw / "bundled").glob("*.csv") if path.stat().st_size >= 100_000]
    assert len(before) == len(large), "small files are read each time"
    again = bundled.load_bundled(raw / "bundled", held)
    assert read_files(tmp_path) == before
    for name, frame in plain.items():
        for other in (first, again):
            pd.testing.assert_frame_equal(other[name], frame)
    file = raw / "bundled" / "trade.csv"
    file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    assert len(bundled.load_bundled(raw / "bundled", held)["trade"]) == len(plain["trade"]) - 1
    assert len(read_files(tmp_path) - before) == 1


def read_files(folder: Path) -> set[tuple[str, int]]:
    """Each file of the cache, and when it was written."""
    return {(path.name, path.stat().st_mtime_ns) for path in (folder / "held").rglob("*") if path.is_file()}
