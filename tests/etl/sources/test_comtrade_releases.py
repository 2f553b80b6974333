from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from etl.sources import SOURCES
from etl.sources import comtrade_releases as releases
from etl.sources.base import RequestContext
from tests.etl import publications as pub
from tests.etl.livekit import Received

YEARS = "2021,2022"
EARLY, LATE = "2026-11-01T10:00:00Z", "2026-11-20T10:00:00Z"


def _look(released: str, at: str) -> Received:
    asked = SimpleNamespace(one=lambda name: YEARS)
    return Received("availability/2021+2022", pub.availability(asked, released), at)


def _stale(last_success: dict[str, str], reporter: str = "") -> list[int]:
    looks = [_look("2026-03-01", EARLY), _look("2026-11-10", LATE)]
    context = RequestContext(today=date(2026, 11, 22), since=2010, snapshots=looks, last_success=last_success)
    return list(releases.stale_years(context, "partner-364", reporter, releases.published(context)))


def test_a_key_names_its_years() -> None:
    key = releases.key("pair-364-643", [2021, 2022])
    assert releases.periods(key) == [2021, 2022]
    assert SOURCES["comtrade"].scopes(key) == ("pair-364-643/2021", "pair-364-643/2022")


def test_only_what_was_released_after_the_answer_is_asked_again() -> None:
    assert _stale({}) == [2022, 2021]
    assert _stale({"partner-364/2021": LATE}) == [2022]
    assert _stale({"partner-364/2021+2022": LATE}) == []
    assert _stale({"partner-364/2021+2022": EARLY}) == [2022, 2021]
    assert _stale({"partner-643/2021": LATE}) == [2022, 2021]


def test_a_reporter_that_published_nothing_is_not_asked() -> None:
    assert _stale({}, reporter="643") == [2021]
    assert _stale({}, reporter="364") == []
