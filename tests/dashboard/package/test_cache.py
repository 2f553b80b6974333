"""Values by key: made once, within bounds, the least recently used removed first."""

from __future__ import annotations

import pytest

from dashboard.package.cache import Cache

BODY = b"5,2411000000"


def test_a_cached_value_is_made_once() -> None:
    cache: Cache[int] = Cache(count=9)
    calls: list[int] = []
    for _ in range(3):
        assert cache.get("a", lambda: calls.append(1) or len(calls)) == 1
    assert calls == [1]


def test_another_key_is_made_anew() -> None:
    cache: Cache[str] = Cache(count=9)
    assert [cache.get(("v1", "/"), lambda: "old"), cache.get(("v2", "/"), lambda: "new")] == ["old", "new"]


def test_a_cache_stays_within_bytes_and_count() -> None:
    by_bytes: Cache[bytes] = Cache(count=99, limit=5 * len(BODY), size=len)
    by_count: Cache[bytes] = Cache(count=3)
    for i in range(50):
        by_bytes.get(i, lambda: BODY)
        by_count.get(i, lambda: BODY)
    assert len(by_bytes) == 5
    assert len(by_count) == 3


def test_the_least_recently_used_value_is_removed_first() -> None:
    cache: Cache[int] = Cache(count=2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda: 1)
    assert len(cache) == 2
    assert cache.get("a", lambda: pytest.fail("a was used after b and should still be there")) == 1
    assert cache.get("b", lambda: 5) == 5


def test_one_value_larger_than_the_cache_is_still_given() -> None:
    cache: Cache[bytes] = Cache(count=9, limit=1, size=len)
    assert cache.get("a", lambda: BODY) == BODY
    assert len(cache) == 1
