from __future__ import annotations

import json

from etl.collect.report import Outcome, Report


def test_sentences() -> None:
    assert Outcome("a").sentence() == "nothing was due"
    assert Outcome("a", 3, 2, 1).sentence() == "3 asked, 2 new, 1 unchanged"
    assert Outcome("a", 3, 2, 0, ["x", "y"]).sentence() == "3 asked, 2 new, 2 failed: y"


def test_codes() -> None:
    assert Report([Outcome("a"), Outcome("b", 1, 1)]).code == 0
    assert Report([Outcome("a"), Outcome("b", failures=["x"])]).code == 1
    assert Report([Outcome("a")], problems=["x"]).code == 1


def test_lines_and_json_say_the_same() -> None:
    report = Report([Outcome("a", 1, 1), Outcome("b", failures=["x"], until="2026")], "abc", True, False, ["y"])
    assert report.lines() == ["a: 1 asked, 1 new", "b: 0 asked, 0 new, 1 failed: x", "data version abc, unchanged", "y"]
    told = json.loads(json.dumps(report.as_json()))
    assert told["exit"] == 1
    assert told["sources"][1] == {
        "source": "b", "asked": 0, "kept": 0, "unchanged": 0, "failures": ["x"], "until": "2026", "good": False,
    }  # fmt: skip
    assert told["build"] == {"built": True, "version": "abc", "changed": False}
