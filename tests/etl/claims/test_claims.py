"""The claim files: eleven, in the article's order, with the parts and rules of the table; and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import claims
from etl.claims.model import Claim, Proposition
from etl.contract.errors import ClaimError
from etl.contract.tables import TABLES
from etl.judge.measures import MEASURES

# the claims, their phrases, and the parts with the rule type of each
EXPECTED = [
    ("trade-rank", "fifth-largest trading partner", "level:measure change:measure cause:cause"),
    ("trade-growth", "continue[d] to expand", "since-2021:measure every-year:measure real:measure"),
    (
        "largest-investor",
        "most significant investor",
        "stated:statement lasting:statement plausible:measure one-figure:dated_fact",
    ),
    ("energy-deal", "$40 billion energy agreement", "signed:ladder binding:ladder contracts:ladder spent:ladder"),
    ("corridor", "growing interest", "interest:dated_fact cargo:measure target:measure missing-link:ladder"),
    (
        "arms-to-russia",
        "UAVs and ammunition",
        "uavs:dated_fact ammunition:dated_fact hardware-considered:ladder hardware-delivered:ladder",
    ),
    ("arms-to-iran", "significant supplier", "share:measure"),
    ("sanctions", "new sanctions", "us:dated_fact eu:dated_fact"),
    ("ukraine-stance", "territorial integrity", "words:statement votes:measure"),
    ("alignment", "tactical expediency rather than genuine strategic agreement", "expediency:cause"),
    ("history", "since ... 1521", "since-1521:dated_fact six-wars:dated_fact csto:dated_fact iraq-arms:dated_fact"),
]
# parts of which the article gives a number or superlative
WEAKER = {("trade-rank", "level"), ("trade-rank", "change")}
GOOD = """
id = "good"
position = 1
phrase = "words"
title = "A claim"
about = "What it is about."

[[part]]
id = "level"
title = "The level"
asserted = true
source_kind = "disputed"
rule = "measure"
measure = "rank"
strong = "It is fifth."
weak = "It is in the top ten."
strong_is = { op = "==", value = 5 }
weak_is = { op = "<=", value = 10 }
settle = "More figures."
[[part.rows]]
table = "history"
stance = "for"
where = { topic = "wars" }

[[part]]
id = "signed"
title = "Signed"
asserted = true
rule = "ladder"
agreement = "EA31"
stage = "M"
strong = "It was signed."
settle = "The paper."
"""


@pytest.fixture(scope="module")
def loaded() -> list[Claim]:
    return claims.load(set(MEASURES))


def test_the_claims_are_in_the_articles_order(loaded: list[Claim]) -> None:
    result = [(c.id, c.phrase, " ".join(f"{p.id}:{p.rule}" for p in c.parts)) for c in loaded]
    assert result[: len(EXPECTED)] == EXPECTED
    assert [c.position for c in loaded] == sorted(c.position for c in loaded)


def test_every_part_can_be_read_and_judged(loaded: list[Claim]) -> None:
    for part in (p for c in loaded for p in c.parts):
        assert part.title
        assert part.settle.endswith((".", ";"))
        assert part.strong.endswith(".")
        if part.rule == "measure" and part.measure:
            assert part.natural.endswith(".")
            assert part.natural_is
            assert part.strong_is is not None
        if part.rule in ("statement", "dated_fact"):
            assert part.rows
            assert any(r.stance in ("for", "row") for r in part.rows)
        for rows in part.rows:
            assert rows.table in TABLES


def test_parts_that_wait_for_more_depth_name_no_measure(loaded: list[Claim]) -> None:
    waiting = [(c.id, p.id) for c in loaded for p in c.parts if p.rule in ("measure", "cause") and not p.measure]
    assert {("trade-growth", "real"), ("trade-rank", "cause"), ("alignment", "expediency")} >= set(waiting)


def test_evidence_is_chosen_by_what_columns_say_and_never_by_ids(loaded: list[Claim]) -> None:
    chosen = [(c.id, p.id, rows.where) for c in loaded for p in c.parts for rows in p.rows]
    assert len(chosen) > 40
    assert [place for *place, where in chosen if {"id", "id_not", "id_from", "id_to"} & set(where)] == []
    assert [place for *place, where in chosen if not where] == []


def test_what_would_change_a_part_is_something_that_could_happen(loaded: list[Claim]) -> None:
    """It stands under "What would change it", where "Settled by their own statements" says nothing."""
    parts = [(c.id, p.id, p.settle) for c in loaded for p in c.parts]
    assert [p for p in parts if p[2].split()[0] in ("Settled", "Already", "Nothing")] == []


def test_a_strong_proposition_implies_its_weak_one(loaded: list[Claim]) -> None:
    (level,) = (p for c in loaded for p in c.parts if (c.id, p.id) == ("trade-rank", "level"))
    assert (level.strong_is, level.weak_is) == (Proposition(op="==", value=5), Proposition(op="<=", value=10))
    for part in (p for c in loaded for p in c.parts if (c.id, p.id) not in WEAKER):
        assert part.weak_is == part.strong_is, "where the article gives no number, weak = strong"
        assert part.weak == part.strong


def test_thresholds_are_those_of_the_rules() -> None:
    t = claims.settings("thresholds")
    assert (t["supported"], t["overstated_weak"], t["overstated_strong"], t["contradicted"]) == (0.8, 0.8, 0.5, 0.2)
    assert (t["move"], t["min_specifications"], t["min_families"]) == (0.1, 3, 2)
    assert (t["agreement_high"], t["agreement_medium"]) == (0.8, 0.65)


def test_years_of_causes_are_counted_back_from_the_event(tmp_path: Path) -> None:
    cause = claims.thresholds()["cause"]
    assert cause["event"] == 2022
    assert (cause["false_dates"], cause["base"], cause["from"]) == ([2017, 2018, 2019, 2020], [2019, 2020, 2021], 2012)
    own = (claims.FOLDER / "article.toml").read_text(encoding="utf-8").replace('event = "2022-', 'event = "2018-')
    (tmp_path / "article.toml").write_text(own, encoding="utf-8")
    moved = claims.thresholds(tmp_path)["cause"]
    assert (moved["event"], moved["base"]) == (2018, [2015, 2016, 2017])
    assert [claims.article(folder).price_year for folder in (claims.FOLDER, tmp_path)] == [2021, 2017]


def test_a_country_that_no_list_has_is_refused(tmp_path: Path) -> None:
    own = (claims.FOLDER / "article.toml").read_text(encoding="utf-8").replace('"KAZ", "ARM"', '"KAZ", "XYZ"')
    (tmp_path / "article.toml").write_text(own, encoding="utf-8")
    with pytest.raises(ClaimError, match="XYZ is no id of a country"):
        claims.article(tmp_path)


def test_what_the_article_could_know_ends_with_1402() -> None:
    assert claims.article().until == "2024-03-19"


def test_the_rule_version_moves_with_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    first = claims.rule_version(tmp_path)
    assert claims.rule_version(tmp_path) == first
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "b.toml").write_text("", encoding="utf-8")
    second = claims.rule_version(tmp_path)
    (tmp_path / "words" / "b.toml").write_text("y = 2", encoding="utf-8")
    assert len({first, second, claims.rule_version(tmp_path)}) == 3


def refused(folder: Path, text: str, name: str = "good.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ClaimError) as caught:
        claims.load(set(MEASURES), folder)
    return str(caught.value)


def test_the_example_is_good(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "thresholds.toml").write_text("supported = 0.8", encoding="utf-8")
    (claim,) = claims.load(set(MEASURES), tmp_path)
    assert [(p.position, p.stage) for p in claim.parts] == [(1, ""), (2, "M")]
    assert claim.parts[0].rows[0].where == {"topic": "wars"}


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('measure = "rank"', 'measure = "guess"', "part level: unknown measure 'guess', expected one of"),
        ('rule = "measure"', 'rule = "feeling"', "part level: unknown rule 'feeling', expected one of measure"),
        ('op = "=="', 'op = "~"', "part level: unknown comparison '~', expected one of ==, <="),
        ("value = 5 }", 'value = "five" }', "part level: a proposition is"),
        (", value = 5 }", " }", "part level: a proposition is"),
        ('stage = "M"', 'stage = "Q"', "part signed: unknown stage 'Q', expected one of R, T, M"),
        ('stage = "M"\n', "", "part signed: missing stage"),
        ('agreement = "EA31"\n', "", "part signed: missing agreement"),
        ('strong_is = { op = "==", value = 5 }\n', "", "part level: missing strong_is"),
        ('settle = "More figures."\n', "", "part level: missing settle"),
        ('title = "A claim"\n', "", "missing title"),
        ("position = 1\n", "", "missing position"),
        ('weak = "It', 'week = "It', "line 9, part level: unknown week"),
        ("position = 1", "position = 1\nverdict = 'true'", "good.toml: unknown verdict"),
        ("asserted = true\nsource_kind", "source_kind", "line 9, part level: missing asserted"),
        ('source_kind = "disputed"', 'source_kind = "gossip"', "part level: unknown source_kind 'gossip'"),
        ('title = "Signed"', 'title = "Signed"\nsay = { yes = "Yes." }', "part signed: unknown verdict in say 'yes'"),
        (
            'title = "Signed"',
            f'title = "Signed"\nquote = "{"word " * 21}"',
            "part signed: a quote of more than 20 words",
        ),
        ('stance = "for"', 'stance = "pro"', "part level, rows: unknown stance 'pro', expected one of for, against"),
        ('where = { topic = "wars" }', 'were = { topic = "wars" }', "rows: unknown were"),
        ('id = "signed"', 'id = "level"', "two parts have one id among level, level"),
        ('id = "good"', 'id = "better"', "id is 'better', expected 'good' like the file"),
        ('phrase = "words"', "phrase = words", "good.toml: Invalid value"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(tmp_path: Path, good: str, bad: str, said: str) -> None:
    assert good in GOOD
    message = refused(tmp_path, GOOD.replace(good, bad, 1))
    assert "good.toml" in message
    assert said in message


def test_two_claims_cannot_share_an_order(tmp_path: Path) -> None:
    (tmp_path / "twin.toml").write_text(GOOD.replace('id = "good"', 'id = "twin"'), encoding="utf-8")
    assert "1 is given twice" in refused(tmp_path, GOOD)
