"""What can go wrong in the pipeline, as one tree.

EtlError                 anything below; the command line prints it and leaves with its code
|-- FetchError           no usable answer came (raised by etl.collect)
|   |-- QuotaSpent       the publisher says: enough for now (stops that source until it is replenished)
|   `-- PayloadError     an answer came, but not the documented one: HTML, cut at the cap, missing column
|-- UnknownCode          a code that no table of ours knows (raised by etl.contract.countries)
|-- SchemaError          rows that break a table's description (raised by etl.contract.reading), all of them at once
|-- ClaimError           a claim file with an unknown measure, rule or key (raised by etl.claims and etl.judge)
|-- DiskError            what came cannot be written (raised by etl.collect.disk; ends the run, of every source)
|-- SettingError         a setting that cannot be read (raised by etl.collect.settings, before anything is asked)
`-- Busy                 another run holds the lock (raised by etl.collect.disk)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class EtlError(Exception):
    """Base of everything the pipeline raises on purpose; `code` is the exit code of the command that it ends."""

    code = 1


def sentence(err: Exception) -> str:
    """What went wrong, as the command line prints it: for a fault of the system, which file and why."""
    if not isinstance(err, OSError) or not err.strerror:
        return str(err)
    why = err.strerror[:1].lower() + err.strerror[1:]
    return f"{err.filename} cannot be used: {why}" if err.filename else why


class FetchError(EtlError):
    """No usable answer: connection, time limit, or a status that is not a success (then in `status`)."""

    status: str = ""


class QuotaSpent(FetchError):
    """The publisher's quota is used up; `seconds` says when it is replenished, None when unknown."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class PayloadError(FetchError):
    """An answer came that is not the documented one."""


class DiskError(EtlError):
    """What came cannot be written: the disk is full, or the folder is not ours to write to."""


class UnknownCode(EtlError):
    """A code that none of our code tables has."""


class ClaimError(EtlError):
    """A claim file that cannot be judged as it is written."""


class SettingError(EtlError):
    """A setting of the environment that cannot be read; it does not become right by waiting."""

    code = 2


class Busy(EtlError):
    """Another run holds the lock."""

    code = 3


@dataclass(frozen=True, kw_only=True)
class Violation:
    """One broken rule: where (`file`, 1-based `line`, `column`), what was `expected`, what was `found`."""

    file: str
    line: int
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        value = f", found {self.found!r}" if self.found else ""
        return f"{self.file}, line {self.line}{column}: expected {self.expected}{value}"


class SchemaError(EtlError):
    """Rows that break the description of their table; `violations` lists every one of them.

    `rows` is the frame as far as it could be read, one row per line of the file, so that other checks can go on.
    """

    def __init__(self, violations: list[Violation], rows: Any = None) -> None:
        self.rows = rows
        self.violations = sorted(violations, key=lambda v: (v.file, v.line, v.column, v.expected))
        super().__init__("\n".join(str(v) for v in self.violations))
