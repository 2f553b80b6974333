"""html-validate over a folder of pages; left out where npm has not installed it.

tests/node/htmlvalidate.json has its rules: the standard, but for the style of attributes, for long titles, for inline
styles (widths of bars), for a form of searching that has no button, and for a list and its boxes that share one name.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.dashboard.chromium import left_out

NODE = Path(__file__).resolve().parents[1] / "node"
CHECKER = NODE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def faults(folder: Path) -> list[str]:
    """A sentence for each fault of the pages below `folder`."""
    node = shutil.which("node")
    if node is None or not CHECKER.is_file():
        left_out("html-validate needs node and tests/node/node_modules (make test installs them)")
    command = [str(node), str(CHECKER), "--config", str(NODE / "htmlvalidate.json"), "-f", "json", "**/*.html"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    return [
        f"{Path(page['filePath']).relative_to(folder)}, line {m['line']}: {m['message']} ({m['ruleId']})"
        for page in json.loads(done.stdout)
        for m in page["messages"]
    ]
