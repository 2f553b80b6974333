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
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.pages.reader_verdict import as_rows
from dashboard.pages.rule import Outcome, Spec, weights
from dashboard.pages.settings import NUMBERS, SHARES, Offer, Settings, offer
from tests.dashboard.chromium import left_out

TESTS = Path(__file__).parents[2]
CASES = json.loads((TESTS / "cases" / "own_verdict.json").read_text(encoding="utf-8"))
USUAL = CASES["usual"]
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


def spec(row: Row) -> Spec:
    return Spec(
        root_family=row["f"],
        series=row["s"],
        period=row["p"],
        year=row["y"],
        imputed=bool(row["e"]),
        options=frozenset(row["o"]),
        natural_order=row["n"],
        resolvable=row["r"],
        holds_strong=row["a"],
        holds_weak=row["b"],
        silent_strong=row["c"],
        silent_weak=row["d"],
    )


def settings(case: Row) -> Row:
    return {**USUAL, **case["set"], "t": {**USUAL["t"], **case["set"].get("t", {})}}


def in_python(rows: list[Row], register: bool, given: Row) -> Outcome:
    asked = Offer(part="p", specs=tuple(map(spec, rows)), register=register, usual=USUAL["t"])
    named = {name: given[name] for name in ("first", "last", "estimates", "silent")}
    books, options = tuple(given["books"]), tuple(given["options"])
    return asked.outcome(Settings(books=books, options=options, thresholds=given["t"], **named))


@pytest.mark.parametrize("case", CASES["cases"], ids=[c["why"] for c in CASES["cases"]])
def test_python_gives_what_the_table_of_cases_says(case: Row) -> None:
    result = in_python(CASES["rows"], case.get("register", False), settings(case))
    assert {name: getattr(result, name) for name in case if hasattr(result, name)} == {
        name: value for name, value in case.items() if name not in ("why", "set", "register")
    }


def test_the_browser_gives_what_the_table_of_cases_says() -> None:
    asked = [
        {"rows": CASES["rows"], "register": c.get("register", False), "settings": settings(c)} for c in CASES["cases"]
    ]
    for case, result in zip(CASES["cases"], judge(asked), strict=True):
        assert {name: result[name] for name in case if name in result} == {
            name: value for name, value in case.items() if name not in ("why", "set", "register")
        }, case["why"]


def test_every_word_and_every_setting_is_in_the_table_of_cases() -> None:
    assert len({c["verdict"] for c in CASES["cases"]}) == 5
    assert {name for c in CASES["cases"] for name in c["set"]} >= set(USUAL) - {"t"}
    assert set(USUAL["t"]) == {*SHARES, *NUMBERS}


def test_the_rule_is_under_a_kilobyte_on_the_wire() -> None:
    code = re.sub(r"/\*.*?\*/|\n\s*", "", RULE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(gzip.compress(code.encode())) < 1024


@pytest.fixture(scope="module")
def offers(now: Package) -> list[tuple[claims.Part, Offer]]:
    pairs = [(part, offer(part, now)) for claim in claims.every(now) for part in claim.parts]
    return [(part, offered) for part, offered in pairs if offered]


def at_random(offered: Offer, chance: random.Random) -> Settings:
    years = sorted(chance.choices(offered.years, k=2))
    picked = [chance.choice([None, *[f"{name}={o}" for o in options]]) for name, options in offered.choices.items()]
    return Settings(
        books=tuple(b for b in offered.books if chance.random() < 0.7) or offered.books[:1],
        first=years[0],
        last=years[1],
        estimates=chance.random() < 0.7,
        silent=not offered.silent or chance.random() < 0.5,
        options=tuple(pair for pair in picked if pair),
        thresholds={n: chance.randrange(101 if n in SHARES else 5) for n in offered.usual},
    )


def test_python_and_the_browser_agree_on_ten_thousand_random_settings(offers: list[Any]) -> None:
    chance = random.Random(20261127)
    pool = [offered for _, offered in offers]
    asked = [(offered, at_random(offered, chance)) for offered in chance.choices(pool, k=10_000)]
    cases = [
        {
            "rows": as_rows(offered),
            "register": offered.register,
            "settings": {
                "books": s.books,
                "options": s.options,
                "t": s.thresholds,
                **{n: getattr(s, n) for n in ("first", "last", "estimates", "silent")},
            },
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
    years = [(a, b) for a in offered.years for b in offered.years if a <= b]
    kept = list(product(*[[None, *[f"{n}={o}" for o in options]] for n, options in offered.choices.items()]))
    flags = product((True, False)[: 1 + offered.estimates], (True, False)[: 1 + offered.silent])
    needs = ({}, dict.fromkeys(NUMBERS, 1))
    for some, (first, last), pairs, (estimates, silent), by, need in product(
        books, years, kept, flags, (-10, 0, 10), needs
    ):
        moves = {"supported": by, "overstated_weak": by, "overstated_strong": -by, "contradicted": -by}
        t = {n: v + moves.get(n, 0) for n, v in offered.usual.items()}
        usual = replace(offered.ledger, books=some, first=first, last=last)
        options = tuple(p for p in pairs if p)
        yield replace(usual, estimates=estimates, silent=silent, options=options, thresholds={**t, **need})


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
