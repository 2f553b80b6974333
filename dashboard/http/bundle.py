"""The partial plotly bundle: plotly.js with the traces we draw and no others, a third of the full one on the wire.

    python -m dashboard.http.bundle      builds it where npm is present; `make bundle` calls this

It is third-party code, so it is built and never committed. Its version is that of the plotly.js which the installed
python plotly ships; without a bundle of just that version the full one of the package is served. How plotly's own
authors build theirs: CUSTOM_BUNDLE.md and esbuild-config.js of plotly.js.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from plotly.offline import get_plotlyjs_version

HERE = Path(__file__).resolve().parents[1]
ASSETS = HERE / "assets"
TOOLS = HERE.parent / "tools" / "bundle"
#: the trace types that charts draw; scatter is part of the core
TRACES = ("scatter", "bar", "heatmap")
_CORE = ("scatter",)
_PATTERN = "plotly-*.min.js"


class BundleError(Exception):
    """The bundle could not be built; the message says what to do."""


def version() -> str:
    """The version of plotly.js that the installed python plotly ships, such as 4.1.1."""
    return str(get_plotlyjs_version())


def target(assets: Path = ASSETS) -> Path:
    """Where the bundle of the installed version belongs."""
    return assets / f"plotly-{version()}.partial.min.js"


def found(assets: Path = ASSETS) -> Path | None:
    """The bundle of just the installed version, or None: then the full plotly of the package has to do."""
    path = target(assets)
    return path if path.is_file() else None


def entry(traces: Sequence[str] = TRACES) -> str:
    """The script that the bundle is made from: plotly's core and `traces`."""
    requires = ", ".join(f"require('plotly.js/lib/{name}')" for name in traces if name not in _CORE)
    return f"const Plotly = require('plotly.js/lib/core');\nPlotly.register([{requires}]);\nmodule.exports = Plotly;\n"


def build(assets: Path = ASSETS, tools: Path = TOOLS) -> Path:
    """Installs what `tools` pins and writes the bundle into `assets`; bundles of other versions leave.

    Raises BundleError when npm is missing, fails, or pins another plotly.js than the installed plotly ships.
    """
    if not (tools / "package-lock.json").is_file():
        raise BundleError("tools/bundle is not here: the bundle is built from a checkout of the repository")
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        raise BundleError("npm is not here: the full plotly of the package is served instead")
    _run([npm, "ci", "--silent"], tools)
    pinned = _run([node, "-p", "require('plotly.js/package.json').version"], tools).strip()
    if pinned != version():
        raise BundleError(f"tools/bundle pins plotly.js {pinned}, the installed plotly ships {version()}: pin that one")
    script = _run([node, "build.mjs"], tools, entry())
    return _keep(script, assets)


def _keep(script: str, assets: Path) -> Path:
    """Writes the bundle whole or not at all: a server may be reading."""
    path = target(assets)
    half = path.with_suffix(".half")
    assets.mkdir(parents=True, exist_ok=True)
    half.write_text(
        f"/* plotly.js v{version()} ({', '.join(TRACES)}), MIT, Plotly, Inc. */\n{script}", encoding="utf-8"
    )
    half.replace(path)
    for old in assets.glob(_PATTERN):
        if old != path:
            old.unlink()
    return path


def _run(command: Sequence[str], folder: Path, text: str = "") -> str:
    done = subprocess.run(command, cwd=folder, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def main() -> int:
    """0 when the bundle is there, 1 when it could not be built; prints the reason in one line."""
    try:
        path = build()
    except BundleError as err:
        print(f"error: {err}", file=sys.stderr)
        return 1
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB before compression")
    return 0


if __name__ == "__main__":
    sys.exit(main())
