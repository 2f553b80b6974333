"""Our sheet and the script of the head, written into the first HTML: the words are painted when it has come.

Asked for apart, both would wait for a second way to the server, and there share a slow line with every other script.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
SHEET, EARLY = "ledger.css", "early.js"


@cache
def sheet() -> str:
    """The sheet as an element, without its comments and indents."""
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / SHEET).read_text(encoding="utf-8"), flags=re.DOTALL)
    dense = re.sub(r"\s*\n\s*", "\n", text).strip()
    return f"<style>{dense}</style>"


@cache
def early() -> str:
    """The script that must run before the first paint, unchanged from its file."""
    return (ASSETS / EARLY).read_text(encoding="utf-8")


def script(plotly: str) -> str:
    """The same as an element; `plotly` is the address that it hands on."""
    return f'<script data-plotly="{plotly}">{early()}</script>'


def policy_hash() -> str:
    """What the Content-Security-Policy must hold so that the script runs."""
    return f"'sha256-{b64encode(hashlib.sha256(early().encode('utf-8')).digest()).decode()}'"
