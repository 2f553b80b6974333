"""How a run shows its progress: bars on a terminal, one line per step otherwise, nothing when asked to be quiet."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from etl.collect.entry import FAILED, QUOTA
from etl.sources.source import Source


class NoProgress(ExitStack):
    """Shows nothing. Used in a `with` block, like the others."""

    def source(self, source: Source, questions: int) -> None:
        """`source` has `questions` to ask, as far as is known by now."""

    def step(self, source: Source, text: str, outcome: str) -> None:
        """One step of `source` is done, with the outcome that the ledger writes."""

    def downloaded(self, source: Source, done: int, total: int | None) -> None:
        """`done` bytes of a large answer are there, of `total` where the publisher says it."""

    def say(self, text: str) -> None:
        """Something about the run as a whole."""


class ProgressLines(NoProgress):
    """One line per step, and one for every tenth of a large answer."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.console = console
        self._tenth: dict[str, int] = {}

    def step(self, source: Source, text: str, outcome: str) -> None:
        self.console.print(f"{source.id}: {text}")

    def downloaded(self, source: Source, done: int, total: int | None) -> None:
        tenth = done * 10 // total if total else done // (32 << 20)
        if tenth > self._tenth.get(source.id, 0):
            self._tenth[source.id] = tenth
            of = f" of {total / 1e6:.0f}" if total else ""
            self.console.print(f"{source.id}: {done / 1e6:.0f}{of} MB")

    def say(self, text: str) -> None:
        self.console.print(text)


class ProgressBars(NoProgress):
    """A bar for each source and for a large answer; what went wrong stays above them."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        columns = (TextColumn("{task.description:<12}"), BarColumn(), TextColumn("{task.fields[text]}"))
        self.bars = Progress(*columns, TimeElapsedColumn(), console=console)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self.enter_context(self.bars)
        return super().__enter__()

    def source(self, source: Source, questions: int) -> None:
        if source.id not in self._tasks:
            self._tasks[source.id] = self.bars.add_task(source.id, total=questions, text="")
        self.bars.update(self._tasks[source.id], total=questions)

    def step(self, source: Source, text: str, outcome: str) -> None:
        if source.id in self._tasks:
            self.bars.update(self._tasks[source.id], advance=1, text=text[:70])
        if outcome in (FAILED, QUOTA):
            self.bars.console.print(f"{source.id}: {text}")

    def downloaded(self, source: Source, done: int, total: int | None) -> None:
        if source.id in self._tasks:
            of = f" of {total / 1e6:.0f}" if total else ""
            self.bars.update(self._tasks[source.id], text=f"{done / 1e6:.0f}{of} MB")

    def say(self, text: str) -> None:
        self.bars.console.print(text)
