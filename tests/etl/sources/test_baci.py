from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from etl.contract.errors import PayloadError
from etl.sources import baci, baci_archive
from etl.sources.base import Request, RequestContext
from tests.etl.livekit import Received
from tests.etl.publications import baci_page, baci_zip

ARCHIVE = Request(key="HS92/202601", path="/")
PAGE = Received("page", baci_page(None))


def _extract(content: bytes) -> bytes:
    return b"".join(baci.SOURCE.extract(io.BytesIO(content)))


def _known(since: int = 1995, **more: object) -> RequestContext:
    return RequestContext(today=date(2026, 11, 22), since=since, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("since", "edition"), [(1995, "HS92"), (2011, "HS92"), (2012, "HS12"), (2018, "HS17"), (2024, "HS22")]
)
def test_the_newest_release_of_the_smallest_archive_is_asked_for(since: int, edition: str) -> None:
    asked = list(baci.SOURCE.requests(_known(since, snapshots=[PAGE], last_success={"page": PAGE.retrieved})))
    assert [r.path for r in asked] == [f"/DATA_DOWNLOAD/baci/data/BACI_{edition}_V202601.zip"]
    assert (asked[0].released, asked[0].stream) == ("2026-01", True)


def test_a_release_that_is_held_is_not_asked_for_again() -> None:
    last_success = {"page": PAGE.retrieved, "HS92/202601": PAGE.retrieved}
    assert list(baci.SOURCE.requests(_known(snapshots=[PAGE], last_success=last_success))) == []


def test_an_older_release_is_no_news_and_one_to_come_is_none() -> None:
    older = Received("page", b"BACI_HS92_V202501.zip BACI_HS92_V209912.zip")
    answered = {"page": PAGE.retrieved, "HS92/202601": PAGE.retrieved}
    assert list(baci.SOURCE.requests(_known(snapshots=[older], last_success=answered))) == []
    asked = baci.SOURCE.requests(_known(snapshots=[older], last_success={"page": PAGE.retrieved}))
    assert [r.key for r in asked] == ["HS92/202501"]


def test_a_page_without_a_release_is_refused() -> None:
    with pytest.raises(PayloadError, match="no release"):
        baci.SOURCE.check(Request(key="page", path="/"), b"<html>moved</html>")


def test_goods_are_added_up_and_other_pairs_left_where_they_are() -> None:
    assert _extract(baci_zip([2023])).decode().splitlines() == [
        "t,i,j,v",
        "2023,364,368,1001.75",
        "2023,643,364,77",
    ]


def test_years_come_in_their_order_wherever_the_archive_has_them() -> None:
    assert _extract(baci_zip([2023, 2022])) == _extract(baci_zip([2022, 2023]))


def test_partners_and_the_world_in_whole_dollars_on_nobodys_books() -> None:
    frame = baci.SOURCE.tidy([Received(ARCHIVE.key, _extract(baci_zip([2023])))])["trade"]
    flows = {(e, i): v for e, i, v in zip(frame["exporter"], frame["importer"], frame["value_usd"], strict=True)}
    assert flows == {
        ("IRN", "IRQ"): 1_001_750,
        ("IRN", "WLD"): 1_001_750,
        ("RUS", "IRN"): 77_000,
        ("RUS", "WLD"): 77_000,
        ("WLD", "IRN"): 77_000,
    }
    assert set(frame["recorded_by"]) == {"compiled"}
    assert set(frame["obs_status"]) == {"E"}
    assert set(frame["valuation"]) == {"FOB"}
    assert set(frame["root_family"]) == {"baci"}


@pytest.mark.parametrize(
    ("code", "name"), [(251, "FRA"), (699, "IND"), (842, "USA"), (490, "TWN"), (711, "ZAF"), (58, "BLX")]
)
def test_codes_of_the_archive(code: int, name: str) -> None:
    frame = baci.SOURCE.tidy([Received(ARCHIVE.key, _extract(baci_zip([1996], [f"643,{code},010121,5,1"])))])["trade"]
    assert name in set(frame["importer"])


def test_rows_of_no_use_are_named() -> None:
    body = b"t,i,j,v\n2023,364,368,5\n2023,364,999,5\n2023,364,792,1e30\n9999,364,368,1\n"
    checked = baci.SOURCE.check(ARCHIVE, body)
    assert checked.cells == {"HS92": {("2023", 364, 368)}}
    assert checked.left_out.startswith("3 rows left out: ")


def test_a_year_between_others_is_not_lost() -> None:
    with pytest.raises(PayloadError, match="lacks a year"):
        baci.SOURCE.check(ARCHIVE, _extract(baci_zip([2021, 2023])))


def _zip(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return out.getvalue()


YEAR = "BACI_HS92_Y2023_V202601"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>no</html>", "BadZipFile"),
        (baci_zip()[:-40], "BadZipFile"),
        (baci_zip().replace(b"BACI_HS92_Y2023", b"BACI_HS92_Y2024", 1), "cannot be read"),
        (_zip(readme="words"), "no file that is documented"),
        (_zip(**{YEAR: "a,b\n1,2\n"}), "other columns"),
        (_zip(**{YEAR: "t,i,j,k,v,q\n2023,364,4,010121\n"}), "cut off"),
    ],
)
def test_no_archive_of_baci(content: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        _extract(content)


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baci_archive, "LARGEST_MEMBER", 10)
    with pytest.raises(PayloadError, match="larger than any"):
        _extract(baci_zip())
