"""The pages of charts, from `chart_pages.toml`, and to which of them a claim belongs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from dashboard.package.claims import Claim

PAGES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("chart_pages.toml").read_text("utf-8"))


def topic(claim: Claim) -> str:
    """Name of the page of charts that `claim` says it belongs to; empty for one that names no page of ours."""
    name = claim.about.get("topic", "")
    return name if name in PAGES else ""
