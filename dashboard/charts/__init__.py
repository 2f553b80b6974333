"""The charts, one per file, in the order of the pages."""

from __future__ import annotations

from dashboard.charts import russia_rank
from dashboard.charts.base import Chart, Choice, UnknownChoice

CHARTS: dict[str, Chart] = {chart.id: chart for chart in (russia_rank.CHART,)}

__all__ = ["CHARTS", "Chart", "Choice", "UnknownChoice"]
