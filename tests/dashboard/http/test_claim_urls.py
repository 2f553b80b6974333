"""Addresses below a claim and a chart: the evidence to take home, and citations that programs can read."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.package.store import Package
from dashboard.ui import cite


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_evidence_of_a_claim_is_its_rows_of_the_table(whole: FlaskClient) -> None:
    answer = whole.get("/claims/sanctions/evidence.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert 'filename="sanctions-evidence.csv"' in answer.headers["Content-Disposition"]
    assert answer.get_data() == whole.get("/data/evidence.csv?claim=sanctions").get_data()


def test_the_zip_holds_every_row_that_the_claim_names(whole: FlaskClient, now: Package) -> None:
    answer = whole.get("/claims/trade-rank/evidence.zip")
    box = zipfile.ZipFile(io.BytesIO(answer.get_data()))
    files = {name.removeprefix("trade-rank/"): box.read(name).decode() for name in box.namelist()}
    assert {"evidence.csv", "verdicts.csv", "specifications.csv", "verdict_log.csv", "CITATION.txt"} <= set(files)
    assert {r["claim"] for r in rows(files["specifications.csv"])} == {"trade-rank"}
    ranks = {
        " ".join(r[k] for k in now.resources["partner_ranks"]["schema"]["primaryKey"])
        for r in rows(files["rows/partner_ranks.csv"])
    }
    named = {r["row_key"] for r in rows(files["specifications.csv"]) if r["row_table"] == "partner_ranks"}
    assert named
    assert named <= ranks
    assert len(ranks) < 60, "and not the whole table"
    assert answer.get_data() == create_app().server.test_client().get("/claims/trade-rank/evidence.zip").get_data()


def test_every_claim_has_its_zip(whole: FlaskClient, now: Package) -> None:
    for claim in now.tables["claims"]["id"]:
        box = zipfile.ZipFile(io.BytesIO(whole.get(f"/claims/{claim}/evidence.zip").get_data()))
        evidence = rows(box.read(f"{claim}/evidence.csv").decode())
        for table in {r["row_table"] for r in evidence}:
            assert rows(box.read(f"{claim}/rows/{table}.csv").decode()), (claim, table)


@pytest.mark.parametrize(
    "path",
    [
        "/claims/nobody/evidence.csv",
        "/claims/nobody/cite.bib",
        "/charts/nothing/cite.ris",
        "/claims/trade-rank/cite.doc",
    ],
)
def test_what_is_not_there_is_404(whole: FlaskClient, path: str) -> None:
    assert whole.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/claims/trade-rank", "/charts/turnover"])
def test_bibtex_is_one_balanced_entry_with_the_address_and_the_date(
    whole: FlaskClient, now: Package, path: str
) -> None:
    text = whole.get(f"{path}/cite.bib").get_data(as_text=True)
    head = re.match(r"@misc\{russia-iran-ledger:([\w-]+),\n", text)
    assert head
    assert head[1] == path.rpartition("/")[2]
    assert text.count("{") == text.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE))
    assert fields["url"] == f"http://localhost{path}"
    assert (fields["year"], fields["date"]) == (now.created[:4], now.created)
    assert fields["title"].startswith("{")
    assert now.version in fields["note"]


def test_ris_is_lines_of_tags_from_its_type_to_its_end(whole: FlaskClient, now: Package) -> None:
    lines = whole.get("/claims/trade-rank/cite.ris").get_data(as_text=True).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert f"DA  - {now.created.replace('-', '/')}" in lines
    assert "UR  - http://localhost/claims/trade-rank" in lines


def test_words_of_a_citation_name_title_version_day_and_address(whole: FlaskClient, now: Package) -> None:
    text = whole.get("/charts/turnover/cite.txt").get_data(as_text=True)
    assert now.version in text
    assert text.endswith("http://localhost/charts/turnover\n")


def test_signs_that_mean_something_to_tex_are_escaped() -> None:
    assert (
        cite.tex("$40 bn & 5 % of_{x}~^\\")
        == r"\$40 bn \& 5 \% of\_\{x\}\textasciitilde{}\textasciicircum{}\textbackslash{}"
    )


def test_citations_name_the_host_they_were_asked_under(whole: FlaskClient) -> None:
    for host in ("a.example", "b.example"):
        assert f"https://{host}/claims/trade-rank" in whole.get(
            "/claims/trade-rank/cite.txt", base_url=f"https://{host}"
        ).get_data(as_text=True)
