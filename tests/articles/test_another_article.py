"""Another article about another pair: a folder of TOML files is judged with no line of Python, and reads rightly."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.http import machines
from dashboard.package.reading import load
from etl import claims
from etl.build import build
from etl.contract.reading import read
from etl.contract.tables import TABLES
from etl.judge.measures import MEASURES
from tests.etl.conftest import RAW

#: pages of the record: dated events, statements and notes as they were said, whoever they are about
RECORD = ("/data/", "/glossary")
FOLDER = Path(__file__).parent / "russia-china"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package built for the other article."""
    out = tmp_path_factory.mktemp("china") / "processed"
    build(RAW, out, article=FOLDER)
    return out


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(folder).server.test_client()


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Its tables of claims."""
    out = folder
    names = (
        "claims",
        "parts",
        "verdicts",
        "evidence",
        "article",
        "errata",
        "account",
        "recounts",
        "rivals",
        "date_tests",
    )
    return {n: read(TABLES[n], (out / f"{n}.csv").read_text(encoding="utf-8"), f"{n}.csv") for n in names}


def test_only_the_claims_of_that_article_are_judged(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["claims"]["id"].tolist() == ["first-partner"]
    assert sorted(tables["verdicts"]["part"]) == ["growth", "level", "share"]
    assert len(tables["article"]) == 1
    assert tables["errata"].empty
    assert "Errors of ours" not in set(tables["account"]["title"])


def test_a_rank_a_share_and_a_growth_are_judged_from_the_bundled_figures(tables: dict[str, pd.DataFrame]) -> None:
    words = tables["verdicts"].set_index("part")
    assert words.loc["level", "verdict"] in ("supported", "depends")
    assert words.loc["growth", "verdict"] == "supported"
    assert words.loc["share", "verdict"] != "not yet checked"
    assert words["evidence"].ne("none").all()
    shown = set(tables["evidence"]["part"])
    assert shown == {"growth", "level", "share"}


def test_sentences_name_the_right_countries_and_places(tables: dict[str, pd.DataFrame]) -> None:
    text = tables["verdicts"].set_index("part")["sentence"]
    assert re.match(r"(Yes: )?China was first among Russia's partners in \d{4}", text["level"])
    assert not text.str.contains(r"Iran|\d(?:1th|2th|3th)\b").any()


def test_nothing_of_our_own_article_is_counted_or_asked(tables: dict[str, pd.DataFrame]) -> None:
    recounts = tables["recounts"]
    assert len(recounts) > 5
    assert recounts["agrees"].all()
    assert not recounts["title"].str.contains("Iran|2022|2021|1400").any()
    assert tables["rivals"].empty


def test_the_date_that_is_tested_is_the_event_of_that_article(tables: dict[str, pd.DataFrame]) -> None:
    tests = tables["date_tests"]
    assert tests.loc[tests["date_kind"] == "event", "tested_year"].tolist() == [2018] * 2
    assert "2022" not in " ".join(tests["sentence"].fillna(""))


def words(client: FlaskClient, address: str) -> str:
    """What a reader sees at `address`, title and description included."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    # the glossary explains words of any package: an Iranian year
    terms = re.compile(r'<div[^>]*class="term-box".*?</div>', re.DOTALL)
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
    text = terms.sub(" ", text)
    about = " ".join(re.findall(r'content="([^"]*)"', text))
    return unescape(about + " " + re.sub(r"<[^>]+>", " ", text))


@pytest.mark.parametrize(
    "address",
    ["/", "/claims", "/claims/first-partner", "/article", "/changes", "/agreements", "/investment", "/charts"],
)
def test_pages_name_the_two_of_the_article_and_nobody_else(client: FlaskClient, address: str) -> None:
    text = words(client, address)
    assert "China–Russia Ledger" in text
    assert not re.search(r"Iran|IRN|theworldreviews|\{country|\d(?:1th|2th|3th)\b", text)


def test_no_page_speaks_of_the_event_or_the_place_of_our_own_article(client: FlaskClient, folder: Path) -> None:
    """What publishers and people say of other pairs stays in the record; what we say ourselves is of these two."""
    ours = re.compile(
        r"the war’s|\bthe war\b|2022-02-24|24 February 2022|article’s “?fifth|_name}|_word}|_date}|_year}"
    )
    addresses = [a for a in machines.addresses(load(folder)) if not a.startswith(RECORD)]
    assert len(addresses) > 80
    result = {a: ours.findall(words(client, a)) for a in addresses}
    assert {address: text for address, text in result.items() if text} == {}


def said(client: FlaskClient, address: str, of_sources: list[str]) -> str:
    """What we say ourselves at `address`: no rows, no names of sources and countries to choose from, no picture.

    Of a chart how its marks are read and its notes; what it shows is the record.
    """
    text = client.get(address).get_data(as_text=True)
    # a note with an id says a picture in words
    notes = [*re.findall(r'<p class="key">.*?</p>', text), *re.findall(r"<li>[^<]*</li>", text)]
    text = re.sub(r'<section [^>]*class="card chart.*?</section>', " ", text, flags=re.DOTALL) + " ".join(notes)
    text = re.sub(r"<(script|style|table|select|datalist|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"</?(dfn|button)\b[^>]*>", "", text)  # words that are explained stand within names
    text = unescape(" ".join(re.findall(r'content="([^"]*)"', text)) + " " + re.sub(r"<[^>]+>", " ", text))
    for name in of_sources:
        text = text.replace(name, "")
    # the calendar of some customs goes by the name of a country, and its years stand in the record
    return re.sub(r"Iranian years?|(Iranian|calendar) or \w+ year", "", text)


def test_what_we_say_anywhere_names_nothing_of_our_own_article(client: FlaskClient, folder: Path) -> None:
    """Tables, columns, notes, glossary, titles and keys of charts: on every page, those of the data too."""
    ours = re.compile(
        r"Iran|IRN\b|theworldreviews|Tehran|NIOC|Rasht|\b[Rr]oubles?\b|\brials?\b|\bthe war\b|2022-02-24"
        r"|24 February 2022|[Ff]ifth\b|40.billion|Gazprom|19 March 2024|periods to 1402|\{[a-z_]+\d?\}"
    )
    package = load(folder)
    of_sources = [*package.tables["sources"]["title"], *package.tables["families"]["about"]]
    result = {a: ours.findall(said(client, a, of_sources)) for a in machines.addresses(package)}
    assert len(result) > 150
    assert {address: text for address, text in result.items() if text} == {}


def test_the_codebook_and_the_descriptions_name_the_two_of_the_article(folder: Path) -> None:
    book = (folder / "README.md").read_text(encoding="utf-8")
    assert "Rank of China among Russia's partners and of Russia among China's" in book
    assert not re.search(r"Iran(?!ian year)|\{(country|adjective|event|until)\w*\}|\bthe war\b", book)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["name"] == "china-russia-ledger"
    assert not re.search(r"Iran(?!ian year)", json.dumps(described))


def test_charts_mark_the_event_of_that_article(client: FlaskClient) -> None:
    layout = client.get("/charts/turnover.json").get_json()["layout"]
    assert {note["text"] for note in layout["annotations"] if note.get("name") == "wide"} == {"the event"}


def test_the_front_page_asks_about_the_two_and_names_the_article(client: FlaskClient) -> None:
    text = words(client, "/")
    assert "What an article says about China and Russia" in text
    assert "An example: China and Russia" in text


def test_charts_say_whose_place_is_whose(client: FlaskClient) -> None:
    asked = client.get("/charts/partner-rank.json?reporter=RUS&partner=CHN").get_json()["layout"]["meta"]
    assert re.match(r"Russia’s partners: China 1st \(20\d\d\)", asked["finding"])
    own = client.get("/charts/russia-rank.json").get_json()["layout"]["meta"]
    assert own["subtitle"].startswith("China’s place among Russia’s partners")
    assert "China in Russia’s trade: " in own["finding"]
    ways = words(client, "/charts/turnover")
    assert "China to Russia" in ways
    assert "Russia to China" in ways
    assert client.get("/charts/turnover.csv?direction=to_china").status_code == 200
    assert client.get("/charts/turnover.csv?direction=to_iran").status_code == 400


def test_the_places_whose_chances_are_told_are_those_that_the_claims_name(client: FlaskClient) -> None:
    assert claims.article(FOLDER).places(claims.load(set(MEASURES), FOLDER)) == (1,)
    assert claims.article().places(claims.load(set(MEASURES))) == (5,)
    assert "fifth" not in words(client, "/charts/rank-uncertainty").lower()


def test_charts_of_events_begin_with_the_event_of_that_article(client: FlaskClient) -> None:
    text = client.get("/charts/sanctions-timeline").get_data(as_text=True)
    (since,) = re.findall(r'<input [^>]*name="sanctions-timeline.since"[^>]*>', text)
    assert 'value="2018"' in since


def test_real_terms_are_against_the_year_before_the_event_of_that_article(folder: Path) -> None:
    rows = read(TABLES["real_terms"], (folder / "real_terms.csv").read_text("utf-8"), "real_terms.csv")
    assert set(rows["base_period"]) == {"2017"}


def test_constant_dollars_have_the_prices_of_the_year_that_the_article_names(folder: Path, client: FlaskClient) -> None:
    rows = read(TABLES["real_terms"], (folder / "real_terms.csv").read_text("utf-8"), "real_terms.csv")
    (price,) = set(rows.loc[rows["period"] == "2020", "price_index"])
    assert price == 100
    book = (folder / "README.md").read_text(encoding="utf-8")
    assert "Trade in dollars of 2020 and in tonnes" in book
    assert not re.search(r"dollars of (?!2020)\d", book)
    assert "dollars of 2020" in words(client, "/charts/real-terms").lower()
    assert "dollars of 2021" not in words(client, "/charts/real-terms").lower()


def test_votes_are_compared_with_the_countries_that_the_article_names(folder: Path, client: FlaskClient) -> None:
    rows = read(TABLES["alignment_medians"], (folder / "alignment_medians.csv").read_text("utf-8"), "x")
    assert 0 < rows["pairs"].max() <= 6  # three, with each of the two
    assert "with Belarus, Kazakhstan and India" in (folder / "README.md").read_text(encoding="utf-8")
    head = client.get("/charts/ukraine-votes.json").get_json()["layout"]["table"]["head"]
    assert head[1:] == ["RUS", "CHN", "IRN", "BLR", "USA"]
    page = client.get("/charts/un-agreement").text
    (beside,) = re.findall(r'<select[^>]*name="un-agreement.beside".*?</select>', page)
    assert re.findall(r'value="([A-Z]{3})"', beside)[:4] == ["BLR", "KAZ", "IND", "ARM"]


def test_pages_count_one_as_one_and_cite_the_ledger_by_its_own_name(client: FlaskClient) -> None:
    head, ties = words(client, "/"), words(client, "/ties")
    assert "One claim" in head
    assert "in one part" in head
    assert not re.search(r"\b(?:All|in) 1 \w+s\b|1 of 1 other pairs", head + ties)
    assert "@misc{china-russia-ledger:turnover," in words(client, "/charts/turnover")
    assert "as China on these texts" not in ties
    assert "finished line" not in ties


def test_books_without_a_row_are_not_offered(client: FlaskClient) -> None:
    assert client.get("/charts/real-terms.csv?family=iran_customs").status_code == 400
    assert client.get("/charts/real-terms.csv?family=russia_customs").status_code == 200


def test_tables_about_another_pair_are_empty(folder: Path) -> None:
    for name in (*claims.article().own, "arms_shares", "rivals"):
        assert len((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()) == 1, name
