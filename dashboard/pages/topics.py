"""Which page of charts a claim belongs to, and which claims a page of charts has: both from `chart_pages.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

#: the claims that readers come for, answered first
ASKED_FIRST = ("trade-rank", "largest-investor", "energy-deal")
PAGES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("chart_pages.toml").read_text("utf-8"))


def claims(page: str) -> list[str]:
    """Ids of the claims of the page `/<page>`, in the order of its file."""
    return list(PAGES[page].get("claims", ()))


def topic(claim: str) -> str:
    """Name of the page of charts to which `claim` belongs; empty for a claim that is in no list."""
    return next((name for name, page in PAGES.items() if claim in page.get("claims", ())), "")
