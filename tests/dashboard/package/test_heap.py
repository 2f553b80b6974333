"""Memory goes back to the system, and a C library without these settings is no error."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.package import heap

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
from pathlib import Path
from dashboard.package import heap

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

{before}
large = bytearray(30_000_000)
del large  # from now on glibc takes smaller blocks for ones to keep, if nobody says otherwise
held = [bytearray(600_000) for _ in range(100)] + [bytearray(1000)]
full = resident()
rest = held[-1]
del held
{after}
print(full - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="settings of glibc")
@pytest.mark.parametrize(
    ("before", "after", "back"), [("heap.settle()", "", True), ("", "heap.give_back()", True), ("", "", False)]
)
def test_what_is_freed_goes_back(before: str, after: str, *, back: bool) -> None:
    program = PROGRAM.format(before=before, after=after)
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True)
    assert (int(answer.stdout) > 40_000_000) is back


@pytest.mark.parametrize("library", [None, OSError, TypeError])
def test_another_library_is_left_alone(library: type[Exception] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: None) -> object:
        if library:
            raise library
        return object()

    monkeypatch.setattr(ctypes, "CDLL", load)
    heap.settle()
    heap.give_back()


def test_what_is_shared_is_not_looked_at_for_garbage() -> None:
    program = "import gc; from dashboard.package import heap; heap.share(); print(gc.get_freeze_count())"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True)
    assert int(answer.stdout) > 1000
