"""The live sources; a module in this folder that is not named here fails a test."""

from __future__ import annotations

from etl.sources.base import Source

SOURCES: dict[str, Source] = {}
