"""The rule in Python and in the browser: one table of cases, ten thousand random settings, the ledger's verdicts."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from dashboard.package import claims
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages.rule import Outcome, Spec, columns, weights
from dashboard.pages.settings import ANY, NUMBERS, SHARES, SILENT, YES_NO, Offer, Settings, offer
from tests.dashboard.chromium import left_out

TESTS = Path(__file__).parents[2]
CASES = json.loads((TESTS / "cases" / "own_verdict.json").read_text(encoding="utf-8"))
USUAL = CASES["usual"]
COLUMNS = {name: [row[name] for row in CASES["rows"]] for name in CASES["rows"][0]}
RULE = TESTS.parent / "dashboard" / "assets" / "rule.js"
Row = dict[str, Any]


def judge(cases: list[Row]) -> list[Row]:
    """The outcomes of assets/rule.js, by Node.js."""
    node = shutil.which("node")
    if node is None:
        left_out("no Node.js here")
    asked = [node, str(TESTS / "node" / "judge.js")]
    answer = subprocess.run(asked, input=json.dumps(cases), capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def settings(case: Row) -> Row:
    thresholds = {**USUAL["thresholds"], **case["set"].get("thresholds", {})}
    return {**USUAL, **case["set"], "thresholds": thresholds}


def in_python(rows: list[Row], register: bool, given: Row) -> Outcome:
    specs = tuple(Spec(**{**row, "options": frozenset(row["options"])}) for row in rows)
    offered = Offer(part="p", specs=specs, register=register, thresholds=USUAL["thresholds"])
    values = {
        "from": given["first"],
        "to": given["last"],
        "estimates": YES_NO[not given["estimates"]],
        "silent": SILENT[not given["silent"]],
        **dict.fromkeys(offered.choices, ANY),
        **dict(option.split("=") for option in given["options"]),
        **given["thresholds"],
    }
    return offered.outcome(Settings(books=tuple(given["books"]), values=values))


def in_javascript(offered: Offer, s: Settings) -> Row:
    """The settings as assets/own.js reads them from the form."""
    return {
        "books": s.books,
        "first": int(s.values["from"]),
        "last": int(s.values["to"]),
        "estimates": s.values["estimates"] == "yes",
        "silent": s.values["silent"] == "counted",
        "options": [f"{name}={s.values[name]}" for name in offered.choices if s.values[name] != ANY],
        "thresholds": {name: int(s.values[name]) for name in offered.thresholds},
    }


@pytest.mark.parametrize("case", CASES["cases"], ids=[c["why"] for c in CASES["cases"]])
def test_python_gives_what_the_table_of_cases_says(case: Row) -> None:
    result = in_python(CASES["rows"], case.get("register", False), settings(case))
    assert {name: getattr(result, name) for name in case if hasattr(result, name)} == {
        name: value for name, value in case.items() if name not in ("why", "set", "register")
    }


def test_the_browser_gives_what_the_table_of_cases_says() -> None:
    asked = [
        {"columns": COLUMNS, "register": c.get("register", False), "settings": settings(c)} for c in CASES["cases"]
    ]
    for case, result in zip(CASES["cases"], judge(asked), strict=True):
        assert {name: result[name] for name in case if name in result} == {
            name: value for name, value in case.items() if name not in ("why", "set", "register")
        }, case["why"]


def test_every_word_and_every_setting_is_in_the_table_of_cases() -> None:
    assert len({c["verdict"] for c in CASES["cases"]}) == 5
    assert {name for c in CASES["cases"] for name in c["set"]} >= set(USUAL) - {"thresholds"}
    assert set(USUAL["thresholds"]) == {*SHARES, *NUMBERS}


def test_the_rule_is_under_a_kilobyte_on_the_wire() -> None:
    code = re.sub(r"/\*.*?\*/|\n\s*", "", RULE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(gzip.compress(code.encode())) < 1024


@pytest.fixture(scope="module")
def offers(now: Package) -> list[tuple[Part, Offer]]:
    pairs = [(part, offer(part, now)) for claim in claims.every(now) for part in claim.parts]
    return [(part, offered) for part, offered in pairs if offered]


def at_random(offered: Offer, chance: random.Random) -> Settings:
    first, last = sorted(chance.choices(offered.options["from"], k=2))
    values = {name: chance.choice(options) for name, options in offered.options.items()}
    thresholds = {n: str(chance.randrange(101 if n in SHARES else 5)) for n in offered.thresholds}
    books = tuple(b for b in offered.books if chance.random() < 0.7) or offered.books[:1]
    return Settings(books=books, values={**values, "from": first, "to": last, **thresholds})


def test_python_and_the_browser_agree_on_ten_thousand_random_settings(offers: list[Any]) -> None:
    chance = random.Random(20261127)
    pool = [offered for _, offered in offers]
    asked = [(offered, at_random(offered, chance)) for offered in chance.choices(pool, k=10_000)]
    cases = [
        {
            "columns": columns(offered.specs),
            "register": offered.register,
            "settings": in_javascript(offered, s),
        }
        for offered, s in asked
    ]
    for (offered, s), result in zip(asked, judge(cases), strict=True):
        assert vars(offered.outcome(s)) == result, (offered.part, s)
    assert len(Counter(offered.outcome(s).verdict for offered, s in asked)) == 5


def test_the_ledger_s_settings_give_the_ledger_s_verdict(offers: list[Any]) -> None:
    assert len(offers) >= 10
    for part, offered in offers:
        result = offered.outcome(offered.ledger)
        assert result.verdict == part.verdict["verdict"], part.about
        assert str(result.computable) == part.verdict["computable"]


def every_setting(offered: Offer) -> Iterator[Settings]:
    books = [some for n in range(1, len(offered.books) + 1) for some in combinations(offered.books, n)]
    needs = ({}, dict.fromkeys(NUMBERS, 1))
    for some, options, by, need in product(books, product(*offered.options.values()), (-10, 0, 10), needs):
        values = dict(zip(offered.options, options, strict=True))
        moves = {"supported": by, "overstated_weak": by, "overstated_strong": -by, "contradicted": -by}
        thresholds = {n: v + moves.get(n, 0) for n, v in offered.thresholds.items()} | need
        if values["from"] <= values["to"]:
            yield Settings(books=some, values=values | thresholds)


def test_the_counts_of_possible_verdicts_are_what_the_rule_gives(now: Package, offers: list[Any]) -> None:
    for part, offered in offers:
        table = now.tables["possible_verdicts"]
        mine = table[(table["claim"] == part.about["claim"]) & (table["part"] == part.about["part"])]
        if mine["possible"].iloc[0] > 7000:
            continue  # the largest is left to the build
        result = Counter(offered.outcome(s).verdict for s in every_setting(offered))
        assert result == dict(zip(mine["verdict"], mine["settings"], strict=True)), part.about


def test_weights_add_up_to_one_and_every_family_weighs_the_same(offers: list[Any]) -> None:
    for _, offered in offers:
        result = weights(offered.specs)
        assert sum(result) == pytest.approx(1)
        sums = Counter[str]()
        for s, w in zip(offered.specs, result, strict=True):
            sums[s.root_family] += w
        assert list(sums.values()) == [pytest.approx(1 / len(sums))] * len(sums)
