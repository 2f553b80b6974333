"""Pages of charts, by topic and of one alone: cards, choices, claims, the address to share, the embed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.charts.registry import CHARTS
from dashboard.package import claims, code_stamp
from dashboard.package.store import Package
from dashboard.pages import chart_pages
from dashboard.texts import say
from dashboard.ui import chart_options

PAGES = chart_pages.PAGES
EVERY = pytest.mark.parametrize(("name", "charts"), PAGES.items(), ids=list(PAGES))


def test_every_chart_is_on_one_page() -> None:
    placed = [chart for charts in PAGES.values() for chart in charts]
    assert len(placed) == len(set(placed))
    assert set(placed) == set(CHARTS)


@EVERY
def test_a_page_has_one_h1_and_a_card_for_each_chart_with_rows(
    whole: FlaskClient, now: Package, name: str, charts: list[str]
) -> None:
    answer = whole.get(f"/{name}")
    assert answer.status_code == 200
    assert re.findall(r"<h1>(.*?)</h1>", answer.text) == [say(f"{name}.title")]
    for chart in (chart for chart in charts if chart_options.has_rows(chart, now)):
        assert f'id="{chart}"' in answer.text
        assert f'href="#{chart}"' in answer.text
        assert f"/charts/{chart}.csv" in answer.text
    assert f"<title>{say(f'{name}.tab')}</title>" in answer.text


@EVERY
def test_a_choice_in_the_address_is_the_one_shown(
    whole: FlaskClient, now: Package, name: str, charts: list[str]
) -> None:
    chart = next(CHARTS[chart] for chart in charts if chart_options.has_rows(chart, now)).with_options(now.tables)
    choice = next(c for c in chart.choices if len(c.options) > 1)
    other = next(o for o in choice.options if o != choice.usual)
    text = whole.get(f"/{name}?{chart.id}.{choice.name}={other}").text
    assert f"/charts/{chart.id}.csv?{choice.name}={other}&amp;c={code_stamp.code()}&amp;v=" in text
    picker = re.search(rf'name="{chart.id}\.{choice.name}".*?</select>', text, re.DOTALL).group(0)
    assert re.search(rf'value="{other}" selected', picker) or re.search(rf'selected[^>]*value="{other}"', picker)


@EVERY
def test_an_unknown_choice_is_refused_with_what_is_allowed(
    whole: FlaskClient, now: Package, name: str, charts: list[str]
) -> None:
    chart = next(CHARTS[chart] for chart in charts if chart_options.has_rows(chart, now)).with_options(now.tables)
    answer = whole.get(f"/{name}?{chart.id}.{chart.choices[0].name}=nonsense")
    assert answer.status_code == 400
    assert chart.choices[0].options[0] in answer.text


def test_every_page_is_in_the_navigation(whole: FlaskClient) -> None:
    head = whole.get("/").text.split("<nav")[1].split("</nav>")[0]
    assert [f'href="/{name}"' in head for name in PAGES] == [True] * len(PAGES)


def test_every_claim_of_ours_belongs_to_a_page_and_a_page_that_is_none_is_no_topic(now: Package) -> None:
    listed = claims.every(now)
    assert {chart_pages.topic(claim) for claim in listed} == set(PAGES) - {"certainty"}
    other = replace(listed[0], about=listed[0].about | {"topic": "nowhere"})
    assert chart_pages.topic(other) == ""


def test_a_page_of_charts_leads_to_its_claims_and_they_lead_back(whole: FlaskClient, now: Package) -> None:
    pages = {page: whole.get(f"/{page}").text.partition("<main")[2] for page in PAGES}
    for claim in claims.every(now):
        topic = chart_pages.topic(claim)
        assert [page for page, text in pages.items() if f'<li><a href="{claim.address}">' in text] == [topic]
    for name in ("trade-rank", "history"):
        topic = chart_pages.topic(claims.claim(now, name))
        assert f'href="/{topic}"' in whole.get(f"/claims/{name}").text.partition("<main")[2]


def test_the_rows_between_the_two_are_one_click_from_the_page_of_trade(whole: FlaskClient) -> None:
    text = unescape(whole.get("/trade").text)
    file = re.search(r'href="(/data/trade\.csv\?[^"]*)"[^>]*>one CSV', text)[1]
    page = re.search(r'href="(/data/trade\?[^"]*)">as a table', text)[1]
    lines = whole.get(file).text.splitlines()
    assert len(lines) > 20
    assert {frozenset(line.split(",")[:2]) for line in lines[1:]} == {frozenset({"RUS", "IRN"})}
    assert f"of {len(lines) - 1} that match" in whole.get(page).text
    assert "as a table" not in whole.get("/investment").text


def text_of(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_page_of_its_own(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/charts/{name}")
    result = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert result.count("<h1>") == 1
    assert re.search(r'<meta name="description" content="[^"]+"', result)


def test_the_share_address_opens_the_chart_with_its_choices(client: FlaskClient) -> None:
    result = text_of(client, "/claims/trade-rank?russia-rank.flow=export")
    shared = re.search(r"<code[^>]*>(http://localhost/charts/russia-rank[^<]*)</code>", result).group(1)
    assert unescape(shared) == "http://localhost/charts/russia-rank?russia-rank.flow=export"
    opened = text_of(client, unescape(shared).removeprefix("http://localhost"))
    assert f"/charts/russia-rank.csv?flow=export&amp;c={code_stamp.code()}&amp;v=" in opened


def test_the_embed_is_a_frame_around_the_same_chart(client: FlaskClient) -> None:
    result = unescape(unescape(text_of(client, "/charts/russia-rank?russia-rank.flow=export")))
    frame = re.search(r"<iframe ([^>]*)></iframe>", result).group(1)
    assert 'src="http://localhost/charts/russia-rank?russia-rank.flow=export&embed=1"' in frame
    assert 'title="Russia among Iran' in frame


def test_only_an_embed_may_stand_in_a_frame_of_another_text_of(client: FlaskClient) -> None:
    for path, free in (
        ("/charts/russia-rank?embed=1", True),
        ("/charts/russia-rank", False),
        ("/data?embed=1", False),
        ("/claims/trade-rank?embed=1", True),
        ("/charts/russia-rank?embed=yes", False),
    ):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert ("frame-ancestors" not in policy) is free, path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/charts/nothing", 404),
        ("/charts/russia-rank?russia-rank.flow=x", 400),
        ("/charts/russia-rank?russia-rank.nothing=x", 400),
        ("/charts/russia-rank?flow=export", 400),  # here a choice is written with its chart
        ("/charts/russia-rank?turnover.direction=to_iran", 400),
        ("/charts/russia-rank?utm_source=somewhere&embed=1", 200),
    ],
)
def test_a_wrong_address_of_a_chart_alone_says_so(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
    assert 'href="/"' in text_of(client, path)
