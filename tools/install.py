"""`python tools/install.py requirements/run.txt`: installs what is pinned there into this interpreter's environment.

Every file is held against the hash in the list. One line of progress; pip's own words are shown when it failed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def pins(path: Path) -> int:
    """How many packages the list names."""
    return len(re.findall(r"^[\w.-]+==", path.read_text(encoding="utf-8"), re.MULTILINE))


def main(path: Path) -> int:
    """Pip's exit code."""
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    command += ["--require-hashes", "--requirement", str(path)]
    total, count, said = pins(path), 0, []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            count += line.startswith(("Collecting ", "Processing ", "Requirement already satisfied"))
            _progress(path, count, total, line)
    if pip.returncode:
        print("".join(said), file=sys.stderr)
    elif sys.stdout.isatty():
        print()
    return pip.returncode


def _progress(path: Path, count: int, total: int, line: str) -> None:
    """On a terminal one line that changes, elsewhere the start and the end."""
    if line.startswith("Installing"):
        text = f"{path}: {count} packages are here and are being installed"
    else:
        text = f"{path}: package {count} of {total} or fewer"
    if sys.stdout.isatty():
        print(f"\r{text:<78}", end="", flush=True)
    elif line.startswith("Installing") or (line.startswith("Collecting ") and count == 1):
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
