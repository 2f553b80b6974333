"""The one sentence of a verdict: from the claim's templates, else its rule's, with numbers of the rows alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from etl import claims
from etl.claims import words
from etl.claims.message import from_json
from etl.claims.messages import of_procedure
from etl.claims.model import Part
from etl.claims.render import names, render
from etl.contract.enums import RULES, STAGES, VERDICTS
from etl.judge import sentences
from etl.judge.measures import MEASURES
from tests.etl.judge.making import part

WORDS = words()
GIVEN = {(r["rule"], r["verdict"]) for r in WORDS["rule"]}
# words of ours that a reader cannot know, and numbers that say nothing
PRIVATE = re.compile(
    r"(?i:\b(readings?|roots?|computable|stages?|famil(y|ies)|specifications?)\b)"
    r"|at least -|\b0 of 0\b|\bnan\b|None|<NA>|[{}]"
)


def test_the_parts_own_sentence_comes_first_when_its_values_are_known() -> None:
    asked = part(say={"depends": ["It rose by {change:percent}.", "It rose."]})
    first = sentences.sentence(asked, "depends", {"change": 3}, WORDS)
    assert (first.text, first.id, first.values) == ("It rose by 3 %.", "c.p.depends.1", {"change": 3})
    assert sentences.sentence(asked, "depends", {}, WORDS).id == "c.p.depends.2"


def test_a_sentence_that_is_too_long_gives_way() -> None:
    asked = part(say={"depends": "It is {word}."})
    text = sentences.sentence(asked, "depends", {"word": "long " * 60, "ways": [1, 2]}, WORDS).text
    assert text == "It holds in one of two ways to count it."


def test_a_sentence_goes_back_to_its_template_and_values() -> None:
    message = sentences.sentence(part(say={"depends": "{n:ordinal}."}), "depends", {"n": 41}, WORDS)
    assert message.columns == {"sentence": "41st.", "message": "c.p.depends.1", "values": '{"n": 41}'}


@pytest.mark.parametrize(("rule", "verdict"), sorted(GIVEN))
def test_every_verdict_of_every_rule_has_a_sentence_that_needs_the_least(rule: str, verdict: str) -> None:
    values = {
        "holds": 0,
        "computable": 0,
        "as_of": "2025",
        "reached": "M",
        "wanted": "C",
        "finding": {"unit": "place", "value": 7, "period": "gregorian 2022", "family": "iran_customs"},
        "settle": sentences.settle(part(rule, settle="A list.")),
    }
    text = sentences.sentence(part(rule, settle="A list."), verdict, values, WORDS).text
    assert re.fullmatch(r"[A-Z].*\.", text)
    assert not PRIVATE.search(text), text


def test_reasons_name_the_missing() -> None:
    reason = sentences.why_not("missing:IRQ PAK", WORDS)
    assert reason is not None
    assert reason.text == "missing, or possibly above: Iraq and Pakistan"
    assert sentences.why_not("", WORDS) is None
    for kind in WORDS["why_not"]:
        assert sentences.why_not(f"{kind}:IRQ", WORDS)


def test_every_rule_verdict_and_stage_has_its_words() -> None:
    assert {rule for rule, _ in GIVEN} == set(RULES)
    assert {verdict for _, verdict in GIVEN} == set(VERDICTS)
    assert set(WORDS["format"]["stage"]) == set(STAGES)
    assert {(rule, verdict) for rule, some in WORDS["sentence"].items() for verdict in some} == GIVEN
    assert all(r["condition"].endswith(".") for r in WORDS["rule"])


def test_every_sentence_of_the_package_is_plain_and_short(published: dict[str, pd.DataFrame]) -> None:
    for v in published["verdicts"].itertuples(index=False):
        where = f"{v.claim}/{v.part}: {v.sentence}"
        assert re.fullmatch(r"[A-Z0-9$].*[.]", v.sentence), where
        assert len(v.sentence) <= sentences.LONGEST, where
        assert not PRIVATE.search(v.sentence), where
        assert not re.search(r" ,|  |cannot be computed", v.sentence), where
        assert not re.search(r"\b(likely|probabl\w+|confiden\w+)\b", v.sentence), "k of n is no probability"


def test_no_sentence_of_a_condition_has_private_words(published: dict[str, pd.DataFrame]) -> None:
    for text in published["conditions"]["sentence"]:
        assert not re.search(r"\broots?\b|\bcomputable\b|moved like it before \(", text), text


def test_every_sentence_of_the_package_can_be_written_again_from_its_values(
    published: dict[str, pd.DataFrame],
) -> None:
    templates = _templates()
    for v in published["verdicts"].to_dict("records"):
        template = templates[v["message"]]
        given = json.loads(v["values"]) if isinstance(v["values"], str) else {}
        values: dict[str, Any] = from_json(given, WORDS)
        how = [templates[name] for name in v["procedure_messages"].split()]
        assert {*names(template), *(name for one in how for name in names(one))} == set(values)
        assert render(template, values, WORDS["format"]) == v["sentence"]
        assert " ".join(render(one, values, WORDS["format"]) for one in how) == v["procedure"]


def _templates() -> dict[str, str]:
    from etl import claims
    from etl.judge.measures import MEASURES

    out = {}
    for asked in (p for c in claims.load(set(MEASURES)) for p in c.parts):
        for verdict in VERDICTS:
            if verdict in WORDS["sentence"][asked.rule]:
                out |= dict(sentences.templates(asked, verdict, WORDS))
    return out | {name: t for rule in WORDS["procedure"] for name, t in of_procedure(rule, WORDS)}


MONTHS = {name: f"{i:02}" for i, name in enumerate(WORDS["format"]["months"], 1)}
SPELLED = [n for n in WORDS["format"]["numbers"] if n not in ("none", "one", "two")]


def typed(template: str, given: str) -> list[str]:
    """Numbers and dates in `template` that no value writes and that its part does not ask for (`given`)."""
    bare = re.sub(r"\{[^}]*\}", "", template)
    months = {f"{m.group()}": f"{m[2]}-{MONTHS[m[1]]}" for m in re.finditer(rf"\b({'|'.join(MONTHS)}) (\d{{4}})", bare)}
    numbers = re.findall(r"(?<![A-Za-z]-)\b\d+", re.sub("|".join(months) or "(?!)", "", bare))
    spelled = re.findall(rf"\b(?i:{'|'.join(SPELLED)})\b", bare)
    wanted = {text: text.lower() for text in [*numbers, *spelled]} | months
    return [text for text, result in wanted.items() if result not in given and text not in given]


@pytest.mark.parametrize(
    ("template", "given", "wrong"),
    [
        ("In {a:month} and March 2022.", "", ["March 2022"]),
        ("Since March 2022.", "date_from = 2022-03-21", []),
        ("Since 2017.", "period = 2018", ["2017"]),
        ("Five or six wars.", "", ["Five", "six"]),
        ("{n:count} of {m:count} Su-35.", "", []),
        ("Of 1995-2024.", "period_label = 1995-2024", []),
    ],
)
def test_a_typed_number_is_seen(template: str, given: str, wrong: list[str]) -> None:
    assert typed(template, given) == wrong


def parts() -> Iterator[tuple[Part, str]]:
    """Each part with what its rule and its look-ups ask for, which decides the rows that a value comes from."""
    for asked in (p for claim in claims.load(set(MEASURES)) for p in claim.parts):
        yield asked, json.dumps([asked.params, asked.values, [r.where for r in asked.rows]], default=str)


def test_no_sentence_of_a_claim_has_a_typed_number() -> None:
    wrong = {}
    for asked, given in parts():
        for verdict, says in asked.say.items():
            for template in [says] if isinstance(says, str) else says:
                if result := typed(template, given):
                    wrong[f"{asked.claim}/{asked.id}, {verdict}"] = result
    assert wrong == {}


def test_years_of_a_title_are_years_of_its_rows(published: dict[str, pd.DataFrame]) -> None:
    rows = {
        n: t.astype("str").groupby(["claim", "part"]) for n, t in published.items() if n in ("evidence", "verdicts")
    }
    seen = 0
    for asked, given in parts():
        own = [t.get_group(key).to_csv() for t in rows.values() if (key := (asked.claim, asked.id)) in t.groups]
        for year in re.findall(r"\b\d{4}\b", asked.title):
            seen += 1
            assert year in given + "".join(own), f"{asked.claim}/{asked.id}: {asked.title}"
    assert seen > 3
