"""Frames that were bytes meanwhile are the same ones."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.distinct import distinct
from etl.contract.packing import Entry, packed, unpacked

TEXTS = st.one_of(st.none(), st.text(max_size=4).filter(lambda t: t != ""))
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.one_of(st.none(), st.integers(-(2**62), 2**62)),
        st.one_of(st.none(), st.floats(allow_nan=False)),
        st.one_of(st.none(), st.booleans()),
    )
)


def frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    columns = dict(zip("abcd", zip(*rows, strict=True), strict=False)) if rows else dict.fromkeys("abcd", ())
    kinds = dict(zip("abcd", ("str", "Int64", "Float64", "boolean"), strict=True))
    return pd.DataFrame({name: pd.array(list(columns[name]), dtype=kinds[name]) for name in "abcd"})


def there_and_back(entry: Entry) -> Entry:
    return unpacked(memoryview(b"".join(bytes(piece) for piece in packed(entry))))


@given(ROWS, ROWS)
def test_frames_and_note_are_the_same(one: list[tuple[object, ...]], other: list[tuple[object, ...]]) -> None:
    result = there_and_back(Entry({"one": frame(one), "": frame(other)}, {"read": ["ä", 1]}))
    assert result.note == {"read": ["ä", 1]}
    for name, rows in (("one", one), ("", other)):
        pd.testing.assert_frame_equal(result.frames[name], frame(rows), check_index_type=False)
        assert distinct(result.frames[name]["a"]).values == distinct(frame(rows)["a"]).values


def test_an_entry_may_be_empty() -> None:
    assert there_and_back(Entry()) == Entry({}, {})


def test_another_type_is_refused() -> None:
    with pytest.raises(KeyError, match="int64"):
        list(packed(Entry({"a": pd.DataFrame({"n": [1]})})))
