from __future__ import annotations

import io
import json
from datetime import date

import pandas as pd
import pytest

from etl.contract.errors import PayloadError
from etl.sources import un_votes
from etl.sources.base import Request, RequestContext
from tests.etl.livekit import Received
from tests.etl.publications import UN_FILE, un_csv, un_line, un_listing

TODAY = date(2026, 11, 22)
LIST = Received("files", un_listing(None))


def _extract(body: bytes) -> bytes:
    return b"".join(un_votes.SOURCE.extract(io.BytesIO(body)))


def _tidy(*lines: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    frames = un_votes.SOURCE.tidy([Received(f"votes/{UN_FILE}", _extract(un_csv(lines)), released="2026-02-06")])
    return frames["un_resolutions"], frames["un_votes"]


def test_the_newest_voting_file_is_discovered() -> None:
    assert [r.key for r in un_votes.SOURCE.requests(RequestContext(today=TODAY, since=2010))] == ["files"]
    context = RequestContext(today=TODAY, since=2010, snapshots=[LIST], last_success={"files": "2026-11-22T10:00:00Z"})
    asked = list(un_votes.SOURCE.requests(context))
    assert [(r.key, r.path, r.released, r.stream) for r in asked] == [
        (f"votes/{UN_FILE}", f"/record/4060887/files/{UN_FILE}.csv", "2026-02-06", True)
    ]


def test_a_file_that_is_held_is_not_asked_for_again() -> None:
    last_success = {"files": "2026-11-22T10:00:00Z", f"votes/{UN_FILE}": "2026-11-22T10:00:00Z"}
    assert (
        list(
            un_votes.SOURCE.requests(
                RequestContext(today=TODAY, since=2010, snapshots=[LIST], last_success=last_success)
            )
        )
        == []
    )


def test_an_older_file_is_no_news_and_one_of_a_day_to_come_is_none() -> None:
    names = ["2025_9_19_ga_voting", "9999_12_31_ga_voting"]
    body = json.dumps([{"name": name, "url": f"https://x.org/{name}.csv"} for name in names]).encode()
    last_success = {"files": "2026-11-22T10:00:00Z", f"votes/{UN_FILE}": "2026-11-22T10:00:00Z"}
    context = RequestContext(today=TODAY, since=2010, snapshots=[Received("files", body)], last_success=last_success)
    assert list(un_votes.SOURCE.requests(context)) == []
    alone = RequestContext(
        today=TODAY, since=2010, snapshots=context.snapshots, last_success={"files": "2026-11-22T10:00:00Z"}
    )
    assert [r.key for r in un_votes.SOURCE.requests(alone)] == ["votes/2025_9_19_ga_voting"]


def test_a_country_that_did_not_vote_is_no_figure() -> None:
    body = _extract(un_csv([un_line(11, "RUS", "Y"), un_line(11, "IRN", "")]))
    checked = un_votes.SOURCE.check(Request(key="votes/x", path="/"), body)
    assert (checked.rows, checked.cells) == (2, {"votes": {("11", "RUS")}})


def test_an_old_list_is_not_trusted_for_a_file_we_lack() -> None:
    context = RequestContext(today=TODAY, since=2010, snapshots=[LIST], last_success={"files": "2026-11-20T10:00:00Z"})
    assert [r.key for r in un_votes.SOURCE.requests(context)] == ["files"]


@pytest.mark.parametrize("name", ["2025_9_19_ga_voting", "2025_09_19_ga_voting.csv"])
def test_names_as_they_were_seen(name: str) -> None:
    body = json.dumps([{"name": name, "url": f"https://x.org/f/{name.removesuffix('.csv')}.csv", "format": ".csv"}])
    assert un_votes.SOURCE.check(Request(key="files", path="/"), body.encode()).released == "2025-09-19"


@pytest.mark.parametrize("body", [b"{}", b"[]", b'[{"name":"2026_99_99_ga_voting","url":"https://x/a.csv"}]', b"[5]"])
def test_a_list_without_the_file(body: bytes) -> None:
    with pytest.raises(PayloadError):
        un_votes.SOURCE.check(Request(key="files", path="/"), body)


def test_the_extract_holds_twelve_countries_with_rows_as_they_were() -> None:
    lines = [un_line(11, code, "Y") for code in ("RUS", "FRA", "USA", "BRA", "SUN")]
    extract = _extract(un_csv(lines)).decode()
    assert [line.split(",")[1] for line in extract.splitlines()[1:]] == ["RUS", "USA", "SUN"]
    assert extract.splitlines()[0].startswith("undl_id,ms_code")


def test_the_file_is_never_held_in_memory() -> None:
    lines = (un_line(i, "FRA", "Y") for i in range(20_000))
    pieces = list(un_votes.SOURCE.extract(io.BytesIO(un_csv(lines))))
    assert len(pieces) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>Just a moment</html>", "challenge page"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "challenge page"),
        (b"  \n", "challenge page"),
        (b"a,b\n1,2\n", "columns undl_id"),
        (un_csv([un_line(11, "RUS", "Y")])[:-60], "cut off"),
        (un_csv([un_line(11, "RUS", "Y")]) + b"\xff\xff,", "cut off"),
    ],
)
def test_what_is_no_voting_file(body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        _extract(body)


def test_a_vote_that_is_not_valid() -> None:
    with pytest.raises(PayloadError, match="not a vote"):
        un_votes.SOURCE.check(Request(key="votes/x", path="/"), _extract(un_csv([un_line(11, "RUS", "Q")])))


def test_resolutions_and_votes() -> None:
    resolutions, votes = _tidy(
        un_line(11, "RUS", "N"),
        un_line(11, "IRN", "A"),
        un_line(12, "IRN", "", session="77", title="Peace", subjects=""),
    )
    first, second = resolutions.to_dict("records")
    assert first["resolution_id"] == "UNDL-11"
    assert first["title"] == "Aggression against Ukraine"
    assert first["about_ukraine"]
    assert not second["about_ukraine"]
    assert (first["yes"], first["no"], first["abstain"]) == (141, 5, 35)
    assert pd.isna(first["session"])
    assert first["note"] == "special or emergency session ES-11"
    assert second["session"] == 77
    assert votes.values.tolist() == [["UNDL-11", "IRN", "A"], ["UNDL-11", "RUS", "N"], ["UNDL-12", "IRN", "X"]]


def test_the_seat_of_the_soviet_union_is_russias() -> None:
    _, votes = _tidy(un_line(1, "SUN", "N", date="1967-07-04", session="22"), un_line(1, "BYS", "N"))
    assert sorted(votes["country"]) == ["BLR", "RUS"]


def test_two_different_votes_are_left_out_and_reported() -> None:
    resolutions, votes = _tidy(
        un_line(11, "RUS", "N"), un_line(11, "RUS", "Y"), un_line(11, "IRN", "A"), un_line(11, "IRN", "A")
    )
    assert votes["country"].tolist() == ["IRN"]
    assert "left out: RUS" in resolutions["note"].iloc[0]


def test_the_newest_file_is_read() -> None:
    old = Received("votes/2025_9_19_ga_voting", _extract(un_csv([un_line(1, "RUS", "N")])), released="2025-09-19")
    new = Received(f"votes/{UN_FILE}", _extract(un_csv([un_line(2, "RUS", "N")])), released="2026-02-06")
    assert un_votes.SOURCE.tidy([new, old])["un_votes"]["resolution_id"].tolist() == ["UNDL-2"]
