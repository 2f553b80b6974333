"""The charts, one per file: every module of this package that has a `CHART` is one."""

from __future__ import annotations

import importlib
import pkgutil

from dashboard.charts.base import Chart, Choice, UnknownChoice


def _found() -> dict[str, Chart]:
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    return {m.CHART.id: m.CHART for m in modules if hasattr(m, "CHART")}


CHARTS: dict[str, Chart] = _found()

__all__ = ["CHARTS", "Chart", "Choice", "UnknownChoice"]
