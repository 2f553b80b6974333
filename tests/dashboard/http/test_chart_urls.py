"""Addresses of data and charts: the published bytes, the picture's rows, the right status and the right headers."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from html.parser import HTMLParser

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.charts.registry import CHARTS
from dashboard.package import code_stamp
from dashboard.package.store import Package
from tests.dashboard.charts.test_registry import variations
from tests.dashboard.sample import VERSION

EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True)


def test_every_file_of_the_package_is_handed_out_as_published(client: FlaskClient, package: Package) -> None:
    for name, content in package.files.items():
        answer = client.get(f"/data/{name}")
        assert (answer.status_code, answer.data) == (200, content), name
        assert answer.headers["X-Data-Version"] == VERSION


def test_pandas_reads_a_table_as_it_is(client: FlaskClient, package: Package) -> None:
    frame = pd.read_csv(io.BytesIO(client.get("/data/partner_ranks.csv").data))
    assert len(frame) == len(package.tables["partner_ranks"])
    assert set(frame.columns) == set(package.fields("partner_ranks"))


def test_the_zip_holds_everything_and_how_to_cite(client: FlaskClient, package: Package) -> None:
    answer = client.get("/data/ledger.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as box:
        names = {n.removeprefix("russia-iran-ledger/") for n in box.namelist()}
        assert names == {*package.files, "CITATION.txt", "CITATION.cff"}
        assert box.read("russia-iran-ledger/claims.csv") == package.files["claims.csv"]
        assert VERSION in box.read("russia-iran-ledger/CITATION.txt").decode()
    assert client.get("/data/ledger.zip").data == answer.data


@EVERY
def test_rows_as_csv_are_exactly_what_select_gives(client: FlaskClient, package: Package, chart: object) -> None:
    for choices in variations(chart):
        rows = chart.select(package.tables, choices)
        answer = client.get(f"/charts/{chart.id}.csv?{chart.canonical(choices)}")
        read = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
        assert read[0] == list(rows.columns)
        assert len(read) - 1 == len(rows)


class _Cells(HTMLParser):
    """Rows of the first table, each cell as the CSV would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._raw: str | None = None
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self._raw, self._text = dict(attrs).get("data-value"), []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._text is not None:
            self.rows[-1].append(self._raw if self._raw is not None else "".join(self._text))
            self._text = None


@EVERY
def test_the_table_holds_the_rows_of_the_csv_cell_for_cell(client: FlaskClient, chart: object) -> None:
    written = list(csv.reader(io.StringIO(client.get(f"/charts/{chart.id}.csv").get_data(as_text=True))))[1:]
    cells = _Cells()
    cells.feed(client.get(f"/charts/{chart.id}.html").get_data(as_text=True))
    assert [row for row in cells.rows if row] == written


@EVERY
def test_the_figure_travels_with_its_words_and_without_template(
    client: FlaskClient, package: Package, chart: object
) -> None:
    figure = client.get(f"/charts/{chart.id}.json").get_json()
    rows = chart.select(package.tables, {c.name: c.usual for c in chart.choices})
    assert figure["layout"]["meta"]["rows"] == len(rows)
    assert figure["layout"]["meta"]["finding"] == chart.finding(rows)
    assert figure["layout"]["meta"]["version"] == VERSION
    assert "template" not in figure["layout"]


def test_canonical_choices_share_one_answer(client: FlaskClient) -> None:
    plain = client.get("/charts/russia-rank.json?flow=export&family=all")
    turned = client.get("/charts/russia-rank.json?family=all&basis=as_recorded&flow=export")
    assert plain.headers["ETag"] == turned.headers["ETag"]
    assert plain.data == turned.data
    assert plain.data != client.get("/charts/russia-rank.json").data


@pytest.mark.parametrize("kind", ["json", "csv", "svg", "html"])
def test_only_the_current_version_is_cached_for_ever(client: FlaskClient, kind: str) -> None:
    known = client.get(f"/charts/russia-rank.{kind}?c={code_stamp.code()}&v={VERSION}")
    old = client.get(f"/charts/russia-rank.{kind}?v=ffffffffffff")
    assert "immutable" in known.headers["Cache-Control"]
    assert old.headers["Cache-Control"] == "no-cache"
    # drawn by other code or words, or by whatever code there is: not for ever
    for other in ("c=ffffffffffff&", ""):
        answer = client.get(f"/charts/russia-rank.{kind}?{other}v={VERSION}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert old.headers["X-Data-Version"] == VERSION
    assert old.data == known.data
    again = client.get(f"/charts/russia-rank.{kind}", headers={"If-None-Match": old.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_ledger_changes_without_its_version_and_is_asked_for_again(client: FlaskClient) -> None:
    assert "immutable" in client.get(f"/data/claims.csv?v={VERSION}").headers["Cache-Control"]
    for name in ("sources.csv", "datapackage.json", "ledger.zip"):
        assert client.get(f"/data/{name}?v={VERSION}").headers["Cache-Control"] == "no-cache", name


@pytest.mark.parametrize(
    "path", ["/data/nothing.csv", "/data/claims.json", "/charts/nothing.json", "/charts/nothing.svg"]
)
def test_unknown_things_are_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    page = client.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
    assert "<h1>" in page
    assert 'href="/data"' in page


def test_an_unknown_choice_lists_those_that_are_allowed(client: FlaskClient) -> None:
    wrong = client.get("/charts/russia-rank.csv?flow=sideways")
    assert wrong.status_code == 400
    assert "total, export, import" in wrong.get_data(as_text=True)
    unknown = client.get("/charts/russia-rank.json?colour=red")
    assert unknown.status_code == 400
    assert "flow, basis, family" in unknown.get_data(as_text=True)
    assert client.get("/charts/russia-rank.svg?scheme=pink").status_code == 400


def test_a_refusal_cannot_carry_tags(client: FlaskClient) -> None:
    page = client.get("/charts/russia-rank.csv?flow=<script>x</script>", headers={"Accept": "text/html"})
    assert "<script>x" not in page.get_data(as_text=True)


def test_a_picture_follows_the_readers_scheme_or_a_named_one(client: FlaskClient) -> None:
    free = client.get("/charts/russia-rank.svg").get_data(as_text=True)
    dark = client.get("/charts/russia-rank.svg?scheme=dark").get_data(as_text=True)
    assert "prefers-color-scheme:dark" in free
    assert "prefers-color-scheme" not in dark
    assert "<title>" in free
    assert "fifth" in free


def test_a_description_is_json_of_the_contract(client: FlaskClient) -> None:
    described = json.loads(client.get("/data/datapackage.json").data)
    assert described["version"] == VERSION
    assert {"partner_ranks", "verdicts"} <= {r["name"] for r in described["resources"]}


@pytest.mark.parametrize("kind", ["png", "xlsx", "CSV", "pdf"])
def test_a_form_that_is_not_there_says_which_are(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/charts/turnover.{kind}")
    assert answer.status_code == 404
    assert "/charts/turnover.svg, " in answer.get_data(as_text=True)
