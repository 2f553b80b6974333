"""What became of each source, of the build, and of the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


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
