from __future__ import annotations

import io

from rich.console import Console

from etl.collect.entry import FAILED, OK, QUOTA
from etl.collect.progress import NoProgress, ProgressBars, ProgressLines
from etl.sources import SOURCES

UN = SOURCES["un_votes"]


def _console(terminal: bool = False) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, force_terminal=terminal, width=80, soft_wrap=True, highlight=False, markup=False), out


def test_lines_are_one_per_step_and_never_wrapped() -> None:
    console, out = _console()
    with ProgressLines(console) as progress:
        progress.source(UN, 2)
        progress.step(UN, "x" * 300, OK)
        progress.say("[bold]data version[/bold]")
    assert out.getvalue().splitlines() == ["un_votes: " + "x" * 300, "[bold]data version[/bold]"]


def test_a_large_answer_gives_a_line_for_each_tenth() -> None:
    console, out = _console()
    progress = ProgressLines(console)
    for done in range(0, 364_000_001, 1_000_000):
        progress.downloaded(UN, done, 364_000_000)
    assert len(out.getvalue().splitlines()) == 10
    assert out.getvalue().splitlines()[-1] == "un_votes: 364 of 364 MB"


def test_a_large_answer_of_unknown_length() -> None:
    console, out = _console()
    progress = ProgressLines(console)
    progress.downloaded(UN, 40_000_000, None)
    progress.downloaded(UN, 41_000_000, None)
    assert out.getvalue().splitlines() == ["un_votes: 40 MB"]


def test_bars_on_a_terminal_leave_what_went_wrong() -> None:
    console, out = _console(terminal=True)
    with ProgressBars(console) as progress:
        progress.source(UN, 2)
        progress.step(UN, "files: 1 rows, none failed", OK)
        progress.downloaded(UN, 5_000_000, 10_000_000)
        progress.step(UN, "votes: 404", FAILED)
        progress.step(UN, "votes: spent until midnight", QUOTA)
        progress.say("measuring")
    assert "un_votes: votes: 404\n" in out.getvalue().replace("\r", "")
    assert "un_votes: votes: spent until midnight\n" in out.getvalue().replace("\r", "")
    assert "none failed\n" not in out.getvalue().replace("\r", "")  # the outcome decides, not the words
    assert "measuring" in out.getvalue()


def test_quiet_is_quiet() -> None:
    with NoProgress() as progress:
        assert progress.step(UN, "x", OK) is None  # type: ignore[func-returns-value]
