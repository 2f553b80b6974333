"""The type of a drawing: a plain plotly dict without template, or a small table in its place."""

from __future__ import annotations

from typing import Any

Figure = dict[str, Any]
