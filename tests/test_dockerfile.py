"""The container's recipe, read and not run: what it copies is here, and it ends as a server that is not root."""

from __future__ import annotations

import fnmatch
import importlib.util
import json
import re
from pathlib import Path

from dashboard.http import machines

ROOT = Path(__file__).resolve().parent.parent
IGNORED = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]


def steps(name: str) -> list[str]:
    """The steps of one kind, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.removeprefix(name).strip() for line in text.splitlines() if line.startswith(f"{name} ")]


def copied() -> list[str]:
    """Paths that are copied out of the repository."""
    return [source for step in steps("COPY") if "--from" not in step for source in step.split()[:-1]]


def test_what_is_copied_is_in_the_repository() -> None:
    assert {"dashboard", "etl", "data/processed", "tools/bundle"} <= set(copied())
    assert [path for path in copied() if not (ROOT / path).exists()] == []


def test_nothing_that_is_copied_is_ignored() -> None:
    hidden = [(path, rule) for path in copied() for rule in IGNORED if fnmatch.fnmatch(path, rule.removeprefix("**/"))]
    assert hidden == []


def test_a_bundle_of_this_machine_and_installed_modules_stay_out() -> None:
    assert {"dashboard/assets/plotly-*.min.js", "**/node_modules", ".venv", "data/raw/live"} <= set(IGNORED)


def test_the_environment_is_used_under_the_image_it_was_made_in() -> None:
    images = [step.split()[0] for step in steps("FROM")]
    assert len(images) == 2
    assert len(set(images)) == 1
    lowest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert lowest is not None
    assert images[0].startswith(f"python:{lowest[1]}-")


def test_it_ends_as_a_server_that_is_not_root() -> None:
    command = json.loads(steps("CMD")[-1])
    assert importlib.util.find_spec(command[2]) is not None
    assert command[-1] == steps("EXPOSE")[0]
    (user,) = steps("USER")
    assert user == "10001:10001"
    assert any("--uid 10001 " in step for step in steps("RUN"))


def test_modules_are_compiled_where_they_may_be_written() -> None:
    """A start under PYTHONDONTWRITEBYTECODE would compile all of them each time."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    compiled = text.index("python -m compileall -q etl dashboard")
    assert text.index("COPY dashboard dashboard") < compiled < text.index("PYTHONDONTWRITEBYTECODE=1")


def test_its_health_is_asked_at_the_port_it_serves() -> None:
    asked = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", steps("HEALTHCHECK")[0])
    assert asked is not None
    assert asked[1] == steps("EXPOSE")[0]
    assert asked[2] == machines.HEALTH


def test_the_bundle_is_made_by_the_target_that_developers_use() -> None:
    assert "make bundle" in steps("RUN")
    assert re.search(r"^bundle:", (ROOT / "Makefile").read_text(), re.MULTILINE)
