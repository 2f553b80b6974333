"""Who may import whom, and who may touch a file or the network: read from the source of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("etl", "dashboard")
NETWORK = (
    "requests",
    "urllib3",
    "urllib.request",
    "http.client",
    "http.server",
    "httpx",
    "aiohttp",
    "socket",
    "socketserver",
    "ftplib",
    "smtplib",
    "ssl",
    "asyncio",
)
FILES = ("open", "pathlib", "os", "io", "shutil", "tempfile", "glob", "fileinput", "sqlite3")
PURE = (
    "etl.measures",
    "etl.contract.schema",
    "etl.contract.frames",
    "etl.contract.checks",
    "etl.contract.references",
    "etl.contract.reading",
    "etl.contract.types",
    "etl.contract.calendars",
    "etl.contract.fields",
    "etl.contract.tables",
)
# in memory, not in a file
IN_MEMORY = {("etl.contract.frames", "io"), ("etl.contract.reading", "io")}
READS_A_FILE = (
    "read_csv",
    "to_csv",
    "read_json",
    "to_json",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "read_parquet",
    "to_parquet",
    "read_excel",
    "to_pickle",
    "read_pickle",
    "loadtxt",
    "savetxt",
    "open",
)
# rooms of etl, lowest first: nothing imports from a room above its own
LAYERS = (
    "contract",
    "claims",
    "measures",
    "sources",
    "collect",
    "derive",
    "judge",
    "package",
    "run",
    "commands",
    "build",
    "__main__",
)
# the way to the network, and the command that asks whether the port it is to serve at is free
DOORS = {(f"etl.collect.{m}", t) for m in ("transport", "network") for t in NETWORK}
DOORS |= {("dashboard.__main__", "socket"), ("dashboard.http.worker", "socket")}


def modules(root: Path, *packages: str) -> dict[str, Path]:
    """Dotted name -> file of every module under `root`."""
    result = {}
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            result[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return result


def imports(name: str, path: Path) -> Iterator[str]:
    """Every module that `path` imports, at the top or inside a function, relative ones made absolute."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in ("__import__", "import_module") and node.args:
            given = node.args[0]
            yield given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else "<computed>"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def under(module: str, roots: tuple[str, ...]) -> bool:
    return any(module == r or module.startswith(r + ".") for r in roots)


def breaches(root: Path) -> list[str]:
    """Every import that a wall forbids, as 'module imports what'; an empty tree is a breach of its own."""
    result: list[str] = []
    for package in PACKAGES:
        if not modules(root, package):
            result.append(f"{package} has no module")
    for name, path in modules(root, *PACKAGES).items():
        result += [f"{name} imports {target}" for target in imports(name, path) if _forbidden(name, target)]
    return sorted(set(result))


def _forbidden(name: str, target: str) -> bool:
    if under(name, ("etl",)) and under(target, ("dash", "plotly", "dashboard", "flask")):
        return True
    if under(name, ("dashboard",)) and under(target, ("etl",)):
        return True
    if under(target, NETWORK) and not any(name == n and under(target, (t,)) for n, t in DOORS):
        return True
    if under(name, ("dashboard.charts",)) and under(
        target, ("dash", "flask", "dashboard.pages", "dashboard.package", "dashboard.ui")
    ):
        return True
    if under(name, ("dashboard.pages",)) and under(target, ("plotly",)):
        return True
    if under(name, PURE) and under(target, FILES) and (name, target) not in IN_MEMORY:
        return True
    return _upward(name, target) or _between_sources(name, target)


def _upward(name: str, target: str) -> bool:
    """Whether a module of `etl` imports from a layer above its own."""
    return under(name, ("etl",)) and under(target, ("etl",)) and _layer(target) > _layer(name)


def _layer(module: str) -> int:
    room = [*module.split("."), ""][1]
    return LAYERS.index(room) if room in LAYERS else -1


def _between_sources(name: str, target: str) -> bool:
    """One source (it has a TOML file) does not import another; the modules they share import no source."""
    ours, theirs = (n.removeprefix("etl.sources.").split(".")[0] for n in (name, target))
    if not (name.startswith("etl.sources.") and target.startswith("etl.sources.")):
        return False
    return theirs != ours and (ROOT / "etl" / "sources" / f"{theirs}.toml").exists()


def test_no_wall_is_breached() -> None:
    assert breaches(ROOT) == []


def test_every_module_of_etl_belongs_to_a_layer() -> None:
    assert [n for n in modules(ROOT, "etl") if n != "etl" and _layer(n) < 0] == []
    assert [room for room in LAYERS if not any(under(n, (f"etl.{room}",)) for n in modules(ROOT, "etl"))] == []


@pytest.mark.parametrize("name", [n for n in modules(ROOT, *PACKAGES) if under(n, PURE)])
def test_a_pure_module_touches_no_file(name: str) -> None:
    tree = ast.parse(modules(ROOT, *PACKAGES)[name].read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [c for c in calls if _name(c.func) in READS_A_FILE and not _of_memory(c)] == []


def _of_memory(call: ast.Call) -> bool:
    """Whether what is read is a text that the program has."""
    return (
        bool(call.args) and isinstance(call.args[0], ast.Call) and _name(call.args[0].func) in ("StringIO", "BytesIO")
    )


def test_charts_read_no_file_but_their_settings() -> None:
    for name, path in modules(ROOT, "dashboard").items():
        if under(name, ("dashboard.charts",)) and name != "dashboard.charts.settings":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
            assert not [c for c in calls if c in READS_A_FILE and c != "to_json"], name


def test_pages_build_no_figure() -> None:
    for name, path in modules(ROOT, "dashboard").items():
        if under(name, ("dashboard.pages",)):
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            names = {_name(node) for node in nodes if isinstance(node, ast.expr)}
            assert not names & {"add_trace", "update_layout", "update_traces", "make_subplots", "add_scatter"}, name


def test_the_walls_hold_every_kind_of_module() -> None:
    """A wall around an empty room would hold whatever is built later: each room has somebody in it."""
    names = modules(ROOT, *PACKAGES)
    for room in ("etl.measures", "etl.sources", "etl.collect.transport", "dashboard.charts", "dashboard.pages", *PURE):
        assert any(under(n, (room,)) for n in names), room


@pytest.mark.parametrize(
    ("file", "line", "breach"),
    [
        ("etl/a.py", "import plotly.express as px", "etl.a imports plotly.express"),
        ("etl/a.py", "from dashboard import data", "etl.a imports dashboard"),
        ("etl/a.py", "def f():\n    import requests", "etl.a imports requests"),
        ("etl/a.py", "from importlib import import_module\nimport_module('dash')", "etl.a imports dash"),
        ("etl/deep/a.py", "from ...dashboard import data", "etl.deep.a imports dashboard"),
        (
            "dashboard/a.py",
            "from etl.contract.countries import COUNTRIES",
            "dashboard.a imports etl.contract.countries",
        ),
        ("dashboard/a.py", "import urllib.request", "dashboard.a imports urllib.request"),
        ("dashboard/charts/a.py", "from ..package import store", "dashboard.charts.a imports dashboard.package"),
        ("dashboard/charts/a.py", "import dash", "dashboard.charts.a imports dash"),
        ("dashboard/pages/a.py", "from plotly import graph_objects", "dashboard.pages.a imports plotly"),
        ("etl/measures/a.py", "from pathlib import Path", "etl.measures.a imports pathlib"),
        ("etl/measures/deep/__init__.py", "import os", "etl.measures.deep imports os"),
        ("etl/contract/calendars.py", "import io", "etl.contract.calendars imports io"),
        ("etl/sources/b.py", "from .comtrade import SOURCE", "etl.sources.b imports etl.sources.comtrade"),
        ("etl/sources/base.py", "from .comtrade import SOURCE", "etl.sources.base imports etl.sources.comtrade"),
        ("etl/measures/a.py", "from etl.sources import SOURCES", "etl.measures.a imports etl.sources"),
        ("etl/derive/a.py", "def f():\n    from etl.judge import weigh", "etl.derive.a imports etl.judge"),
        ("etl/package/a.py", "from etl import build", "etl.package.a imports etl.build"),
    ],
)
def test_a_breach_is_seen(tmp_path: Path, file: str, line: str, breach: str) -> None:
    for each in ("etl/__init__.py", "dashboard/__init__.py", file):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("", encoding="utf-8")
    assert breaches(tmp_path) == []
    (tmp_path / file).write_text(line, encoding="utf-8")
    assert breach in breaches(tmp_path)


def test_an_empty_tree_is_a_breach(tmp_path: Path) -> None:
    assert breaches(tmp_path) == ["dashboard has no module", "etl has no module"]
