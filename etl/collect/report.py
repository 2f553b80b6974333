"""What becomes of each question, of each source, and of the run: written into the ledger and onto the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from etl.collect.client import Client
from etl.collect.clock import iso, until
from etl.collect.entry import DOUBTFUL, FAILED, OK, QUOTA, UNCHANGED, Entry
from etl.collect.progress import NoProgress
from etl.collect.store import Store
from etl.contract.errors import EtlError, QuotaSpent


@dataclass(kw_only=True)
class Outcome:
    """What became of one source in a run; `until` is set when its quota is spent."""

    source: str
    asked: int = 0
    kept: int = 0
    unchanged: int = 0
    doubtful: int = 0
    failures: list[str] = field(default_factory=list)
    until: str = ""

    @property
    def good(self) -> bool:
        return not self.failures

    def sentence(self) -> str:
        """The outcome in one line."""
        if not self.asked and self.good:
            return "nothing was due"
        parts = [f"{self.asked} asked", f"{self.kept} new"]
        parts += [f"{self.unchanged} unchanged"] if self.unchanged else []
        parts += [f"{self.doubtful} doubtful (python -m etl accept {self.source} takes them)"] if self.doubtful else []
        parts += [f"{len(self.failures)} failed: {self.failures[-1]}"] if self.failures else []
        return ", ".join(parts)


@dataclass(kw_only=True)
class Recorder:
    """Writes down what becomes of the questions that `client` asks: in the ledger, in the outcome, on the screen."""

    client: Client
    store: Store
    outcome: Outcome
    progress: NoProgress

    def line(self, key: str, address: str, **cells: str) -> Entry:
        """A ledger line of now: about the question `key`, empty for none."""
        source, access, now = self.client.source.id, self.client.settings.access, iso(self.client.clock.now())
        return Entry(source=source, request=key, address=address, retrieved=now, access=access, **cells)

    def record_answer(self, entry: Entry, left_out: str) -> None:
        """An answer that is stored; `left_out` says which rows of it are of no use."""
        self.store.append(entry)
        self.outcome.kept += entry.outcome == OK
        self.outcome.unchanged += entry.outcome == UNCHANGED
        self.outcome.doubtful += entry.outcome == DOUBTFUL
        if entry.outcome == DOUBTFUL or left_out:
            self.outcome.failures.append(f"{entry.request}: {entry.message}")
        self._step(f"{entry.request}: {entry.message}, {entry.outcome}", entry.outcome)

    def record_failure(self, err: Exception, key: str = "", address: str = "") -> None:
        """Why there is no answer."""
        ours = "" if isinstance(err, EtlError) else f"a fault of ours, {type(err).__name__}: "
        words = self.client.clean(f"{ours}{err}")
        outcome = FAILED
        if isinstance(err, QuotaSpent):
            self.outcome.until = until(self.client.clock.now(), err.seconds)
            words, outcome = f"{words}; until {self.outcome.until}", QUOTA
        status = getattr(err, "status", "")
        self.store.append(self.line(key, address, status=status, outcome=outcome, message=words))
        self.outcome.failures.append(words)
        self._step(f"{key or self.client.source.id}: {outcome}: {words}", outcome)

    def record_retry(self, address: str, status: str, problem: str) -> None:
        """A call that will be made again."""
        self.store.append(self.line("", address, status=status, outcome=FAILED, message=problem))
        self._step(problem, FAILED)

    def _step(self, text: str, outcome: str) -> None:
        self.progress.step(self.client.source, text, outcome)


@dataclass(kw_only=True)
class Report:
    """What a run did; `code` is its exit code: 0 all well, 1 something failed or a quota is spent."""

    outcomes: list[Outcome] = field(default_factory=list)
    version: str = ""
    built: bool = False
    changed: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def code(self) -> int:
        return 1 if self.problems or any(not o.good for o in self.outcomes) else 0

    def lines(self) -> list[str]:
        """The run in a few lines, one for each source."""
        out = [f"{o.source}: {o.sentence()}" for o in self.outcomes]
        if self.built:
            out.append(f"data version {self.version}, " + ("new" if self.changed else "unchanged"))
        return out + self.problems

    def as_json(self) -> dict[str, Any]:
        """The run as plain values."""
        sources = [{**o.__dict__, "good": o.good} for o in self.outcomes]
        build = {"built": self.built, "version": self.version, "changed": self.changed}
        return {"sources": sources, "build": build, "problems": self.problems, "exit": self.code}
