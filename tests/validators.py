"""The checkers of requirements/validators.txt, which lie in an environment of their own: make test installs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.dashboard.chromium import left_out

PYTHON = Path(sys.prefix) / "validators" / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What the python of that environment says to `arguments`; the test is left out where it is not installed."""
    if not PYTHON.exists():
        left_out("no validators here: make test installs requirements/validators.txt")
    return subprocess.run([PYTHON, *arguments], capture_output=True, text=True, timeout=120, check=False)
