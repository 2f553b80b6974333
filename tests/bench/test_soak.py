"""The soak ends when what it does to the server fails: else it would find nothing wrong and say so."""

from __future__ import annotations

import argparse
import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bench import readers, servers, soak

OPTIONS = argparse.Namespace(seconds=0.2, users=2, build_every=0.01, kill_every=60)


def played(folder: Path) -> tuple[readers.Tally, soak.Course]:
    """A soak in a thread of its own, of a server that is not there."""
    served = servers.Served(address="http://127.0.0.1:9", pid=0)
    files = {soak.DESCRIPTOR: b"{}"}
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(soak._play(served, files, folder, OPTIONS))).result()


def test_builds_that_were_published_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result: list[bytes] = []
    monkeypatch.setattr("etl.package.publish.publish", lambda files, _: result.append(files[soak.DESCRIPTOR]))
    _, course = played(tmp_path)
    assert 0 < course.builds <= len(result)
    assert [b'"000000000002"' in result[0], b'"000000000003"' in result[1]] == [True, True]


def test_a_build_that_fails_ends_the_soak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr("etl.package.publish.publish", broken)
    with pytest.raises(ExceptionGroup, match="TaskGroup"):
        played(tmp_path)
