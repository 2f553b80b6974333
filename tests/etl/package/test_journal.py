"""Files replaced one by one: a crash at any step is finished later, and a journal of nobody clears nothing away."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.collect.disk import DESCRIPTOR
from etl.package import journal
from etl.package.journal import JOURNAL, finish
from etl.package.publish import publish
from tests.etl.package.test_publish import NEW, OLD, held, whole


class Crash(BaseException):
    """The power goes: no handler of ours may catch it."""


def crash_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the `step`-th change of the disk (and every later one) fail; the result counts the changes."""
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count >= step:
                raise Crash
            return real(*args, **kwargs)

        return call

    for owner, name in ((os, "replace"), (os, "fsync"), (Path, "unlink"), (Path, "mkdir"), (shutil, "rmtree")):
        monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))
    return lambda: count


def test_a_crash_at_any_step_of_the_slow_way_can_be_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    completed = []
    for step in range(1, 100):
        out = tmp_path / str(step) / "processed"
        publish(OLD, out)
        with monkeypatch.context() as patch:
            crash_at(step, patch)
            try:
                publish(NEW, out, exchange=False)
            except Crash:
                pass
            else:
                break
        half = held(out)
        assert half[DESCRIPTOR] in (OLD[DESCRIPTOR], NEW[DESCRIPTOR])
        if half[DESCRIPTOR] == NEW[DESCRIPTOR]:
            assert whole(out), f"step {step}: the descriptor came before a file it names"
        started = JOURNAL in half
        finish(out)
        assert JOURNAL not in held(out)
        finished = {n: c for n, c in held(out).items() if n != f"{JOURNAL}.new"}
        assert finished in (OLD, NEW), f"step {step}: half a package is left"
        assert (finished == NEW) or not started, f"step {step}: a started publication was not completed"
        completed.append(finished == NEW)
        publish(NEW, out, exchange=False)
        assert held(out) == NEW
    else:
        pytest.fail("the slow way never came to its end")
    assert completed == sorted(completed), "once started it is always completed"
    assert {True, False} == set(completed)


def test_an_error_of_the_disk_leaves_the_old_package_or_completes_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == "b.csv":
            raise OSError("no space left on device")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="no space"):
            publish(NEW, out, exchange=False)
    finish(out)
    assert held(out) == NEW


@pytest.mark.parametrize("text", ["", "{", '{"folder": "x"}', "\0", '["names"]'])
def test_a_damaged_journal_is_set_aside(tmp_path: Path, text: str) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    (out / JOURNAL).write_text(text, encoding="utf-8")
    assert publish(NEW, out)
    assert held(out) == NEW
    assert (tmp_path / f"processed{JOURNAL}.damaged").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "plan",
    [
        {"folder": "processed.tmp-1", "names": []},
        {"folder": "processed.tmp-1", "names": [DESCRIPTOR, "not-there.csv"]},
        {"folder": "letters", "names": [DESCRIPTOR]},
        {"folder": "processed.tmp-1", "names": [DESCRIPTOR], "gone": ["../letters/dear.csv"]},
        {"folder": "processed.tmp-1", "names": DESCRIPTOR},
    ],
)
def test_a_journal_that_no_publication_wrote_removes_nothing(tmp_path: Path, plan: dict[str, Any]) -> None:
    out, letters = tmp_path / "processed", tmp_path / "letters"
    publish(OLD, out)
    letters.mkdir()
    (letters / "dear.csv").write_bytes(b"reader")
    (out / JOURNAL).write_text(json.dumps(plan), encoding="utf-8")
    finish(out)
    assert held(out) == OLD
    assert held(letters) == {"dear.csv": b"reader"}


def test_what_a_user_put_there_between_a_crash_and_the_next_start_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_move", lambda *_: (_ for _ in ()).throw(Crash()))
        with pytest.raises(Crash):
            publish(NEW, out, exchange=False)
    (out / "thesis.docx").write_bytes(b"mine")
    finish(out)
    assert held(out) == {**NEW, "thesis.docx": b"mine"}
