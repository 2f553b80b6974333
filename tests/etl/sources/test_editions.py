from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from etl.contract.errors import PayloadError
from etl.sources.base import Request, RequestContext
from etl.sources.editions import Edition, Editions
from tests.etl.livekit import Received


def _named(body: bytes) -> Iterator[Edition]:
    return (Edition(f"{name[:4]}-01-01", 0, name) for name in body.decode().split())


FILES = Editions(
    name="baci",  # its answers are due after 28 days
    lookup=Request(key="list", path="/list"),
    named=_named,
    at=lambda edition, since: (f"{since}/{edition.name}", f"/{edition.name}.zip"),
    missing="no file is named",
)


def _asked(*answered: str, on: str = "2026-11-22T00:00:00Z", names: bytes = b"2025 2024 2099") -> list[str]:
    context = RequestContext(
        today=date(2026, 11, 22),
        since=2010,
        snapshots=[Received(key, names) for key in answered if key == "list"],
        last_success=dict.fromkeys(answered, on),
    )
    return [request.key for request in FILES.requests(context)]


def test_the_list_first_then_the_newest_file_that_it_names_but_none_of_a_day_to_come() -> None:
    assert _asked() == ["list"]
    assert _asked("list") == _asked("list", "2010/2024") == ["2010/2025"]
    assert _asked("list", "2010/2025") == _asked("list", "2010/2026") == []


def test_a_file_of_another_folder_is_another_file() -> None:
    assert _asked("list", "1995/2025") == ["2010/2025"]


def test_a_list_whose_file_is_missing_is_asked_again_the_next_day() -> None:
    assert _asked("list", on="2026-11-21T00:00:00Z") == ["list"]
    assert _asked("list", "2010/2025", on="2026-11-21T00:00:00Z") == []
    assert _asked("list", "2010/2025", on="2026-10-01T00:00:00Z") == ["list"]


def test_a_list_that_names_nothing_is_refused() -> None:
    assert FILES.newest(b"2025 2024").name == "2025"
    with pytest.raises(PayloadError, match="no file is named"):
        FILES.newest(b"2025", "2024-12-31")


def test_a_file_is_streamed_and_carries_its_date() -> None:
    context = RequestContext(
        today=date(2026, 11, 22),
        since=2010,
        snapshots=[Received("list", b"2025")],
        last_success={"list": "2026-11-22T00:00:00Z"},
    )
    (request,) = FILES.requests(context)
    assert (request.path, request.released, request.stream, request.expects) == ("/2025.zip", "2025-01-01", True, True)
