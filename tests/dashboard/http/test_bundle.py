"""The partial bundle: of the right version, with the traces that are drawn, and both bundles draw every chart."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import plotly
import pytest
from playwright.sync_api import Browser

from dashboard.charts.registry import CHARTS
from dashboard.http import bundle
from dashboard.package.store import Package
from tests.dashboard.charts import made
from tests.dashboard.chromium import left_out

ROOT = Path(bundle.HERE).parent
Figures = list[tuple[str, dict[str, Any]]]
FULL = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@pytest.fixture(scope="module")
def figures(now: Package) -> Figures:
    """Every chart under its usual choices, and under every option of each choice alone."""
    result = []
    for chart in (chart.with_options(now.tables) for chart in CHARTS.values()):
        asked: list[dict[str, str]] = [
            {},
            *({c.name: o} for c in chart.choices for o in made.sample(c) if o != c.usual),
        ]
        for given in asked:
            figure = chart.draw(chart.select(now.tables, chart.complete(given)))
            result.append((f"{chart.id}?{chart.canonical(given)}", figure))
    return result


# ---------------------------------------------------------------- what is pinned
def test_the_pinned_plotly_is_the_one_that_the_installed_python_plotly_ships() -> None:
    pinned = json.loads((bundle.TOOLS / "package.json").read_text())["dependencies"]["plotly.js"]
    locked = json.loads((bundle.TOOLS / "package-lock.json").read_text())["packages"]["node_modules/plotly.js"]
    shipped = re.search(r"plotly\.js v(\S+)", FULL.read_text(encoding="utf-8")[:200])
    assert shipped is not None
    assert {pinned, locked["version"], bundle.version()} == {shipped[1]}


def test_the_lock_names_no_address_of_a_package_host() -> None:
    lock = json.loads((bundle.TOOLS / "package-lock.json").read_text())
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert all(entry.get("integrity") for name, entry in lock["packages"].items() if name)


def test_the_bundle_is_not_committed() -> None:
    assert "dashboard/assets/plotly-*.min.js" in (ROOT / ".gitignore").read_text().splitlines()
    assert bundle.target().match("dashboard/assets/plotly-*.min.js")


# ---------------------------------------------------------------- what is in it
def test_charts_draw_no_trace_that_the_bundle_lacks(figures: Figures) -> None:
    drawn = {trace.get("type", "scatter"): name for name, figure in figures for trace in figure["data"]}
    assert drawn
    assert {kind: name for kind, name in drawn.items() if kind not in bundle.TRACES} == {}


def test_the_entry_asks_for_each_trace_once_and_leaves_scatter_to_the_core() -> None:
    wanted = re.findall(r"require\('plotly\.js/lib/(\w+)'\)", bundle.entry(("scatter", "bar", "heatmap")))
    assert wanted == ["core", "bar", "heatmap"]


# ---------------------------------------------------------------- how it is built
def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, node: str) -> Path:
    """Stands in for npm and node on the PATH; the folder of tools has a lock."""
    for name, text in (("npm", "exit 0"), ("node", node)):
        script = folder / name
        script.write_text(f"#!/bin/sh\n{text}\n")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    (folder / "package-lock.json").write_text("{}")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_a_build_writes_the_bundle_and_removes_those_of_other_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = pretend(tmp_path, monkeypatch, f'[ "$1" = -p ] && echo {bundle.version()} || cat')
    assets = tmp_path / "assets"
    assets.mkdir()
    old = assets / "plotly-0.1.0.partial.min.js"
    old.write_text("old")
    assert bundle.found(assets) is None
    made = bundle.build(assets, tools)
    assert sorted(assets.iterdir()) == [made]
    assert bundle.found(assets) == made
    assert bundle.version() in made.name
    assert bundle.entry() in made.read_text()  # the stand-in for esbuild gives back what it was fed


def test_another_plotly_than_the_installed_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = pretend(tmp_path, monkeypatch, "echo 0.1.0")
    with pytest.raises(bundle.BundleError, match=r"pins plotly\.js 0\.1\.0"):
        bundle.build(tmp_path / "assets", tools)
    assert bundle.found(tmp_path / "assets") is None


def test_a_tool_that_fails_is_quoted_and_leaves_no_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = pretend(
        tmp_path, monkeypatch, f'[ "$1" = -p ] && echo {bundle.version()} || {{ echo broken >&2; exit 3; }}'
    )
    with pytest.raises(bundle.BundleError, match="node failed: broken"):
        bundle.build(tmp_path / "assets", tools)
    assert bundle.found(tmp_path / "assets") is None


def test_without_npm_it_says_what_is_served_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bundle.main() == 1
    assert "the full plotly of the package is served" in capsys.readouterr().err


def test_without_the_repository_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(bundle.BundleError, match="checkout of the repository"):
        bundle.build(tmp_path, tmp_path / "nowhere")


# ---------------------------------------------------------------- both draw
DRAW = """async figures => {
  const wrong = [], box = document.createElement("div");
  document.body.append(box);
  for (const [name, figure] of figures) {
    try {
      await Plotly.newPlot(box, figure.data, figure.layout);
      const lacking = box._fullData.filter((t, i) => t.type !== (figure.data[i].type || "scatter"));
      if (lacking.length || !box.querySelector("svg.main-svg")) wrong.push(name);
      Plotly.purge(box);
    } catch (error) { wrong.push(name + ": " + error); }
  }
  return wrong;
}"""


@pytest.mark.parametrize("which", ["partial", "full"])
def test_both_bundles_draw_every_chart(which: str, browser: Browser, figures: Figures) -> None:
    script = bundle.found() if which == "partial" else FULL
    if script is None:
        left_out("the partial bundle is not made: make bundle")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content("<!DOCTYPE html><title>charts</title>")
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    assert page.evaluate("Plotly.version") == bundle.version()
    # the full one lacks no trace: the usual choices show that it draws what we make
    drawn = figures if which == "partial" else [(name, figure) for name, figure in figures if name.endswith("?")]
    assert len(drawn) >= len(CHARTS)
    assert page.evaluate(DRAW, drawn) == []
    assert [url for url in asked if not url.startswith(("data:", "blob:", "about:"))] == []
    page.close()
