"""Every fault a publisher can have: what is kept, what is said, and with which code the run leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from etl.collect import ledger
from etl.collect.answers import load
from etl.collect.entry import FAILED, GOOD, QUOTA
from etl.contract.countries import RANKED, from_m49
from etl.contract.errors import UnknownCode
from etl.sources import SOURCES
from etl.sources.source import facts
from tests.etl import publications as pub
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, go

PREVIEW = "/public/v1/preview/"
IMF = "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/RUS."
GDP = f"/v2/country/{';'.join(facts('worldbank')['own']['countries'].split())}/indicator/NY.GDP.MKTP.CD"
UN = f"/record/4060887/files/{pub.UN_FILE}.csv"
HTML = Reply(b"<!DOCTYPE html><html><body>Just a moment...</body></html>", headers={"Content-Type": "text/html"})
GOOD_GDP = pub.worldbank_body([pub.worldbank_row("NY.GDP.MKTP.CD", "IRN", 2023, 4e11)])
ROWS = [pub.comtrade_row(156, 364, "X", 2022, 100.0), pub.comtrade_row(156, 364, "M", 2022, 50.0)]
SPLITS = {
    "transport": [ROWS[0] | {"motCode": 1000, "primaryValue": 30.0}, ROWS[0] | {"motCode": 2100, "primaryValue": 70.0}],
    "second partner": [ROWS[0] | {"partner2Code": 784, "primaryValue": 60.0}],
    "customs": [ROWS[0] | {"customsCode": "C01", "primaryValue": 1.0}],
}


@dataclass(frozen=True)
class Case:
    """A fault of `source` at `path`; `kept` says whether the answer asked for there is kept in the end."""

    name: str
    source: str
    path: str
    replies: tuple[Reply, ...]
    kept: bool
    said: str
    code: int
    forever: bool = False
    stops: bool = False
    env: dict[str, str] = field(default_factory=dict)


def once(name: str, source: str, path: str, *replies: Reply, said: str = "", **more: str) -> Case:
    """A fault that is over when the question is asked again."""
    return Case(name, source, path, replies, kept=True, said=said, code=0, env=more)


def lasting(name: str, source: str, path: str, *replies: Reply, said: str, stops: bool = False) -> Case:
    """A fault that stays, or an answer that is refused at once."""
    return Case(name, source, path, replies, kept=False, said=said, code=1, forever=True, stops=stops)


def partly(name: str, source: str, path: str, *replies: Reply, said: str) -> Case:
    """A fault of some rows: they are left out and named, and the others are kept."""
    return Case(name, source, path, replies, kept=True, said=said, code=1, forever=True)


def _json(value: object, status: int = 200, **headers: str) -> Reply:
    return Reply(json.dumps(value).encode(), status, headers)


def _spoiled(**changes: object) -> Reply:
    return Reply(pub.comtrade_body([ROWS[0] | changes, ROWS[1]]))


QUOTA_403 = _json(
    {"statusCode": 403, "message": "Out of call volume quota. Quota will be replenished in 03:14:17."}, 403
)
PERIODS = "Maximum number of periods for preview is 1"
AGAIN = "Rate limit is exceeded. Try again in 9 seconds."
INVALID = {"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}
RUSSIA = pub.un_line(11, "RUS", "N")
NO_VOTE = pub.un_csv([RUSSIA, [*RUSSIA[:3], "Q", *RUSSIA[4:]]])
UN_CSV = pub.un_csv([pub.un_line(11, "RUS", "N"), pub.un_line(11, "IRN", "A")])
TWO_LINES = pub.imf_csv([pub.imf_line("RUS", "XG_FOB_USD", "IRN", 2021, 5, status='"two\nlines"')])


def _bank() -> Iterator[Case]:
    """Faults of the way, shown on the World Bank, whose questions are few."""
    yield once("normal", "worldbank", GDP, Reply(GOOD_GDP))
    yield once("429, Retry-After", "worldbank", GDP, Reply(b"", 429, {"Retry-After": "7"}), said="again in 8 s")
    yield once("429, words", "worldbank", GDP, _json({"message": AGAIN}, 429), said="again in 10 s")
    yield once("429, bare", "worldbank", GDP, Reply(b"", 429), said="429")
    yield lasting("429 for ever", "worldbank", GDP, Reply(b"", 429), said="until 2026-11-22T11", stops=True)
    yield lasting("403 quota", "worldbank", GDP, QUOTA_403, said="until 2026-11-22T13:14:17Z", stops=True)
    yield lasting("403 alone", "worldbank", GDP, Reply(b"<html>Forbidden</html>", 403), said="403", stops=True)
    yield lasting("401", "worldbank", GDP, _json({"message": "Access denied"}, 401), said="401: Access", stops=True)
    yield lasting("400, message", "worldbank", GDP, _json({"statusCode": 400, "message": PERIODS}, 400), said=PERIODS)
    yield lasting("400, error", "worldbank", GDP, _json({"data": [], "error": PERIODS}, 400), said=PERIODS)
    nested = {"errorObject": {"errorMessage": PERIODS}}
    yield lasting("400, errorObject", "worldbank", GDP, _json(nested, 400), said=PERIODS)
    xhtml = b"\xef\xbb\xbf<?xml version='1.0'?><html>Bad source</html>"
    yield lasting("400, XHTML", "worldbank", GDP, Reply(xhtml, 400), said="Bad source")
    for status in (500, 502, 503):
        yield once(f"{status} once", "worldbank", GDP, Reply(b"<html>Sorry</html>", status), said=str(status))
    yield lasting("503 for ever", "worldbank", GDP, Reply(b"", 503), said="call 4 of 4")
    yield lasting("404", "worldbank", GDP, Reply(b"Request URL Too Long", 404), said="Request URL Too Long")
    yield lasting("HTML with 200", "worldbank", GDP, HTML, said="a page of HTML")
    yield lasting("empty body", "worldbank", GDP, Reply(b""), said="an empty answer")
    yield lasting("truncated JSON", "worldbank", GDP, Reply(GOOD_GDP[:-40]), said="broken JSON")
    yield once("truncated gzip once", "worldbank", GDP, Reply(GOOD_GDP).packed(60), said="ends too early")
    yield lasting("truncated gzip", "worldbank", GDP, Reply(GOOD_GDP).packed(60), said="ends too early")
    yield once("whole gzip", "worldbank", GDP, Reply(GOOD_GDP).packed())
    yield lasting("UTF-16", "worldbank", GDP, Reply(GOOD_GDP.decode().encode("utf-16")), said="not UTF-8")
    yield lasting("windows-1251", "worldbank", GDP, Reply(b'[{"page":1},"\xcf\xf0\xe8"]'), said="not UTF-8")
    yield once("byte order mark", "worldbank", GDP, Reply(b"\xef\xbb\xbf" + GOOD_GDP))
    yield once("cut midway", "worldbank", GDP, Reply(GOOD_GDP[:50], manner="cut"), said="the connection broke")
    yield once("reset midway", "worldbank", GDP, Reply(GOOD_GDP[:50], manner="reset"), said="the connection broke")
    quick = {"WORLDBANK_READ_TIMEOUT": "0.2"}
    yield once("hang", "worldbank", GDP, Reply(manner="hang"), said="ReadTimeoutError", **quick)
    yield lasting("an error as 200", "worldbank", GDP, _json([{"message": [INVALID]}]), said="120 Invalid value")
    yield lasting("another page", "worldbank", GDP, Reply(pub.worldbank_body([], pages=2, total=5)), said="0 rows of 5")


def _comtrade() -> Iterator[Case]:
    nothing = "lists partner-364/2022 as published, yet the answer has no figure for it"
    yield lasting("none though reporters are listed", "comtrade", PREVIEW, Reply(pub.comtrade_body([])), said=nothing)
    empty = Reply(pub.comtrade_body([]))
    yield lasting("empty though published", "comtrade", PREVIEW, empty, said="has no figure for it")
    for name, rows in SPLITS.items():
        yield once(f"duplicated by {name}", "comtrade", PREVIEW, Reply(pub.comtrade_body([*ROWS, *rows])))
    split = Reply(pub.comtrade_body(SPLITS["transport"]))
    yield lasting("split without total", "comtrade", PREVIEW, split, said="without their total")
    bare = Reply(pub.comtrade_body([{"reporterCode": 156}]))
    yield lasting("a field missing", "comtrade", PREVIEW, bare, said="without the field period")
    yield partly("another type", "comtrade", PREVIEW, _spoiled(primaryValue="100"), said="primaryValue holds str")
    yield partly("another year", "comtrade", PREVIEW, _spoiled(period="1999"), said="another year")
    yield partly("a negative value", "comtrade", PREVIEW, _spoiled(primaryValue=-5.0), said="negative")
    yield lasting("fewer rows than said", "comtrade", PREVIEW, Reply(pub.comtrade_body(ROWS, count=9)), said="says 9")
    yield partly("an unknown country", "comtrade", PREVIEW, _spoiled(reporterCode=991), said="2022 991 364")


def _others() -> Iterator[Case]:
    yield lasting("204", "imf_imts", IMF, Reply(b"", 204), said="204: an answer without the data")
    yield lasting("empty series", "imf_imts", IMF, Reply(pub.imf_csv([])), said="the question is wrong")
    yield lasting("a column missing", "imf_imts", IMF, Reply(b"COUNTRY,INDICATOR\nRUS,X\n"), said="TIME_PERIOD")
    yield once("quoted line ends", "imf_imts", IMF, Reply(TWO_LINES))
    yield lasting("a challenge page", "un_votes", UN, HTML, said="challenge page")
    yield lasting("expired UN file", "un_votes", UN, Reply(b"<html>Not found</html>", 404), said="404")
    yield lasting("UN file cut in a row", "un_votes", UN, Reply(UN_CSV[:-30]), said="cut off?")
    yield partly(
        "a vote that is none",
        "un_votes",
        UN,
        Reply(NO_VOTE),
        said="not a vote",
    )
    yield lasting("broken base64", "sipri", "/api/p/trades/trade-reg", _json({"bytes": "abc"}), said="base64")
    yield lasting("no rate", "comext", "/service/data/EXR/", Reply(pub.ecb_csv([("2022", "105.3")])), said="not a rate")


CASES = [*_bank(), *_comtrade(), *_others()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_fault(case: Case, tmp_path: Path) -> None:
    having = "reporterCode=643" if "though published" in case.name else ""
    with Publishers() as server:
        server.fail(case.path, *case.replies, forever=case.forever, having=having)
        report = go(server, tmp_path / "raw", case.source, env=case.env)
        result = [a for a in server.asked if a.path.startswith(case.path) and having in a.target]
        address = result[0].target
    entries = ledger.read(tmp_path / "raw" / "live")
    at = [e for e in entries if e.address.endswith(address)]
    assert report.code == case.code
    assert any(e.outcome in GOOD for e in at) == case.kept
    assert case.said in " ".join(e.message for e in entries)
    if case.code:
        assert any(case.said in failure for failure in report.outcomes[0].failures)
        assert (entries[-1].outcome in (FAILED, QUOTA) and entries[-1].address.endswith(address)) or not case.stops
    for source, answers in load(tmp_path / "raw" / "live").items():
        assert SOURCES[source].tidy(answers)


@pytest.mark.parametrize(("total", "kept"), [(723, False), (500, True)])
def test_cut_at_the_cap(total: int, kept: bool, tmp_path: Path) -> None:
    codes = [c for c in range(4, 895) if _known(c)]
    rows = [pub.comtrade_row(r, 364, f, 2022, 10.0) | {"cmdCode": "TOTAL"} for r in codes for f in ("X", "M")]
    full = [*rows, *({**r, "motCode": 2100} for r in rows)][:500]
    with Publishers() as server:
        server.fail(PREVIEW, Reply(pub.comtrade_body([], count=total)), having="countOnly", forever=True)
        server.fail(PREVIEW, Reply(pub.comtrade_body(full)))
        report = go(server, tmp_path / "raw", "comtrade")
        counted = [a for a in server.asked if a.one("countOnly")]
    assert len(counted) == 1
    assert report.code == (0 if kept else 1)
    assert any("cut at 500 rows of 723" in f for f in report.outcomes[0].failures) != kept


def _known(code: int) -> bool:
    try:
        return from_m49(code) in RANKED
    except UnknownCode:
        return False


def test_a_split_is_counted_once(tmp_path: Path) -> None:
    splits = [row for split in SPLITS.values() for row in split]
    with Publishers() as server:
        server.fail(PREVIEW, Reply(pub.comtrade_body([*ROWS, *splits, ROWS[0]])))
        go(server, tmp_path / "raw", "comtrade")
    frame = SOURCES["comtrade"].tidy(load(tmp_path / "raw" / "live")["comtrade"])["trade"]
    at = frame[(frame["period"] == "2022") & (frame["importer"] == "IRN") & (frame["recorded_by"] == "exporter")]
    assert at[at["exporter"] == "CHN"]["value_usd"].tolist() == [100]


def test_a_spent_quota_is_left_alone_until_it_is_replenished(tmp_path: Path) -> None:
    raw, clock = tmp_path / "raw", FakeClock()
    with Publishers() as server:
        server.fail(GDP, QUOTA_403)
        assert go(server, raw, "worldbank", clock=clock).code == 1
        asked = len(server.asked)
        clock.sleep(3 * 3600)
        early = go(server, raw, "worldbank", clock=clock)
        assert early.code == 1
        assert "until 2026-11-22T13:14:17Z" in early.outcomes[0].sentence()
        assert len(server.asked) == asked
        clock.sleep(15 * 60)
        assert go(server, raw, "worldbank", clock=clock).code == 0
        assert len(server.asked) == asked + 4


def test_waiting_as_long_as_asked(tmp_path: Path) -> None:
    clock = FakeClock()
    with Publishers() as server:
        server.fail(GDP, _json({"message": "Try again in 9 seconds."}, 429, **{"Retry-After": "7"}))
        go(server, tmp_path / "raw", "worldbank", clock=clock)
    assert max(clock.slept) == 10


def test_an_expired_file_is_discovered_anew(tmp_path: Path) -> None:
    raw, clock = tmp_path / "raw", FakeClock()
    with Publishers() as server:
        server.fail("/api/v1/file", _json([{"name": "2026_01_01_ga_voting", "url": "https://x/gone.csv"}]))
        assert go(server, raw, "un_votes", clock=clock).code == 1
        clock.sleep(30 * 86400)
        assert go(server, raw, "un_votes", clock=clock).code == 0
    assert [s.key for s in load(raw / "live")["un_votes"]][-1] == f"votes/{pub.UN_FILE}"
