"""Pages of charts: each chart has its card, its choices in the address, and a home in the navigation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import pages
from dashboard.charts.registry import CHARTS
from dashboard.package import code_stamp
from dashboard.package.store import Package
from dashboard.texts import say

FILE = Path(pages.__file__).with_name("chart_pages.toml")
PAGES = {name: page["charts"] for name, page in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}
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
    for chart in (chart for chart in charts if CHARTS[chart].has_rows(now.tables)):
        assert f'id="{chart}"' in answer.text
        assert f'href="#{chart}"' in answer.text
        assert f"/charts/{chart}.csv" in answer.text
    assert f"<title>{say(f'{name}.tab')}</title>" in answer.text


@EVERY
def test_a_choice_in_the_address_is_the_one_shown(
    whole: FlaskClient, now: Package, name: str, charts: list[str]
) -> None:
    chart = next(CHARTS[chart] for chart in charts if CHARTS[chart].has_rows(now.tables)).with_options(now.tables)
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
    chart = next(CHARTS[chart] for chart in charts if CHARTS[chart].has_rows(now.tables)).with_options(now.tables)
    answer = whole.get(f"/{name}?{chart.id}.{chart.choices[0].name}=nonsense")
    assert answer.status_code == 400
    assert chart.choices[0].options[0] in answer.text


def test_every_page_is_in_the_navigation(whole: FlaskClient) -> None:
    head = whole.get("/").text.split("<nav")[1].split("</nav>")[0]
    assert [f'href="/{name}"' in head for name in PAGES] == [True] * len(PAGES)
