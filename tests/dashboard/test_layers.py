"""The rooms of the dashboard, lowest first: a module imports its own room and those below, and nothing above."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_walls import ROOT, imports, modules, under

LAYERS = (
    ("dashboard.texts",),
    ("dashboard.package", "dashboard.charts"),
    ("dashboard.svg", "dashboard.ui"),
    ("dashboard.http",),
    ("dashboard.pages", "dashboard.app", "dashboard.edition"),
    ("dashboard.__main__",),
)
TOPICS = ("agreements", "certainty", "investment", "ties", "trade")
#: charts draw what they are given: no package, no page, no web server
CHARTS_MAY_USE = ("dashboard.charts", "dashboard.texts")
SVG_MAY_USE = ("dashboard.svg", "dashboard.charts.theme")


def layer(name: str) -> int:
    """The layer of a module, counted from below; -1 for what stands in none."""
    return next((i for i, rooms in enumerate(LAYERS) if under(name, rooms)), -1)


def room(name: str) -> str:
    return ".".join(name.split(".")[:2])


def upward(root: Path) -> list[str]:
    """Imports that go up, or across to another room of the same layer."""
    result = []
    for name, path in modules(root, "dashboard").items():
        targets = {t for t in imports(name, path) if under(t, ("dashboard",)) and layer(t) >= 0}
        result += [f"{name} imports {t}" for t in targets if layer(t) >= layer(name) and room(t) != room(name)]
    return sorted(breach.replace("dashboard.", "") for breach in result)


def across(root: Path) -> list[str]:
    """Charts that use more than they may, or a chart of another topic."""
    result = []
    for name, path in modules(root, "dashboard").items():
        targets = {t for t in imports(name, path) if t.startswith("dashboard.")}
        if under(name, ("dashboard.charts",)):
            result += [f"{name} imports {t}" for t in targets if not under(t, CHARTS_MAY_USE)]
            result += [f"{name} imports {t}" for t in targets if topic(t) not in ("", topic(name))]
        if under(name, ("dashboard.svg",)):
            result += [f"{name} imports {t}" for t in targets if not under(t, (*SVG_MAY_USE, "dashboard.charts"))]
            result += [f"{name} imports {t}" for t in targets if under(t, ("dashboard.charts",)) and topic(t)]
    return sorted(breach.replace("dashboard.", "") for breach in result)


def topic(name: str) -> str:
    """The topic of a chart module; empty for what all topics share."""
    _, house, name, *_ = [*name.split("."), "", ""]
    return name if house == "charts" and name in TOPICS else ""


def test_nothing_imports_upwards() -> None:
    assert upward(ROOT) == []


def test_charts_use_their_topic_and_what_all_share() -> None:
    assert across(ROOT) == []


def test_every_module_belongs_to_a_layer() -> None:
    assert [name for name in modules(ROOT, "dashboard") if layer(name) < 0] == ["dashboard"]
    assert {topic(name) for name in modules(ROOT, "dashboard")} == {"", *TOPICS}


@pytest.mark.parametrize(
    ("file", "line", "breach"),
    [
        ("package/a.py", "from dashboard.ui import shell", "package.a imports ui.shell"),
        ("package/a.py", "from ..charts import base", "package.a imports charts.base"),
        ("texts/a.py", "from dashboard.package import store", "texts.a imports package.store"),
        (
            "ui/a.py",
            "def f():\n    from dashboard.http import answers",
            "ui.a imports http.answers",
        ),
        ("http/a.py", "from dashboard.pages import home", "http.a imports pages.home"),
        ("pages/a.py", "from dashboard import app", "pages.a imports app"),
    ],
)
def test_an_upward_import_is_seen(tmp_path: Path, file: str, line: str, breach: str) -> None:
    assert upward(_tree(tmp_path, file, line)) != []
    assert breach in upward(tmp_path)


@pytest.mark.parametrize(
    ("file", "line", "breach"),
    [
        (
            "charts/trade/a.py",
            "from dashboard.charts.ties import b",
            "charts.trade.a imports charts.ties.b",
        ),
        (
            "charts/trade/a.py",
            "from dashboard.package import store",
            "charts.trade.a imports package.store",
        ),
        (
            "charts/style.py",
            "from dashboard.charts.trade import b",
            "charts.style imports charts.trade.b",
        ),
        ("svg/a.py", "from dashboard.charts.trade import b", "svg.a imports charts.trade.b"),
        ("svg/a.py", "from dashboard.package import store", "svg.a imports package.store"),
    ],
)
def test_a_chart_that_reaches_across_is_seen(tmp_path: Path, file: str, line: str, breach: str) -> None:
    assert breach in across(_tree(tmp_path, file, line))


def _tree(root: Path, file: str, line: str) -> Path:
    (root / "dashboard" / file).parent.mkdir(parents=True)
    (root / "dashboard" / file).write_text(line, encoding="utf-8")
    return root
