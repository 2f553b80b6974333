"""What is known of an object is known of no other one, and not for longer than there is the object."""

from __future__ import annotations

import pandas as pd

from etl.contract.identity import ByIdentity


def test_an_equal_object_is_another_one() -> None:
    known: ByIdentity[str] = ByIdentity()
    one, two = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    assert known.put(one, "seen") == "seen"
    assert known.get(one) == "seen"
    assert known.get(two) is None


def test_a_value_is_made_once_even_when_it_is_empty() -> None:
    known: ByIdentity[list[str]] = ByIdentity()
    frame, asked = pd.DataFrame(), []
    assert known.of(frame, lambda key: asked.append(key) or []) == []
    assert known.of(frame, lambda key: asked.append(key) or []) == []
    assert len(asked) == 1


def test_what_is_gone_is_forgotten() -> None:
    known: ByIdentity[str] = ByIdentity()
    known.put(pd.DataFrame({"a": [1]}), "seen")
    assert known._held == {}
