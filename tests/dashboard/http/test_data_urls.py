"""Tables by address, as scripts and spreadsheets take them: slices, files for Excel, caches, other readers."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.package.cells import harmless, to_excel
from dashboard.package.store import Package
from tests.dashboard.sample import ROWS, VERSION, write_package

RANKS = "/data/partner_ranks.csv"


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).get_data(as_text=True))))


def test_filtered_rows_have_the_header_and_the_rows_asked_for(client: FlaskClient, package: Package) -> None:
    taken = rows_of(client, f"{RANKS}?partner=RUS&flow=total&from=2025&to=2025")
    assert {(r["period"], r["basis"]) for r in taken} == {("2025", "as_recorded"), ("2025", "eu_one")}
    assert list(taken[0]) == list(package.fields("partner_ranks"))
    everything = rows_of(client, f"{RANKS}?partner=RUS&partner=CHN")
    assert len(everything) == len(package.tables["partner_ranks"])


def test_an_unknown_value_gives_a_header_and_no_rows(client: FlaskClient, package: Package) -> None:
    answer = client.get(f"{RANKS}?partner=ATLANTIS")
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).splitlines() == [",".join(package.fields("partner_ranks"))]


def test_an_unknown_column_is_refused_with_those_there_are(client: FlaskClient) -> None:
    answer = client.get(f"{RANKS}?colour=red")
    assert answer.status_code == 400
    assert "reporter, partner, period" in answer.get_data(as_text=True)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/data/claims.csv?from=2020").status_code == 400


def test_filtered_rows_are_compressed_dated_tagged_and_open_to_other_pages(client: FlaskClient) -> None:
    address = f"{RANKS}?partner=RUS"
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == client.get(address).data
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    for given in ({"If-None-Match": answer.headers["ETag"]}, {"If-Modified-Since": answer.headers["Last-Modified"]}):
        assert client.get(address, headers={"Accept-Encoding": "gzip", **given}).status_code == 304, given
    old = client.get(address, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"})
    assert old.status_code == 200
    assert client.get(f"{RANKS}?flow=export").headers["ETag"] != answer.headers["ETag"]


def test_the_order_of_an_address_changes_no_byte(client: FlaskClient) -> None:
    one, two = (
        client.get(f"{RANKS}?{q}") for q in ("partner=RUS&flow=total&from=2025", "from=2025&flow=total&partner=RUS")
    )
    assert (one.data, one.headers["ETag"]) == (two.data, two.headers["ETag"])
    assert "immutable" in client.get(f"{RANKS}?partner=RUS&v={VERSION}").headers["Cache-Control"]


@pytest.mark.parametrize("address", [RANKS, "/data/ledger.zip", "/charts/russia-rank.csv"])
def test_a_download_is_continued_where_it_broke_off(client: FlaskClient, address: str) -> None:
    whole = client.get(address)
    rest = client.get(address, headers={"Range": "bytes=100-", "If-Range": whole.headers["ETag"]})
    assert (rest.status_code, rest.data) == (206, whole.data[100:])
    outside = client.get(address, headers={"Range": f"bytes={len(whole.data)}-"})
    assert outside.status_code == 416
    assert outside.headers["Content-Range"] == f"bytes */{len(whole.data)}"


def test_a_tag_of_another_encoding_is_no_match(client: FlaskClient) -> None:
    tag = client.get(RANKS, headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert client.get(RANKS, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}).status_code == 200
    assert client.get(RANKS, headers={"Accept-Encoding": "br", "If-None-Match": tag}).status_code == 304


# ---------------------------------------------------------------- spreadsheets
@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd", "'+cmd"),
        ("-cmd|x", "'-cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-17.9", "-17.9"),
        ("+3", "+3"),
        ("plain = text", "plain = text"),
        ("", ""),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(text: str, made: str) -> None:
    assert harmless(text) == made


FRAME = pd.DataFrame(
    {
        "name": ["=1+1", "Iran’s; customs", "a,b"],
        "change": pd.array([-17.9, None, 1.5], dtype="Float64"),
        "n": [-1, 2, 3],
    }
)


def test_a_file_for_excel_has_its_mark_its_line_ends_and_its_numbers() -> None:
    content = to_excel(FRAME)
    assert content.startswith(b"\xef\xbb\xbfname,change,n\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert read[1:] == [["'=1+1", "-17.9", "-1"], ["Iran’s; customs", "", "2"], ["a,b", "1.5", "3"]]


def test_where_the_comma_is_the_decimal_mark_semicolons_part_the_cells() -> None:
    text = to_excel(FRAME, "semicolon").decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert read[1:] == [["'=1+1", "-17,9", "-1"], ["Iran’s; customs", "", "2"], ["a,b", "1,5", "3"]]
    assert pd.read_csv(io.StringIO(text), sep=";", decimal=",")["change"].tolist()[0] == -17.9


def test_the_address_gives_the_file_for_excel_and_the_plain_one_stays_as_published(tmp_path: Path) -> None:
    about = "=cmd|' /C calc'!A0"
    claims = [ROWS["claims"][0] | {"about": about}, *ROWS["claims"][1:]]
    client = create_app(write_package(tmp_path / "p", claims=claims)).server.test_client()
    spread = client.get("/data/claims.csv?excel=1").data.decode("utf-8-sig")
    assert [r["about"] for r in csv.DictReader(io.StringIO(spread))][-1] in (f"'{about}", "A sum.")
    assert f"'{about}" in spread
    assert client.get("/data/claims.csv").get_data(as_text=True).count(about) == 1
    assert f"'{about}" not in client.get("/data/claims.csv").get_data(as_text=True)
    assert client.get("/data/claims.csv?excel=yes").status_code == 400


def test_the_rows_of_a_chart_come_for_excel_too(client: FlaskClient) -> None:
    plain, excel = (client.get(f"/charts/russia-rank.csv{q}").data for q in ("", "?excel=1"))
    assert excel == b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")


# ---------------------------------------------------------------- other readers
def test_pandas_reads_filtered_rows_as_they_are(client: FlaskClient) -> None:
    frame = pd.read_csv(io.BytesIO(client.get(f"{RANKS}?partner=RUS&flow=export").data))
    assert frame["rank_best"].tolist() == [10]
    spread = pd.read_csv(io.BytesIO(client.get(f"{RANKS}?partner=RUS&flow=export&excel=1").data), encoding="utf-8-sig")
    pd.testing.assert_frame_equal(frame, spread)


def test_duckdb_reads_every_table_as_it_is(client: FlaskClient, package: Package, tmp_path: Path) -> None:
    for name, resource in package.resources.items():
        path = tmp_path / resource["path"]
        path.write_bytes(client.get(f"/data/{name}.csv").data)
        read = duckdb.sql(f"select * from read_csv('{path}', header = true)")
        assert read.columns == list(package.fields(name)), name
        assert len(read.fetchall()) == len(package.tables[name]), name


@pytest.mark.parametrize("kind", ["json", "xlsx", "parquet", "CSV", "md"])
def test_a_form_that_is_not_there_says_which_are(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/data/trade.{kind}")
    assert answer.status_code == 404
    assert f"“trade” is not here as .{kind}" in answer.get_data(as_text=True)
    assert "/data/trade.csv" in answer.get_data(as_text=True)
    assert "no table" in client.get(f"/data/nothing.{kind}").get_data(as_text=True)


def test_rows_are_handed_out_as_they_were_published(client: FlaskClient) -> None:
    whole = client.get("/data/partner_ranks.csv").data.splitlines(keepends=True)
    assert client.get("/data/partner_ranks.csv?flow=total&flow=export").data == b"".join(whole)
    some = client.get("/data/partner_ranks.csv?flow=export").data.splitlines(keepends=True)
    assert some == [whole[0], *(line for line in whole if b",export," in line)]
    falling = client.get("/data/partner_ranks.csv?sort=-rank_best").data.splitlines(keepends=True)
    assert sorted(falling) == sorted(whole)
    assert falling != whole


def test_words_to_look_for_are_few(client: FlaskClient) -> None:
    for address in ("/data/partner_ranks.csv", "/data/partner_ranks"):
        assert client.get(f"{address}?q={'+'.join(map(str, range(9)))}").status_code == 400
        assert client.get(f"{address}?q={'+'.join('a' for _ in range(8))}").status_code == 200
