"""From claims to frames: what stands in the specifications, the evidence and the verdicts of a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from etl import claims
from etl.claims.model import Claim, Part, Proposition, Rows
from etl.contract.tables import TABLES
from etl.judge import judge
from etl.judge.measures import MEASURES
from etl.sources.bundled import Tables
from tests.etl.judge.making import context, part


def judged(tables: Any, *parts: Part) -> dict[str, pd.DataFrame]:
    return judge(
        [Claim(id="c", position=1, phrase="phrase", quoted=True, title="T", about="About.", parts=parts)],
        context(tables),
    )


def growth(**given: Any) -> Part:
    base = {
        "measure": "growth_since",
        "params": {"base": 2021},
        "strong_is": Proposition(op=">", value=0),
        "weak_is": Proposition(op=">", value=0),
        "natural_is": {"root_family": "iran_customs"},
        "runner_up_is": {"root_family": "russia_customs"},
    }
    return part(**{**base, **given})


def test_a_measure_part_with_its_readings(observed: Tables) -> None:
    result = judged(observed, growth())
    (verdict,) = result["verdicts"].to_dict("records")
    specs = result["specifications"]
    assert (verdict["verdict"], verdict["holds"], verdict["computable"]) == ("depends", 5, 7)
    assert verdict["defined"] == len(specs)
    assert verdict["verdict_without_imputed"] == "depends"
    assert bool(verdict["natural_holds"])
    assert bool(verdict["runner_up_holds"])
    marked = specs.dropna(subset=["reading"]).set_index("reading")["root_family"].to_dict()
    assert marked == {"natural": "iran_customs", "runner-up": "russia_customs"}
    assert set(result["evidence"]["row_table"]) == {"trade", "sightings"}


def test_rows_named_by_a_measure_part_are_shown_once(observed: Tables) -> None:
    named = (Rows(table="sightings", where={"figure_id_from": "F"}, stance="context"),)
    result = judged(observed, growth(rows=named))
    assert not result["evidence"].duplicated(list(TABLES["evidence"].key)).any()


def test_without_a_method_it_is_not_yet_checked(observed: Tables) -> None:
    (verdict,) = judged(observed, part())["verdicts"].to_dict("records")
    assert verdict["verdict"] == verdict["verdict_to_1402"] == "not yet checked"
    assert verdict["sentence"] == "Not yet checked. What would settle it: More figures."


def test_a_statement_part_gives_no_specifications(observed: Tables) -> None:
    rows = (Rows(table="history", where={"topic": "wars"}, stance="for"),)
    result = judged(observed, part("statement", rows=rows, strong_is=None, weak_is=None))
    assert result["specifications"].empty
    assert result["verdicts"]["verdict"].tolist() == ["supported"]
    assert set(result["evidence"]["stance"]) == {"for"}


def test_a_ladder_part_shows_the_agreement_and_its_components(observed: Tables) -> None:
    result = judged(observed, part("ladder", agreement="EA31", stage="C", expressly_not="binding"))
    assert result["verdicts"]["verdict"].tolist() == ["contradicted"]
    assert {"EA31", "EA51", "EA52", "EA53", "EA33"} <= set(result["evidence"]["row_key"])


def test_what_could_be_known_before_the_paper_was_signed(observed: Tables) -> None:
    claim = Claim(
        id="c",
        position=1,
        phrase="p",
        quoted=True,
        title="T",
        about="A.",
        parts=(part("ladder", agreement="EA31", stage="M"),),
    )
    result = judge([claim], context(observed, until="2020-01-01"))
    assert result["verdicts"]["verdict_to_1402"].tolist() == ["not yet checked"]


def test_words_become_tables_in_the_order_given(observed: Tables) -> None:
    result = judged(observed, part(), part("measure", id="q", position=2))
    assert result["parts"][["part", "position"]].values.tolist() == [["p", 1], ["q", 2]]
    rules = result["rules"]
    first = rules[rules["rule"] == "measure"].sort_values("position")
    assert first["verdict"].tolist() == [
        "not yet checked",
        "cannot be settled",
        "supported",
        "overstated",
        "contradicted",
        "depends",
    ]


def test_every_measure_is_asked_by_a_claim_and_none_is_invented() -> None:
    folders = (claims.FOLDER, Path(__file__).parents[2] / "articles" / "russia-china")
    asked = {p.measure for f in folders for c in claims.load(set(MEASURES), f) for p in c.parts if p.measure}
    assert asked == set(MEASURES)


def test_the_choices_of_the_package_are_columns_and_their_options_are_listed(
    published: dict[str, pd.DataFrame],
) -> None:
    choices = published["choices"]
    assert set(choices["choice"]) <= set(published["specifications"].columns)
    for name, listed in choices.groupby("choice")["option"]:
        assert set(published["specifications"][name].dropna()) <= set(listed) | {"unknown"}


def test_each_verdict_is_one_its_rule_can_give(published: dict[str, pd.DataFrame]) -> None:
    rules = published["rules"]
    given = set(zip(rules["rule"], rules["verdict"], strict=True))
    verdicts = published["verdicts"]
    assert set(zip(verdicts["rule"], verdicts["verdict"], strict=True)) <= given
    parts = published["parts"]
    asked = set(zip(parts["claim"], parts["part"], parts["rule"], strict=True))
    assert set(zip(verdicts["claim"], verdicts["part"], verdicts["rule"], strict=True)) == asked
