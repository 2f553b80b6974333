from __future__ import annotations

from datetime import date

import pytest

from etl.contract.errors import PayloadError
from etl.contract.tables import TABLES
from etl.sources import imf_months
from etl.sources.base import Request, RequestContext
from tests.etl.livekit import Received
from tests.etl.publications import imf_csv, imf_line
from tests.etl.publications import imf_months as answer

ASKED = Request(key="months/2025", path="/")


def _line(*cells: object, kind: str = "O") -> str:
    return imf_line(*cells, kind=kind).replace(",A,", ",M,", 1)  # type: ignore[arg-type]


def test_the_newest_two_years_are_asked_for() -> None:
    asked = list(imf_months.SOURCE.requests(RequestContext(today=date(2026, 11, 22), since=2010)))
    assert [(r.key, r.params) for r in asked] == [("months/2025", (("c[TIME_PERIOD]", "ge:2025-01"),))]


def test_months_before_them_are_cut_off_when_the_service_does_not() -> None:
    frame = imf_months.SOURCE.tidy([Received(ASKED.key, answer(None))])["trade_months"]
    assert sorted(set(frame["month"])) == ["2025-M12", "2026-M01"]
    assert set(frame["exporter"]) == {"RUS", "IRN", "WLD"}


def test_no_month_enters_the_table_of_years() -> None:
    assert set(imf_months.SOURCE.tidy([Received(ASKED.key, answer(None))])) == {"trade_months"}
    assert not imf_months.SOURCE.families[0]["rankable"]
    assert "trade_months" in TABLES


@pytest.mark.parametrize(("kind", "status"), [("O", "A"), ("SE", "E"), ("", "E")])
def test_what_the_fund_does_not_mark_as_reported_is_estimated(kind: str, status: str) -> None:
    body = imf_csv([_line("RUS", "XG_FOB_USD", "IRN", "2026-M02", 5, kind=kind)])
    assert imf_months.SOURCE.tidy([Received(ASKED.key, body)])["trade_months"]["obs_status"].tolist() == [status]


def test_both_ways_to_write_a_month_are_read() -> None:
    body = imf_csv([_line("RUS", "MG_CIF_USD", "IRN", m, 5) for m in ("2026-M02", "2026-03")])
    frame = imf_months.SOURCE.tidy([Received(ASKED.key, body)])["trade_months"]
    assert frame[["exporter", "importer", "month", "recorded_by", "valuation"]].values.tolist() == [
        ["IRN", "RUS", "2026-M02", "importer", "CIF"],
        ["IRN", "RUS", "2026-M03", "importer", "CIF"],
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (imf_line("RUS", "XG_FOB_USD", "IRN", "2026-M02", 5), "not asked for"),
        (_line("RUS", "XG_FOB_USD", "TUR", "2026-M02", 5), "not asked for"),
        (_line("RUS", "XG_FOB_USD", "IRN", "2026-M13", 5), "no month"),
        (_line("RUS", "XG_FOB_USD", "IRN", "2026", 5), "no month"),
        (_line("RUS", "XG_FOB_USD", "IRN", "2026-M02", 1e30), "not a value"),
        (_line("RUS", "XG_FOB_USD", "IRN", "2026-M02", -5), "not a value"),
    ],
)
def test_no_months(line: str, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        imf_months.SOURCE.check(ASKED, imf_csv([line]))
