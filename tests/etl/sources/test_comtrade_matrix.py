from __future__ import annotations

from datetime import date

import pytest

from etl.contract.errors import PayloadError
from etl.sources import comtrade_matrix as matrix
from etl.sources.base import Request, RequestContext
from tests.etl.livekit import Received
from tests.etl.publications import comtrade_body, comtrade_row

ASKED = Request(key="reporter-364/2010-2021", path="/")


def _known(**more: object) -> RequestContext:
    return RequestContext(today=date(2026, 11, 22), since=2010, **more)  # type: ignore[arg-type]


def test_nothing_is_asked_without_a_key() -> None:
    assert list(matrix.SOURCE.requests(_known())) == []
    asked = list(matrix.SOURCE.requests(_known(keyed=True)))
    assert [r.key for r in asked] == [
        f"reporter-{reporter}/{years}" for reporter in (364, 643) for years in ("2010-2021", "2022-2025")
    ]
    assert {r.path for r in asked} == {"/data/v1/getTradeMatrix/C/A/TM"}


def test_another_year_is_the_same_question() -> None:
    assert matrix.SOURCE.scopes("reporter-364/2022-2025") == matrix.SOURCE.scopes("reporter-364/2022-2026")


def test_the_world_is_dropped_and_nothing_counts_as_observed() -> None:
    rows = [comtrade_row(364, p, f, 2020, 5.0, isReported=p == 156) for p in (0, 156, 368) for f in ("X", "M")]
    rows += [comtrade_row(0, 364, "X", 2020, 9.0)]
    frame = matrix.SOURCE.tidy([Received(ASKED.key, comtrade_body(rows))])["trade"]
    assert sorted(zip(frame["exporter"], frame["importer"], frame["valuation"], strict=True)) == [
        ("CHN", "IRN", "CIF"),
        ("IRN", "CHN", "FOB"),
        ("IRN", "IRQ", "FOB"),
        ("IRQ", "IRN", "CIF"),
    ]
    assert set(frame["obs_status"]) == {"E"}
    assert set(frame["recorded_by"]) == {"compiled"}
    assert set(frame["root_family"]) == {"un_matrix"}
    assert set(frame["note"]) == {"marked as reported by the United Nations", "estimated by the United Nations"}


def test_groups_that_are_one_id_of_ours_are_added_up() -> None:
    rows = [comtrade_row(364, p, "X", 2020, 5.0) for p in (472, 568, 156)]
    frame = matrix.SOURCE.tidy([Received(ASKED.key, comtrade_body(rows))])["trade"]
    assert dict(zip(frame["importer"], frame["value_usd"], strict=True)) == {"OTH": 10, "CHN": 5}


def test_rows_of_no_use_are_named() -> None:
    good = comtrade_row(364, 156, "X", 2020, 5.0)
    bad = [
        good | {"partnerCode": 999},
        good | {"period": "1"},
        good | {"primaryValue": -1.0, "partnerCode": 792},
        good | {"flowCode": "RX"},
        {"period": "2020", "primaryValue": 3},
    ]
    checked = matrix.SOURCE.check(ASKED, comtrade_body([good, *bad]))
    assert checked.rows == 1
    assert checked.left_out.startswith("5 rows left out: ")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": "no"}', "no data"),
        (comtrade_body([comtrade_row(364, 156, "X", 2020, 5.0)], count=9), "cut off"),
        (comtrade_body([comtrade_row(643, 156, "X", 2020, 5.0)]), "not asked for"),
        (comtrade_body([comtrade_row(364, 999, "X", 2020, 5.0)]), "no row can be used"),
    ],
)
def test_no_matrix(body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        matrix.SOURCE.check(ASKED, body)


def test_no_source_passes_it_on() -> None:
    assert matrix.SOURCE.redistribute == "no"
    assert not matrix.SOURCE.raw_public
    assert {f["basis"] for f in matrix.SOURCE.families} == {"imputed"}
