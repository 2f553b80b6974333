"""Hashes of frames: whatever changes gives another one, of the period in which it changes alone."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl.contract.hashes import by_period, hash_of


def frames() -> Iterator[pd.DataFrame]:
    """A frame of two periods, and the same with one thing changed in the second."""
    rows = pd.DataFrame(
        {
            "period": pd.array(["2020", "2020", "2021"], dtype="str"),
            "text": pd.array(["a", None, "b"], dtype="str"),
            "whole": pd.array([1, None, 0], dtype="Int64"),
            "number": pd.array([0.5, None, 0.0], dtype="Float64"),
            "flag": pd.array([True, None, False], dtype="boolean"),
        }
    )
    yield rows
    for name in rows.columns[1:]:
        for value in (rows[name].iloc[0], None):
            cells = [*rows[name].tolist()[:2], value]
            yield rows.assign(**{name: pd.array(cells, dtype=rows[name].dtype)})
    yield pd.concat([rows, rows.iloc[2:]], ignore_index=True)


def test_a_period_has_another_hash_when_a_cell_of_it_changes_and_no_other_has() -> None:
    both = [by_period(frame) for frame in frames()]
    assert {key["2020"] for key in both} == {both[0]["2020"]}
    assert len({key["2021"] for key in both}) == len(both)


def test_rows_of_no_period_have_a_hash_of_their_own() -> None:
    frame = next(frames())
    of_none = [frame.assign(period=frame["period"].where(frame["period"] == "2020"), whole=n) for n in (1, 2)]
    both = [by_period(one) for one in of_none]
    assert both[0].keys() == both[1].keys() == {None, "2020"}
    assert both[0][None] != both[1][None]


def test_a_hash_changes_with_every_cell_type_order_name_and_what_is_beside() -> None:
    first, *changed = frames()
    others = [
        *changed,
        first.assign(whole=first["whole"].astype("Float64")),
        first.iloc[::-1].reset_index(drop=True),
        first.rename(columns={"text": "other"}),
        first.iloc[:1],
        first.iloc[:0],
    ]
    result = [hash_of({"t": one}, {"word": 1}) for one in (first, *others)]
    result += [hash_of({"u": first}, {"word": 1}), hash_of({"t": first}, {"word": 2}), hash_of({}, {"word": 1})]
    assert len(set(result)) == len(result)
    assert hash_of({"t": first.copy()}, {"word": 1}) == result[0]
