"""The mark beside a part of a large file."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.collect.parts import Part

ADDRESS = "https://example.org/large.csv"
STAMPED = {"ETag": '"one"', "Content-Length": "70"}


def test_what_was_marked_is_known_again_for_its_own_address(tmp_path: Path) -> None:
    part = Part(tmp_path / "part")
    assert part.mark(ADDRESS, STAMPED, 30) == 100
    assert part.state(ADDRESS) == ("", 0, 0)
    part.path.write_bytes(b"x" * 30)
    assert part.state(ADDRESS) == ('"one"', 30, 100)
    assert part.state(ADDRESS + "?other") == ("", 0, 0)
    part.delete()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a\nb", b"a\nb\nmany"])
def test_a_damaged_mark_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "part").write_bytes(b"x")
    (tmp_path / "part.mark").write_bytes(content)
    assert Part(tmp_path / "part").state(ADDRESS) == ("", 0, 0)


@pytest.mark.parametrize("headers", [{"ETag": 'W/"weak"'}, {"ETag": '"one"', "Content-Encoding": "gzip"}, {}])
def test_what_does_not_promise_the_same_bytes_is_not_gone_on_with(tmp_path: Path, headers: dict[str, str]) -> None:
    part = Part(tmp_path / "part")
    part.path.write_bytes(b"x")
    part.mark(ADDRESS, {"Content-Length": "70", **headers}, 0)
    assert part.state(ADDRESS) == ("", 0, 0)
