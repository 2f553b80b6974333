"""The words: every one that the code asks for is there, and every one that is there is asked for."""

from __future__ import annotations

import csv
import re
import string
from pathlib import Path

import pytest

from dashboard import texts
from dashboard.charts.registry import CHARTS
from dashboard.texts import catalogue, english, say, word
from etl.contract import enums

CODE = Path(texts.__file__).parent.parent
SAID = re.compile(r"""(?<!phrase\.)\b(say|word)\(\s*["']([a-z_.\-]+)["']""")


def _asked(function: str) -> set[str]:
    result = [SAID.findall(path.read_text(encoding="utf-8")) for path in CODE.rglob("*.py")]
    return {name for pairs in result for called, name in pairs if called == function}


def test_every_text_that_is_asked_for_by_its_whole_name_is_there() -> None:
    counted = {name.removesuffix(".other") for name in catalogue() if name.endswith(".other")}
    assert sorted(_asked("say") - set(catalogue()) - counted) == []


def test_every_group_of_codes_has_words() -> None:
    unknown = {group for group in _asked("word") if not any(name.startswith(f"{group}.") for name in catalogue())}
    assert unknown == set()


@pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True)
def test_every_chart_and_every_option_has_its_words(chart: object) -> None:
    known = set(catalogue()) | {name.removesuffix(".other") for name in catalogue()}
    assert {f"chart.{chart.id}.{name}" for name in ("title", "key", "alt")} <= known
    for choice in chart.choices:
        assert say(f"choice.{choice.name}.title")
        for option in set(choice.options) - set(choice.titles):  # titles of the package need no words of ours
            assert f"chart.{chart.id}.{choice.name}.{option}" in catalogue() or say(f"choice.{choice.name}.{option}")


@pytest.mark.parametrize("verdict", enums.VERDICTS)
def test_every_verdict_has_a_word_and_a_mark(verdict: str) -> None:
    assert f"verdict.{verdict}" in catalogue()
    assert say(f"mark.{verdict.replace(' ', '-')}")


@pytest.mark.parametrize(
    ("group", "options"), [("rule", enums.RULES), ("cell_basis", enums.BASES), ("obs_status", enums.STATUSES)]
)
def test_every_code_of_the_contract_has_a_word(group: str, options: tuple[str, ...]) -> None:
    assert [o for o in options if f"{group}.{o}" not in catalogue()] == []


def test_values_are_filled_in() -> None:
    assert say("age.days", n=3) == "3 days ago"
    assert all(not list(string.Formatter().parse(t)) or t.count("{") == t.count("}") for t in catalogue().values())


def test_a_missing_text_is_an_error_and_a_missing_code_is_spelled_out() -> None:
    with pytest.raises(KeyError):
        say("nowhere.at_all")
    assert word("root_family", "some_family") == "some family"
    assert word("series", "imts_rus:dollars") == f"{word('series', 'imts_rus')}, dollars"


def test_a_text_defined_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en.toml").write_text('[a]\nb = "1"\n', encoding="utf-8")
    (tmp_path / "en-more.toml").write_text('[a]\nb = "2"\n', encoding="utf-8")
    monkeypatch.setattr(texts, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(ValueError, match=r"a\.b stands twice"):
        texts.english.__wrapped__()


def test_every_verdict_of_the_rules_has_a_word_and_a_mark() -> None:
    with (Path(__file__).parents[3] / "data" / "processed" / "rules.csv").open(encoding="utf-8", newline="") as handle:
        verdicts = {row["verdict"] for row in csv.DictReader(handle)}
    assert verdicts
    for verdict in verdicts:
        assert f"mark.{verdict.replace(' ', '-')}" in catalogue()
        assert f"verdict.{verdict}" in catalogue()


#: what is counted there is never one: partners of a mix, sources, charts, revisions, points, bytes
MANY = {
    *("chart.donor-weights.finding_keeps", "chart.donor-weights.finding_turns", "chart.donor-weights.head_keeps"),
    *("chart.donor-weights.head_turns", "chart.anomalies.quoted", "chart.products.alt"),
    *("chart.investment-origins.alt", "chart.rank-places.many", "chart.votes-beyond-chance.hover"),
    *("chart.mirror-gaps.times", "chart.who-reported.finding", "choice.pairs.largest", "charts.lead", "part.laxer"),
    *(
        "part.stricter",
        "data.states",
        "data.every_revision",
        "origin.bytes",
        "method.corrections_lead",
        *("chart.agreements-ladder.more_claimed", "chart.definition-grid.counted.own rows", "chart.one-figure.quoted"),
    ),
}


def test_a_text_that_counts_has_a_form_for_one() -> None:
    counts = re.compile(r"(?<![{\w])\{n\} (?:[a-z]+ ){0,2}[a-z]+s\b|[Tt]he \{n\}|Of \{n\}")
    texts = {name: text for name, text in english().items() if counts.search(text)}
    alone = {name for name in texts if not name.endswith((".one", ".other"))}
    assert alone == MANY
    assert len(texts) > 2 * len(MANY)
