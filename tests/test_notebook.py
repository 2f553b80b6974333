"""docs/analysis.ipynb runs from top to bottom, on the package that is here, and ends at the published rank."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK: dict[str, Any] = json.loads((ROOT / "docs" / "analysis.ipynb").read_text(encoding="utf-8"))
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def _run(*cells: str) -> subprocess.CompletedProcess[str]:
    """The cells one after the other, in the notebook's folder."""
    return subprocess.run(
        [sys.executable, "-c", "\n".join(cells)], cwd=ROOT / "docs", capture_output=True, text=True, check=False
    )


def test_it_is_a_notebook_of_the_fourth_format_without_stored_results() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(cell["outputs"] == [] for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code")


def test_every_cell_runs_and_agrees_with_the_published_ranks() -> None:
    done = _run(*CODE, "print(len(published), published['rank'].between(1, 250).all())")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "8 True\n"


def test_the_comparison_would_notice_a_wrong_rank() -> None:
    at = next(i for i, cell in enumerate(CODE) if "assert" in cell)
    done = _run(*CODE[:at], "mine['rank'] += 1", *CODE[at:])
    assert "AssertionError" in done.stderr
