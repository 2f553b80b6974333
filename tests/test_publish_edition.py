"""The branch of the edition, tried on a repository: one commit that holds the folder, pushed when a file changed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class Repository:
    """A bare remote, a clone with the script, and a folder beside it for editions."""

    def __init__(self, folder: Path) -> None:
        self.remote, self.here, self.site = folder / "remote.git", folder / "clone", folder / "site"
        names = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
        self.env = {**os.environ, **dict.fromkeys(names, "nobody@example.org"), "GIT_CONFIG_GLOBAL": os.devnull}
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), at=folder)
        self.git("clone", "--quiet", str(self.remote), str(self.here), at=folder)
        (self.here / ".gitignore").write_text("*.csv\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "code")
        self.git("push", "--quiet", "origin", "HEAD:main")

    def git(self, *args: str, at: Path | None = None) -> str:
        done = subprocess.run(["git", *args], cwd=at or self.here, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def edition(self, **files: str) -> None:
        """An edition of data version 0123 with these files beside its own."""
        described = json.dumps({"version": "0123", "resources": []}, indent=2)
        for name, text in {"SHA256SUMS": "", "data/datapackage.json": described, **files}.items():
            (self.site / name).parent.mkdir(parents=True, exist_ok=True)
            (self.site / name).write_text(text)

    def publish(self, code: int = 0) -> str:
        command = ["bash", str(ROOT / "deploy" / "publish-edition.sh"), str(self.site)]
        done = subprocess.run(command, cwd=self.here, env=self.env, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return (done.stdout + done.stderr).strip()

    def published(self) -> list[str]:
        return self.git("ls-tree", "-r", "--name-only", "gh-pages", at=self.remote).splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_every_file_is_published_and_the_checkout_is_left_as_it_was(repository: Repository) -> None:
    repository.edition(**{"index.html": "1", "data/trade.csv": "ignored elsewhere", ".well-known/security.txt": "s"})
    assert repository.publish() == "data version 0123 published on gh-pages"
    assert repository.published() == [
        ".nojekyll",
        ".well-known/security.txt",
        "SHA256SUMS",
        "data/datapackage.json",
        "data/trade.csv",
        "index.html",
    ]
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("branch", "--show-current") == "main"


def test_an_edition_that_did_not_change_is_not_pushed_and_a_new_one_replaces_the_old(repository: Repository) -> None:
    repository.edition(**{"index.html": "1"})
    repository.publish()
    before = repository.git("rev-parse", "gh-pages", at=repository.remote)
    assert repository.publish() == "gh-pages holds this edition already"
    assert repository.git("rev-parse", "gh-pages", at=repository.remote) == before
    repository.edition(**{"index.html": "2"})
    repository.publish()
    assert repository.git("show", "gh-pages:index.html", at=repository.remote) == "2"
    assert repository.git("rev-list", "--count", "gh-pages", at=repository.remote) == "1"


def test_a_folder_that_is_no_edition_is_refused(repository: Repository) -> None:
    repository.site.mkdir()
    assert "holds no edition" in repository.publish(code=1)
    assert repository.git("branch", "--list", "gh-pages", at=repository.remote) == ""
