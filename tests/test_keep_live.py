"""The branch `live`, tried on a repository: what is kept, what stays out, and what does not replace what."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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

    def git(self, *args: str, at: Path | None = None, code: int = 0) -> str:
        """What git says in the clone, or `at` another folder, when it leaves with `code`."""
        done = subprocess.run(
            ["git", *args], cwd=at or self.here, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return done.stdout.strip()

    def clone(self, to: Path) -> None:
        self.git("clone", "--quiet", str(self.remote), str(to), at=self.remote.parent)
        self.here = to

    def package(self, version: str, **rows: int) -> None:
        """A package of this version whose list of sources has these numbers of rows."""
        folder = self.here / "data" / "processed"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "datapackage.json").write_text(json.dumps({"version": version}))
        (folder / "sources.csv").write_text("id,rows\n" + "".join(f"{i},{n}\n" for i, n in rows.items()))

    def answers(self, *names: str) -> None:
        for name in names:
            path = self.here / "data" / "raw" / "live" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)

    def script(self, act: str, **more: str) -> str:
        """What the script says; CalledProcessError when it leaves with anything but 0."""
        done = subprocess.run(
            ["bash", "deploy/keep-live.sh", act],
            cwd=self.here,
            env={**self.env, **more},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def refused(self, act: str, **more: str) -> str:
        """What the script says on stderr when it leaves with 1."""
        with pytest.raises(subprocess.CalledProcessError) as caught:
            self.script(act, **more)
        assert caught.value.returncode == 1
        return str(caught.value.stderr)

    def live(self) -> set[str]:
        """Paths on the branch."""
        return set(self.git("ls-tree", "-r", "--name-only", "live", at=self.remote).splitlines())

    def version(self) -> str:
        """The data version on the branch."""
        return str(json.loads(self.git("show", "live:data/processed/datapackage.json", at=self.remote))["version"])

    def log(self) -> list[str]:
        """Subjects of the branch's own commits, newest first."""
        return self.git("log", "--format=%s", "--first-parent", "live", at=self.remote).splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


ANSWERS = ("ledger.csv", "comtrade/a.gz", "sipri/b.gz", "imf_imts/c.gz", ".parts/un_votes", "built.json")
PUBLIC = {
    ".gitignore",
    "deploy/keep-live.sh",
    "data/processed/datapackage.json",
    "data/processed/sources.csv",
    "data/raw/live/ledger.csv",
    "data/raw/live/imf_imts/c.gz",
}


def test_nothing_to_take_up_at_first(repository: Repository) -> None:
    assert repository.script("restore") == "there is no branch live yet"


def test_answers_ledger_package_and_code_are_kept_together(repository: Repository) -> None:
    repository.answers(*ANSWERS)
    repository.package("111111111111")
    assert repository.script("keep") == "data version 111111111111 kept on live"
    assert repository.live() == PUBLIC
    # the checkout is as it was
    assert repository.git("branch", "--show-current") == "main"
    assert repository.git("status", "--porcelain") == "M data/processed/datapackage.json"


def test_the_operator_may_keep_everything(repository: Repository) -> None:
    repository.answers(*ANSWERS)
    repository.script("keep", LEDGER_KEEP_RESTRICTED="yes")
    assert repository.live() == PUBLIC | {"data/raw/live/comtrade/a.gz", "data/raw/live/sipri/b.gz"}


def test_nothing_is_pushed_when_it_is_not_known_what_may_not_be_passed_on(repository: Repository) -> None:
    repository.answers(*ANSWERS)
    assert "No module named" in repository.refused("keep", PYTHONPATH="")
    assert repository.git("branch", "--list", "live", at=repository.remote) == ""


def test_answers_without_a_new_version_are_kept_and_nothing_new_is_no_commit(repository: Repository) -> None:
    repository.answers("ledger.csv")
    repository.package("111111111111")
    repository.script("keep")
    assert repository.script("keep") == "all of it is already on live, data version 111111111111"
    # so that the next machine does not ask for them again
    repository.answers("worldbank/new.gz")
    repository.script("keep", LEDGER_TODAY="2026-11-03")
    assert "data/raw/live/worldbank/new.gz" in repository.live()
    repository.package("222222222222")
    repository.script("keep")
    assert repository.log()[:3] == [
        "Data version 222222222222",
        "Answers of 2026-11-03; data version 111111111111 as before",
        "Data version 111111111111",
    ]


def test_the_next_machine_takes_up_what_was_kept(repository: Repository, tmp_path: Path) -> None:
    repository.answers("ledger.csv", "imf_imts/c.gz")
    repository.package("111111111111")
    repository.script("keep")
    repository.clone(tmp_path / "another")
    assert repository.script("restore") == "data version 111111111111 taken from live"
    assert (repository.here / "data" / "raw" / "live" / "imf_imts" / "c.gz").read_text() == "imf_imts/c.gz"
    repository.package("222222222222")
    repository.script("keep")
    assert len(repository.log()) >= 2


def test_a_table_of_newer_code_is_not_mixed_into_the_package_that_is_taken_up(repository: Repository) -> None:
    repository.answers("ledger.csv")
    repository.script("keep")
    folder = repository.here / "data" / "processed"
    (folder / "new_table.csv").write_text("a\n1\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "a new table")
    (folder / "mine.txt").write_text("of the operator")
    repository.script("restore")
    assert sorted(p.name for p in folder.iterdir()) == ["datapackage.json", "mine.txt", "sources.csv"]


@pytest.mark.parametrize("act", ["publish", ""])
def test_wrong_usage(repository: Repository, act: str) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        repository.script(act)
    assert caught.value.returncode == 2


# ---------------------------------------------------------------- a part does not replace the whole
@pytest.mark.parametrize("rows", [0, 113])
def test_a_smaller_package_stays_out_and_the_other_answers_come_in(repository: Repository, rows: int) -> None:
    repository.answers("ledger.csv")
    repository.package("111111111111", comtrade=9400, imf=5, new=0)
    repository.script("keep")
    repository.package("222222222222", comtrade=rows, imf=6, new=0)
    repository.answers("imf_imts/c.gz")
    assert "fewer rows of comtrade;" in repository.refused("keep", LEDGER_WHOLE="yes")
    assert repository.version() == "111111111111"
    assert "data/raw/live/imf_imts/c.gz" in repository.live()
    assert repository.script("due", LEDGER_TODAY="2026-11-04") == "due=yes"
    assert repository.script("keep", LEDGER_KEEP_SMALLER="yes") == "data version 222222222222 kept on live"
    assert repository.version() == "222222222222"


def test_a_tenth_fewer_rows_are_still_a_whole_package(repository: Repository) -> None:
    repository.package("111111111111", comtrade=100)
    repository.answers("ledger.csv")
    repository.script("keep")
    repository.package("222222222222", comtrade=90)
    repository.script("keep")
    repository.package("333333333333", comtrade=80)
    repository.refused("keep")
    assert repository.version() == "222222222222"


# ---------------------------------------------------------------- restricted answers, encrypted
LOCKED = {"data/raw/locked/comtrade/a.gz.enc", "data/raw/locked/sipri/b.gz.enc"}


def test_with_a_key_the_next_machine_has_the_restricted_answers_too(repository: Repository, tmp_path: Path) -> None:
    repository.answers(*ANSWERS)
    repository.script("keep", LEDGER_ARCHIVE_KEY="one")
    assert repository.live() == PUBLIC | LOCKED
    sealed = repository.git("rev-parse", *(f"live:{p}" for p in sorted(LOCKED)), at=repository.remote)
    assert repository.git("grep", "-c", "comtrade/a", "live", "--", "data/raw", at=repository.remote, code=1) == ""
    repository.clone(tmp_path / "another")
    repository.script("restore", LEDGER_ARCHIVE_KEY="one")
    assert (repository.here / "data" / "raw" / "live" / "comtrade" / "a.gz").read_text() == "comtrade/a.gz"
    repository.answers("comtrade/later.gz")
    repository.script("keep", LEDGER_ARCHIVE_KEY="one")
    # what is there already is not written anew
    assert repository.git("rev-parse", *(f"live:{p}" for p in sorted(LOCKED)), at=repository.remote) == sealed
    assert "data/raw/locked/comtrade/later.gz.enc" in repository.live()


def test_a_wrong_key_is_named_and_leaves_nothing_half_open(repository: Repository, tmp_path: Path) -> None:
    repository.answers(*ANSWERS)
    repository.script("keep", LEDGER_ARCHIVE_KEY="one")
    repository.clone(tmp_path / "another")
    assert "a.gz.enc does not open with LEDGER_ARCHIVE_KEY" in repository.refused("restore", LEDGER_ARCHIVE_KEY="two")
    assert not (repository.here / "data" / "raw" / "live" / "comtrade" / "a.gz").exists()


# ---------------------------------------------------------------- until the month is whole
def _due(repository: Repository, day: str, **more: str) -> bool:
    return repository.script("due", LEDGER_TODAY=day, **more) == "due=yes"


def test_a_month_is_tried_until_one_run_was_whole(repository: Repository) -> None:
    repository.answers("ledger.csv")
    assert not _due(repository, "2026-11-02")
    assert _due(repository, "2026-11-03")
    repository.script("keep", LEDGER_TODAY="2026-11-03", LEDGER_WHOLE="no")
    assert _due(repository, "2026-11-04")
    repository.script("keep", LEDGER_TODAY="2026-11-04", LEDGER_WHOLE="yes")
    assert not _due(repository, "2026-11-05")
    assert _due(repository, "2026-12-03")


def test_tries_that_ask_restricted_sources_anew_end_after_a_week(repository: Repository) -> None:
    assert _due(repository, "2026-11-07")
    assert not _due(repository, "2026-11-08")
    assert _due(repository, "2026-11-08", LEDGER_ARCHIVE_KEY="one")
    assert _due(repository, "2026-11-08", LEDGER_KEEP_RESTRICTED="yes")


def test_a_remote_that_cannot_be_reached_is_no_missing_branch(repository: Repository) -> None:
    shutil.move(repository.remote, repository.remote.with_name("moved"))
    for act in ("due", "restore", "keep"):
        assert "origin cannot be reached" in repository.refused(act)
