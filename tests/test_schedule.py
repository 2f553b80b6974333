"""What a scheduler is given: the workflows, the units, and the cron file with its script."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from etl.__main__ import app
from etl.sources import SOURCES
from etl.sources.source import Source

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CRON = sorted((DEPLOY / "cron.d").iterdir())
SERVICES = sorted(DEPLOY.glob("*.service"))
LINTER = ROOT / "tests" / "node" / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
SCHEDULED = [*WORKFLOWS, *(path for path in DEPLOY.rglob("*") if path.is_file()), ROOT / "docs" / "SCHEDULE.md"]
NOBODY = 65534
LIMITS = sum(source.limit for source in SOURCES.values())  # seconds: all sources one after the other


def _workflow(name: str) -> dict[str, Any]:
    # yaml reads the key `on` as a truth value
    held: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text())
    return {("on" if key is True else key): value for key, value in held.items()}


# ---------------------------------------------------------------- workflows
@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_actionlint_finds_nothing(path: Path) -> None:
    if not shutil.which("node") or not LINTER.is_file():
        pytest.skip("actionlint needs node and tests/node/node_modules (make test installs them)")
    done = subprocess.run(["node", LINTER, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing() -> None:
    tool = Path(sys.executable).with_name("zizmor")
    if not tool.is_file():
        pytest.skip("zizmor is not installed (requirements/test.txt)")
    command = [tool, "--offline", "--pedantic", "--quiet", "--no-config", ROOT / ".github"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_a_workflow_without_a_linter_at_hand(path: Path) -> None:
    workflow = _workflow(path.name)
    crons = [entry["cron"] for entry in workflow["on"]["schedule"]]
    assert all(re.fullmatch(r"\d{1,2} \d{1,2} ([\d,]+|\*) \* (\d|\*)", c) for c in crons)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"] <= 360
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            # what a person or a publisher wrote may not become part of a script
            assert "${{" not in step.get("run", "")
            # a pipe hides a failure from the default shell, which has no pipefail
            assert " | " not in step.get("run", "") or workflow["defaults"]["run"]["shell"] == "bash"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_actions_are_pinned_to_a_commit_with_its_version_beside(path: Path) -> None:
    for line in re.findall(r"uses: (.*)", path.read_text()):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def _given(name: str) -> list[dict[str, Any]]:
    """Steps of all workflows that have the variable `name`."""
    steps = [s for path in WORKFLOWS for job in _workflow(path.name)["jobs"].values() for s in job["steps"]]
    return [s for s in steps if name in s.get("env", {})]


def test_a_secret_is_given_to_the_steps_that_need_it_alone() -> None:
    for path in WORKFLOWS:
        for line in path.read_text().splitlines():
            if "secrets." in line or "github.token" in line:
                assert re.fullmatch(r" {10}[A-Z_]+: \$\{\{ (secrets\.[A-Z_]+|github\.token) \}\}", line), line
    asking, pushing = _given("COMTRADE_API_KEY"), _given("LEDGER_TOKEN")
    assert asking
    assert pushing
    assert all("python -m etl" in s["run"] and not s["env"].keys() & {"LEDGER_TOKEN", "GH_TOKEN"} for s in asking)
    scripts = ("deploy/keep-live.sh ", "deploy/publish-edition.sh ")
    assert all(s["run"].startswith(scripts) for s in [*pushing, *_given("LEDGER_ARCHIVE_KEY")])
    for path in WORKFLOWS:
        for job in _workflow(path.name)["jobs"].values():
            for step in job["steps"]:
                if "checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False


def test_rights_to_write_are_in_the_jobs_that_write_alone() -> None:
    jobs = [job for path in WORKFLOWS for job in _workflow(path.name)["jobs"].values()]
    rights = [(right, job) for job in jobs for right, level in job["permissions"].items() if level == "write"]
    assert sorted(right for right, _ in rights) == ["actions", "contents", "contents"]
    writers = {
        "contents": ("keep-live.sh keep", "publish-edition.sh edition/site"),
        "actions": ("gh api --method PUT",),
    }
    for right, job in rights:
        text = json.dumps(job["steps"])
        assert any(writer in text for writer in writers[right])


def test_what_came_is_kept_before_the_run_turns_red() -> None:
    steps = _workflow("live.yml")["jobs"]["run"]["steps"]
    order = [s.get("run", "") for s in steps]
    words = ("restore", "etl run", "sh keep", "etl status", "exit")
    at = [next(i for i, run in enumerate(order) if word in run) for word in words]
    assert at == sorted(at)
    # also after a run that was cut or failed in a way of its own
    assert all(steps[i]["if"].startswith("always()") for i in at[2:])
    assert _workflow("live.yml")["concurrency"]["cancel-in-progress"] is False


def test_a_run_has_more_time_than_its_sources_together() -> None:
    job = _workflow("live.yml")["jobs"]["run"]
    (asking,) = [s for s in job["steps"] if "etl run" in s.get("run", "")]
    assert LIMITS / 60 < asking["timeout-minutes"] < job["timeout-minutes"]
    assert int(_unit(DEPLOY / "russia-iran-ledger.service")["TimeoutStartSec"].removesuffix("h")) > LIMITS / 3600


def test_text_of_a_command_is_fenced_in_the_summary() -> None:
    for path in WORKFLOWS:
        for job in _workflow(path.name)["jobs"].values():
            for step in job["steps"]:
                if "GITHUB_STEP_SUMMARY" in step.get("run", ""):
                    assert step["run"].count("echo '```'") == 2


def test_the_month_is_tried_daily_and_the_schedules_are_kept_on() -> None:
    assert [e["cron"].split()[2:] for e in _workflow("live.yml")["on"]["schedule"]] == [["*", "*", "*"]]
    (step,) = _workflow("keep-alive.yml")["jobs"]["enable"]["steps"]
    scheduled = {path.name for path in WORKFLOWS if "schedule" in _workflow(path.name)["on"]}
    assert set(re.search(r"for name in ([^;]+);", step["run"])[1].split()) == scheduled  # type: ignore[index]


# ---------------------------------------------------------------- commands, codes and settings that are written down
def _options() -> dict[str, set[str]]:
    command = typer.main.get_command(app)
    return {n: {o for p in c.params for o in p.opts} for n, c in command.commands.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SCHEDULED, ids=lambda p: p.name)
def test_every_command_that_is_written_down_exists(path: Path) -> None:
    known = _options()
    for command, rest in re.findall(r"python3? -m etl ([a-z]+)([^`\n;|&]*)", path.read_text()):
        assert command in known, command
        unknown = {o for o in re.findall(r"(?<=\s)--[a-z-]+", rest) if o not in known[command]}
        assert not unknown


def test_the_documented_cadences() -> None:
    text = (ROOT / "docs" / "SCHEDULE.md").read_text()
    for source in SOURCES.values():
        assert _documented(source, text), source.id


def _documented(source: Source, text: str) -> bool:
    return source.id == "comtrade" or f"{source.cadence_days} days" in text


# ---------------------------------------------------------------- systemd
def _unit(path: Path, section: str = "Service") -> configparser.SectionProxy:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(path)
    return unit[section]


def test_the_run_writes_the_data_alone_and_the_dashboard_nothing() -> None:
    run, board = (_unit(DEPLOY / f"russia-iran-ledger{n}.service") for n in ("", "-dashboard"))
    assert run["ExecStart"].endswith("/.venv/bin/python -m etl run --quiet")
    assert run["ReadWritePaths"] == run["WorkingDirectory"] + "/data"
    assert "-m dashboard --host 127.0.0.1 " in board["ExecStart"]
    assert "ReadWritePaths" not in board


@pytest.mark.parametrize("path", SERVICES, ids=lambda p: p.name)
def test_a_unit_is_sandboxed(path: Path) -> None:
    unit = _unit(path)
    assert unit["User"] == "ledger"
    assert (unit["ProtectSystem"], unit["NoNewPrivileges"], unit["CapabilityBoundingSet"]) == ("strict", "yes", "")
    if not shutil.which("systemd-analyze"):
        pytest.skip("the exposure of a unit needs systemd-analyze")
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:]


def test_the_timer_is_daily_and_catches_up() -> None:
    timer = _unit(DEPLOY / "russia-iran-ledger.timer", "Timer")
    assert timer["OnCalendar"].startswith("*-*-* ")
    assert timer["Persistent"] == "true"


# ---------------------------------------------------------------- cron, by the rules of cron(8) and crontab(5)
@pytest.mark.parametrize("path", CRON, ids=lambda p: p.name)
def test_cron_reads_the_file(path: Path) -> None:
    text = path.read_text()
    # cron(8): names of letters, digits, underscores and hyphens alone; crontab(5): the last line ends, % ends a command
    assert re.fullmatch(r"[A-Za-z0-9_-]+", path.name)
    assert text.endswith("\n")
    assert path.stat().st_mode & 0o022 == 0
    jobs = [line.split(None, 6) for line in text.splitlines() if line and not line.startswith("#")]
    assert jobs
    for *times, user, command in jobs:
        assert [bool(re.fullmatch(r"\*|\d+", t)) for t in times] == [True] * 5
        assert user == _unit(DEPLOY / "russia-iran-ledger.service")["User"]
        assert "%" not in command
        script = ROOT / Path(command).relative_to("/opt/russia-iran-ledger")
        assert os.access(script, os.X_OK)


def _cron_run(folder: Path, settings: str | None, mode: int = 0o644) -> subprocess.CompletedProcess[str]:
    """`deploy/run.sh`, not as root, in a project whose interpreter prints its arguments and the key."""
    (folder / "deploy").mkdir()
    shutil.copy(DEPLOY / "run.sh", folder / "deploy")
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$PWD" "$@" "key=$COMTRADE_API_KEY"\n')
    python.chmod(0o755)
    file = folder / "settings"
    if settings is not None:
        file.write_text(settings)
        file.chmod(mode)
    return subprocess.run(
        [folder / "deploy" / "run.sh", "--only", "sipri"],
        env={"PATH": "/usr/bin:/bin", "LEDGER_ENV_FILE": str(file)},
        user=NOBODY if os.geteuid() == 0 else None,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


@pytest.fixture
def project() -> Iterator[Path]:
    """A folder that everybody may enter, other than those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_cron_hands_on_the_environment_file(project: Path) -> None:
    done = _cron_run(project, "# settings\nCOMTRADE_API_KEY=abc\n")
    assert done.stdout == f"{project} -m etl run --quiet --only sipri key=abc\n"


def test_cron_runs_without_an_environment_file(project: Path) -> None:
    assert _cron_run(project, None).stdout.endswith(" key=\n")


def test_an_environment_file_that_cannot_be_read_is_named(project: Path) -> None:
    done = _cron_run(project, "COMTRADE_API_KEY=abc\n", mode=0)
    assert done.returncode == 2
    assert "settings cannot be read by" in done.stderr
