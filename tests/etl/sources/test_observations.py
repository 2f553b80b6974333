"""What live answers add to the bundled rows, and the columns that hang on all of them."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.errors import PayloadError
from etl.sources import SOURCES, observations
from etl.sources.bundled import Tables


def test_the_current_vintage_is_the_newest_of_its_cell(observed: Tables) -> None:
    trade = observed["trade"].drop(columns="current").head(2).copy()
    older = trade.assign(vintage_date="2001-01-01")
    tables = {"trade": pd.concat([older, trade], ignore_index=True)}
    observations.with_current(tables)
    assert tables["trade"]["current"].tolist() == [False, False, True, True]


def test_what_has_no_vintage_was_there_at_any_day(observed: Tables) -> None:
    tables = {name: frame.drop(columns="current", errors="ignore") for name, frame in observed.items()}
    tables["arms_deals"] = tables["arms_deals"].head(2).assign(vintage_date=["2026-01-01", None])
    observations.complete(tables, {}, "2001-01-01")
    assert tables["arms_deals"]["vintage_date"].isna().tolist() == [True]
    assert tables["trade"].empty


class Answered:
    """A source that says what the test tells it to."""

    def __init__(self, result: dict[str, pd.DataFrame] | Exception) -> None:
        self.result = result

    def tidy(self, snapshots: list[Received]) -> dict[str, pd.DataFrame]:
        for snapshot in snapshots:
            snapshot.read()
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


class Received:
    """An answer on disk; `bad` cannot be read back."""

    key, retrieved = "key", "2030-01-01T00:00:00Z"

    def __init__(self, bad: bool = False) -> None:
        self.bad = bad

    def read(self) -> bytes:
        if self.bad:
            raise PayloadError("x.gz cannot be read back")
        return b""


def test_one_file_that_went_bad_takes_no_other_of_its_source_with_it(
    observed: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = observed["trade"].drop(columns="current").head(1).assign(vintage_date="2030-01-01")
    monkeypatch.setitem(SOURCES, "a", Answered({"trade": row}))
    tables = {"trade": observed["trade"].drop(columns="current")}
    _, (failed,) = observations.add_live(tables, {"a": [Received(), Received(bad=True)]})  # type: ignore[list-item]
    assert "cannot be read back; the next run asks for it again" in failed
    assert len(tables["trade"]) == len(observed["trade"]) + 1


def test_a_bad_file_among_answers_of_no_use_hides_no_other_source(
    observed: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = observed["trade"].drop(columns="current").head(1).assign(vintage_date="2030-01-01")
    monkeypatch.setitem(SOURCES, "a", Answered({"trade": row.assign(obs_status="?")}))
    monkeypatch.setitem(SOURCES, "b", Answered({"trade": row}))
    tables = {"trade": observed["trade"].drop(columns="current")}
    live = {"a": [Received(), Received(bad=True)], "b": [Received()]}
    used, failed = observations.add_live(tables, live)  # type: ignore[arg-type]
    assert ["the next run asks" in fault or "obs_status" in fault for fault in failed] == [True, True]
    assert used == {"trade": [("b", "key", "2030-01-01T00:00:00Z")]}


def test_a_source_that_cannot_be_read_hides_no_other(observed: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    row = observed["trade"].drop(columns="current").head(1).assign(vintage_date="2030-01-01")
    bad = row.assign(obs_status="?")
    sources = {"a": Answered(PayloadError("cut off")), "b": Answered({"trade": bad}), "c": Answered({"trade": row})}
    for name, source in sources.items():
        monkeypatch.setitem(SOURCES, name, source)
    tables = {"trade": observed["trade"].drop(columns="current")}
    used, failed = observations.add_live(tables, {name: [Received()] for name in sources})  # type: ignore[list-item]
    assert [f.partition(":")[0] for f in failed] == ["a", "b"]
    assert used == {"trade": [("c", "key", "2030-01-01T00:00:00Z")]}
    assert "cut off" in failed[0]
    assert "obs_status" in failed[1]
    assert len(tables["trade"]) == len(observed["trade"]) + 1


def test_a_later_answer_replaces_the_same_cell_of_the_same_vintage(
    observed: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = observed["trade"].drop(columns="current").head(1)
    monkeypatch.setitem(SOURCES, "a", Answered({"trade": row.assign(value_usd=7)}))
    tables = {"trade": observed["trade"].drop(columns="current")}
    live = {"a": [Received()], "unknown": [Received()], "silent": []}
    assert observations.add_live(tables, live)[1] == []  # type: ignore[arg-type]
    assert len(tables["trade"]) == len(observed["trade"])
    assert tables["trade"]["value_usd"].iloc[-1] == 7


@pytest.mark.parametrize(
    ("said", "forecast"), [("2025-12-12", True), ("2026-01-10", False), ("2025", False), ("", False)]
)
def test_a_figure_said_before_its_period_ended_is_a_forecast(said: str, forecast: bool) -> None:
    figures = pd.DataFrame({"figure_id": ["F1"], "period_end": ["2025-12-31"]})
    seen = pd.DataFrame({"figure_id": ["F1"], "source_date": [said or None]}, dtype="str")
    tables = {"official_figures": figures, "sightings": seen}
    observations.with_forecast(tables)
    assert bool(tables["official_figures"]["forecast"].iloc[0]) is forecast
