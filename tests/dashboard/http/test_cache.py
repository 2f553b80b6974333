"""Pages made once: kept under their key, bounded, the least recently used leaving first."""

from __future__ import annotations

from dashboard.http.cache import Kept


def test_what_is_kept_is_not_made_again() -> None:
    kept: Kept[int] = Kept()
    made: list[int] = []
    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or len(made)) == 1
    assert made == [1]


def test_another_key_is_made_anew() -> None:
    kept: Kept[str] = Kept()
    assert [kept.get(("v1", "/"), lambda: "old"), kept.get(("v2", "/"), lambda: "new")] == ["old", "new"]


def test_the_least_recently_used_leaves_first() -> None:
    kept: Kept[int] = Kept(count=2)
    kept.get("a", lambda: 1)
    kept.get("b", lambda: 2)
    kept.get("a", lambda: 9)
    kept.get("c", lambda: 3)
    assert len(kept) == 2
    assert kept.get("a", lambda: 4) == 1
    assert kept.get("b", lambda: 5) == 5
