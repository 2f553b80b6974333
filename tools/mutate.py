"""`python tools/mutate.py [WORD ...]`: breaks one rule after another in a copy, and says which no test notices.

The changes are in `mutations.toml`; with words, only those whose rule has one of them. A report, not a gate: exit
code 1 says that something survived, 2 that a change no longer fits the code.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("etl", "dashboard", "tests", "tools", "bench", "docs", "data/raw/bundled", "data/processed")
FILES = ("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md")


def main() -> int:
    """Apply each mutation, run its tests, put the file back, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="WORD", help="only changes of rules that have this word")
    words = parser.parse_args().words
    mutations = tomllib.loads((ROOT / "tools" / "mutations.toml").read_text(encoding="utf-8"))["mutation"]
    chosen = [m for m in mutations if not words or any(w in m["rule"] for w in words)]
    with tempfile.TemporaryDirectory() as name:
        folder = _copied(Path(name))
        outcomes = [_outcome(folder, m) for m in chosen]
    print(f"{outcomes.count('caught')} of {len(outcomes)} caught")
    return 2 if "does not fit" in outcomes else int("survived" in outcomes)


def _copied(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "live", "parsed")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    for file in FILES:
        shutil.copy(ROOT / file, folder / file)
    return folder


def _outcome(folder: Path, mutation: dict[str, Any]) -> str:
    path = folder / mutation["file"]
    before = path.read_text(encoding="utf-8")
    if mutation["old"] not in before:
        outcome = "does not fit"
    else:
        path.write_text(before.replace(mutation["old"], mutation["new"]), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *mutation["tests"]]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        outcome = "survived" if done.returncode == 0 else "caught" if done.returncode == 1 else "does not fit"
        path.write_text(before, encoding="utf-8")
    print(f"{outcome:12} {mutation['rule']} ({mutation['file']})", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
