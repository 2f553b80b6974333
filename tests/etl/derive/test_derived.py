"""Derived tables of which an earlier build made a part: whatever cell changes, they are those of a first build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl import claims
from etl.collect.entry import Entry
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.derive import partner_ranks, rank_uncertainty, registry
from etl.derive.derived import Derived, hashes_of_periods
from etl.derive.inputs import Inputs
from etl.measures.cells import CELL
from etl.sources.bundled import Tables
from etl.sources.cache import Cache
from tests.etl.derive.making import SETUP, flow, table

Change = Callable[[pd.DataFrame], pd.DataFrame]
SLICED = [d for d in registry.DERIVED if d.periods is not None]
MADE = [d for d in registry.DERIVED if d.periods is not None or d.table == "anomalies"]
WORDS = claims.words()
YEARS = ("2000", "2010", "2014", "2017", "2018", "2019", "2020", "2021")
OTHERS = "WLD OTH ARE AUT BLR CHN DEU FRA IND IRQ ITA JPN KAZ KOR NLD TUR USA"


@pytest.fixture(scope="module")
def tables(observed: Tables) -> Tables:
    """The bundled tables, of `trade` a few years and partners, without the two sources that are most of it."""
    given = dict(observed)
    trade, sides = given["trade"], ("RUS", "IRN", *OTHERS.split())
    few = trade["period"].isin(YEARS) & trade["exporter"].isin(sides) & trade["importer"].isin(sides)
    given["trade"] = trade[few & ~trade["source"].isin(("itpd_r01", "unctad_matrix"))]
    return {name: conform(TABLES[name], frame) for name, frame in given.items()}


@pytest.fixture(scope="module")
def folder(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of `tables` kept. Not to be written to."""
    folder = tmp_path_factory.mktemp("kept")
    derived(tables, folder)
    return folder


def derived(
    tables: Tables, folder: Path | None, words: Any = WORDS, made: Sequence[Derived] = MADE
) -> dict[str, pd.DataFrame]:
    given = Inputs(
        tables=dict(tables),
        ledger=pd.DataFrame(columns=Entry._fields, dtype="str"),
        words=words,
        cause=SETUP,
        event=claims.article().event,
        cache=folder and Cache(folder=folder),
    )
    registry.derive(given, made)
    return {one.table: given.tables[one.table] for one in made}


def one_cell(column: str, value: Any, **where: Any) -> Change:
    """A change of `column` in the first row with these cells; of a number, to so many times of it."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        at = np.flatnonzero(np.logical_and.reduce([frame[name] == cell for name, cell in where.items()]))[0]
        cells = frame[column].tolist()
        cells[at] = int(cells[at] * value) if isinstance(value, float) else value
        return frame.assign(**{column: pd.Series(cells, index=frame.index, dtype=frame[column].dtype)})

    return change


def without_period(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["period"] != "2019"].reset_index(drop=True)


CHANGES: list[tuple[str, Change]] = [
    # the pair's own row of a list, another partner's, a record that was read row by row, years that bound what was not
    ("trade", one_cell("value_usd", 1.5, exporter="IRN", importer="RUS", source="oec")),
    ("trade", one_cell("value_usd", 0.5, importer="IRN", source="oec", period="2010")),
    ("trade", one_cell("value_usd", 9.0, exporter="DEU", list_scope="as_read")),
    ("trade", one_cell("value_usd", 90.0, importer="IRN", period="2014")),
    ("trade", one_cell("value_usd", 90.0, importer="IRN", period="2020", list_scope="complete")),
    ("trade", one_cell("value_usd", None, exporter="RUS", importer="IRN", period="2017")),
    ("trade", one_cell("value_usd", 400.0, importer="RUS", period="2018", exporter="TUR")),
    # the gap of the pair, from which partners of other years are leant on, and the noise of their ranks
    ("trade", one_cell("value_usd", 4.0, exporter="RUS", importer="IRN", period="2021", source="imts_rus")),
    # facts of a source that rows of other years give
    ("trade", one_cell("list_scope", "as_read", source="oec")),
    ("trade", one_cell("list_scope", "complete", source="imts_2026")),
    ("trade", one_cell("recorded_by", "compiled", source="oec")),
    ("trade", one_cell("publisher", "Another", source="oec")),
    ("trade", one_cell("obs_status", "E", source="oec", exporter="IRN", importer="TUR")),
    ("trade", one_cell("current", False, source="oec", exporter="IRN", importer="TUR")),
    ("trade", one_cell("note", "another note", source="oec")),
    ("trade", one_cell("doubted", True, source="oec", exporter="IRN", importer="TUR")),
    ("trade", without_period),
    # tables beside it
    ("official_figures", one_cell("value_low_usd", 3.0, reporter="IRN", root_family="iran_customs", partner="CHN")),
    ("official_figures", one_cell("value_usd", 3.0, figure_id="F094")),
    ("partner_bounds", one_cell("reports", False, reports=True)),
    ("families", one_cell("rankable", False, rankable=True)),
    ("countries", one_cell("country_kind", "group", id="TUR")),
]


@pytest.mark.parametrize(("name", "change"), CHANGES, ids=[f"{n}{at}" for at, (n, _) in enumerate(CHANGES)])
def test_one_changed_cell_gives_what_a_first_build_gives(
    tables: Tables, folder: Path, tmp_path: Path, name: str, change: Change
) -> None:
    given = {**tables, name: conform(TABLES[name], change(tables[name]))}
    assert not given[name].equals(tables[name])
    shutil.copytree(folder, tmp_path / "kept")
    result, expected = derived(given, tmp_path / "kept"), derived(given, None)
    for made, frame in expected.items():
        pd.testing.assert_frame_equal(result[made], frame)


def test_the_publisher_of_a_source_is_read_in_every_year(tables: Tables, tmp_path: Path) -> None:
    rows = [flow("DEU", "IRN", year, 100, source=name, publisher=name) for name in "ab" for year in (2019, 2020)]
    rows += [flow("DEU", "IRN", year, 90, "importer", source="c", publisher="a") for year in (2019, 2020)]
    same = {**tables, "trade": table("trade", rows)}
    other = {**tables, "trade": one_cell("publisher", "b", source="a", period="2019")(same["trade"])}
    derived(same, tmp_path)
    result, expected = derived(other, tmp_path)["mirror_gaps"], derived(other, None)["mirror_gaps"]
    pd.testing.assert_frame_equal(result, expected)
    assert result.query("export_source == 'b'")["period"].tolist() == ["2019", "2020"]


def test_the_typical_gap_is_read_by_years_that_lean_on_other_books(tables: Tables) -> None:
    trade = tables["trade"]
    sold = (trade["exporter"] == "RUS") & (trade["importer"] == "IRN") & (trade["source"] == "imts_rus")
    other = {**tables, "trade": trade.assign(value_usd=trade["value_usd"].mask(sold, 4 * trade["value_usd"]))}
    read = [partner_ranks.read_of_others(given)[1] for given in (tables, other)]
    leaning = {period for _, period, _ in partner_ranks.floors(tables)}
    assert {period for period in read[0] if read[0][period][0] != read[1][period][0]} == leaning
    assert leaning


def test_the_noise_of_every_partner_is_read_by_every_year(tables: Tables) -> None:
    noises = []
    for size in (0.1, 0.3):
        row = {"exporter": "RUS", "importer": "IND", "period": "2020", "factor": 1.06, "gap_kind": "same_year"}
        more = {"export_source": "a", "import_source": "b", "gap_log": size, "mirror_only": False}
        pair = {**row, **more, "importer": "IRN", "gap_log": 0.2}
        given = {**tables, "mirror_gaps": table("mirror_gaps", [row | more, pair])}
        noises.append(repr(rank_uncertainty.read_of_others(given, 0.2, WORDS)))
    assert noises[0] != noises[1]


def test_a_cell_that_is_ruled_out_makes_its_period_anew(tables: Tables, folder: Path, tmp_path: Path) -> None:
    cell = tables["trade"].query("exporter == 'TUR' and importer == 'RUS' and period == '2018'").iloc[0]
    ruled_out = table("anomalies", [{**cell[[*CELL]], "row_table": "trade", "treatment": "left out"}])
    made = [replace(one, make=lambda _: ruled_out) if one.table == "anomalies" else one for one in MADE]
    shutil.copytree(folder, tmp_path / "kept")
    next((tmp_path / "kept").rglob("anomalies")).unlink()
    result, expected = derived(tables, tmp_path / "kept", made=made), derived(tables, None, made=made)
    for name, frame in expected.items():
        pd.testing.assert_frame_equal(result[name], frame)


def test_other_words_make_every_period_anew(tables: Tables, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "kept")
    words = {**WORDS, "depth": {**WORDS["depth"], "gaps": {"crude": "Another sentence."}}}
    result, expected = derived(tables, tmp_path / "kept", words), derived(tables, None, words)
    pd.testing.assert_frame_equal(result["mirror_gaps"], expected["mirror_gaps"])
    assert "Another sentence." in set(result["mirror_gaps"]["note"])


def periods_made(tables: Tables, folder: Path, **changed: Any) -> dict[str, set[str]]:
    """The periods of `trade` of which each table is made; `changed` are fields of `ByPeriod`."""
    result: dict[str, set[str]] = {}

    def counting(one: Derived) -> Derived:
        def make(inputs: Inputs) -> pd.DataFrame:
            result[one.table] = set(inputs.tables["trade"]["period"])
            return one.make(inputs)

        return replace(one, make=make, periods=one.periods and replace(one.periods, **changed))

    derived(tables, folder, made=[counting(one) for one in MADE])
    return {table: result[table] for table in result if table != "anomalies"}


def with_austria_of_2010(tables: Tables) -> Tables:
    change = one_cell("value_usd", 1.01, exporter="IRN", importer="AUT", source="oec", period="2010")
    return {**tables, "trade": conform(TABLES["trade"], change(tables["trade"]))}


def test_only_the_periods_that_changed_are_made(tables: Tables, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "kept")
    result = periods_made(with_austria_of_2010(tables), tmp_path / "kept")
    assert result == {d.table: {"2010"} for d in SLICED}


def test_of_equal_inputs_nothing_is_made(tables: Tables, folder: Path) -> None:
    assert periods_made(tables, folder) == {}


@pytest.mark.parametrize(
    ("read", "expected"),
    [(("same", {"2014": "another"}), {"2010", "2014"}), (("another", {"2014": "same"}), set(YEARS))],
)
def test_what_is_read_of_other_periods_makes_those_anew_that_read_it(
    tables: Tables, tmp_path: Path, read: tuple[str, Any], expected: set[str]
) -> None:
    periods_made(tables, tmp_path, others=lambda _: ("same", {"2014": "same"}))
    result = periods_made(with_austria_of_2010(tables), tmp_path, others=lambda _: read)
    assert result == {d.table: expected for d in SLICED}


def test_a_damaged_file_is_made_anew(tables: Tables, folder: Path, tmp_path: Path) -> None:
    expected = derived(tables, None)
    for place in (3, 40, 100, None, -5):  # the key, the hash, the head, the middle, the cells
        shutil.copytree(folder, tmp_path / "kept", dirs_exist_ok=True)
        for path in files(tmp_path / "kept"):
            content = bytearray(path.read_bytes())
            content[len(content) // 2 if place is None else place] ^= 1
            path.write_bytes(content)
        result = derived(tables, tmp_path / "kept")
        assert all(result[table].equals(expected[table]) for table in expected)
        assert [p.read_bytes() for p in files(tmp_path / "kept")] == [p.read_bytes() for p in files(folder)]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_every_derived_table_is_in_order_whether_it_is_made_or_read(tables: Tables, folder: Path) -> None:
    for given in (None, folder):
        for name, frame in derived(tables, given).items():
            assert conform(TABLES[name], frame) is frame, name


TWO = pd.DataFrame({"period": pd.array(["2020", "2021"], dtype="str"), "n": pd.array([1, 2], dtype="Int64")})


def test_rows_of_no_period_are_read_by_every_period() -> None:
    of_none = [TWO.assign(period=TWO["period"].where(TWO["period"] == "2020"), n=n) for n in (1, 2)]
    both = [hashes_of_periods({"trade": TWO, "anomalies": other}, ["anomalies"], b"", {}) for other in of_none]
    assert both[0].keys() == both[1].keys() == {"2020", "2021"}
    assert both[0]["2021"] != both[1]["2021"]


def test_a_hash_covers_what_is_beside_the_rows() -> None:
    hashes = [
        hashes_of_periods({"trade": TWO}, ["trade"], beside, own) for beside in (b"", b"x") for own in ({}, {"2021": 1})
    ]
    assert len({each["2020"] for each in hashes}) == 2
    assert len({each["2021"] for each in hashes}) == 4
