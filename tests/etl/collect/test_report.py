from __future__ import annotations

import json

from etl.collect.report import Outcome, Report


def test_sentences() -> None:
    assert Outcome(source="a").sentence() == "nothing was due"
    assert Outcome(source="a", asked=3, kept=2, unchanged=1).sentence() == "3 asked, 2 new, 1 unchanged"
    assert (
        Outcome(source="a", asked=3, kept=2, unchanged=0, failures=["x", "y"]).sentence()
        == "3 asked, 2 new, 2 failed: y"
    )


def test_codes() -> None:
    assert Report(outcomes=[Outcome(source="a"), Outcome(source="b", asked=1, kept=1)]).code == 0
    assert Report(outcomes=[Outcome(source="a"), Outcome(source="b", failures=["x"])]).code == 1
    assert Report(outcomes=[Outcome(source="a")], problems=["x"]).code == 1


def test_lines_and_json_say_the_same() -> None:
    report = Report(
        outcomes=[Outcome(source="a", asked=1, kept=1), Outcome(source="b", failures=["x"], until="2026")],
        version="abc",
        built=True,
        changed=False,
        problems=["y"],
    )
    assert report.lines() == ["a: 1 asked, 1 new", "b: 0 asked, 0 new, 1 failed: x", "data version abc, unchanged", "y"]
    result = json.loads(json.dumps(report.as_json()))
    assert result["exit"] == 1
    assert result["sources"][1] == {
        "source": "b",
        "asked": 0,
        "kept": 0,
        "unchanged": 0,
        "doubtful": 0,
        "failures": ["x"],
        "until": "2026",
        "good": False,
    }
    assert result["build"] == {"built": True, "version": "abc", "changed": False}
