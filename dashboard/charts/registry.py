"""The charts, one per file: every module under `charts/<topic>/` that has a `CHART` is one."""

from __future__ import annotations

import importlib
import pkgutil

from dashboard import charts
from dashboard.charts.base import Chart


def _charts() -> dict[str, Chart]:
    infos = pkgutil.walk_packages(charts.__path__, f"{charts.__name__}.")
    modules = [importlib.import_module(m.name) for m in infos if m.name != __name__]
    return {m.CHART.id: m.CHART for m in modules if hasattr(m, "CHART")}


CHARTS: dict[str, Chart] = _charts()
