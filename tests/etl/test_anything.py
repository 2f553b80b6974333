"""Whatever a server sends: the published package stays valid, and old figures stay readable."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.build import build
from etl.collect.answers import load
from etl.contract.checks import violations
from etl.contract.errors import SchemaError
from etl.contract.frames import conform, write
from etl.contract.reading import read
from etl.contract.tables import TABLES
from etl.package.publish import publish
from etl.sources import SOURCES
from etl.sources.base import Snapshot
from tests.etl import publications as pub
from tests.etl.faultserver import Asked, Publishers, Reply
from tests.etl.killdriver import package
from tests.etl.livekit import FakeClock, go
from tests.etl.spoiling import spoiling

ROOT = Path(__file__).parents[2]
LATER = "2027-03-01T10:00:00+00:00"


@st.composite
def replies(draw: st.DrawFn) -> Callable[[Reply], Reply]:
    """A way to spoil a good reply."""
    spoil = draw(spoiling())
    status = draw(st.sampled_from([200] * 12 + [204, 206, 302, 400, 401, 403, 404, 429, 500, 503]))
    manner = draw(st.sampled_from(["whole"] * 8 + ["cut", "reset"]))
    packed = draw(st.sampled_from(["no", "no", "no", "gzip", "torn", "lie"]))

    def change(good: Reply) -> Reply:
        reply = Reply(spoil(good.body), status, dict(good.headers), manner)
        if packed == "lie":
            return Reply(reply.body, status, {**reply.headers, "Content-Encoding": "gzip"}, manner)
        return reply.packed(30 if packed == "torn" else None) if packed != "no" else reply

    return change


def _tables(raw: Path, out: Path, as_of: str | None, report: Callable[[str], None]) -> Any:
    """A build of the live tables alone: what is kept must become rows that the tables allow."""
    files: dict[str, bytes] = {}
    for source, held in load(raw / "live").items():
        seen = (source, *(h.sha256 + h.retrieved for h in held))
        if seen not in _MADE:
            _MADE[seen] = _made(source, held)
        files |= _MADE[seen]
    publish(package(files), out)
    return SimpleNamespace(version="abc", changed=True, failed=[])


# of the sources an example does not touch
_MADE: dict[tuple[str, ...], dict[str, bytes]] = {}


def _made(source: str, held: Sequence[Snapshot]) -> dict[str, bytes]:
    files = {}
    for name, frame in SOURCES[source].tidy(held).items():
        table = TABLES[name].raw()
        ready = conform(table, frame)
        if faults := violations(table, ready, source):
            raise SchemaError(faults)
        content = write(table, ready)
        read(table, content.decode(), name)
        files[f"{source}-{name}.csv"] = content
    return files


def _figures(raw: Path, source: str) -> Counter[tuple[str, str]]:
    """How many figures of `source` are held, by table and series: the newest vintage of each that is not missing."""
    figures: Counter[tuple[str, str]] = Counter()
    for name, frame in SOURCES[source].tidy(load(raw / "live").get(source, [])).items():
        key = [k for k in TABLES[name].key if k != "vintage_date"]
        newest = (
            frame.sort_values("vintage_date").drop_duplicates(key, keep="last") if "vintage_date" in frame else frame
        )
        given = newest[newest["obs_status"] != "M"] if "obs_status" in newest else newest
        # what is left of the world goes with the world: one figure of the publisher, and two rows of ours
        given = given[given["list_scope"] != "remainder"] if "list_scope" in given else given
        figures.update((name, str(series)) for series in given.get("source", pd.Series("", index=given.index)))
    return figures


def _valid(out: Path) -> None:
    hashes = json.loads((out / "datapackage.json").read_bytes())["hashes"]
    assert hashes
    for name, digest in hashes.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after one run in which all went well."""
    folder = tmp_path_factory.mktemp("good")
    with Publishers() as server:
        assert go(server, folder / "raw", builder=_tables).code == 0
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[Publishers]:
    with Publishers() as result:
        yield result


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(change=replies(), source=st.sampled_from(sorted(SOURCES)), every=st.integers(1, 3))
def test_whatever_the_server_sends(
    change: Callable[[Reply], Reply], *, source: str, every: int, good: Path, server: Publishers, tmp_path: Path
) -> None:
    folder = tmp_path / "now"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(good, folder)
    before = {s: [h.read() for h in held] for s, held in load(folder / "raw" / "live").items()}
    whole = dict(server.answers)
    asked = 0

    def spoiled(answer: Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
        def reply(at: Asked) -> Reply:
            nonlocal asked
            asked += 1
            return change(answer(at)) if asked % every == 0 else answer(at)

        return reply

    server.answers = {path: spoiled(answer) for path, answer in whole.items()}
    try:
        report = go(server, folder / "raw", source, clock=FakeClock(LATER), builder=_tables)
    finally:
        server.answers = whole
    assert report.code in (0, 1)
    assert asked > 0 or SOURCES[source].needs_key
    _valid(folder / "processed")
    after = {s: [h.read() for h in held] for s, held in load(folder / "raw" / "live").items()}
    for name, held in before.items():
        assert after[name][: len(held)] == held
    # what was kept can be built from: nothing had to be taken back
    assert report.problems == []
    assert not any("a fault of ours" in failure for outcome in report.outcomes for failure in outcome.failures)
    now = _figures(folder / "raw", source)
    assert all(now[at] >= 0.9 * number for at, number in _figures(good / "raw", source).items())


def test_an_absurd_but_well_formed_answer_leaves_a_valid_package(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(ROOT / "data" / "raw" / "bundled", raw / "bundled")
    tiny = pub.imf_csv(
        pub.imf_line("RUS", f, "G001", y, 1) for f in ("XG_FOB_USD", "MG_CIF_USD") for y in range(2016, 2025)
    )
    with Publishers() as server:
        server.fail("/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/RUS.", Reply(tiny), forever=True)
        report = go(server, raw, "imf_imts", "worldbank", builder=build)
    assert report.built
    assert report.code == (1 if report.problems else 0)
    package_ = json.loads((tmp_path / "processed" / "datapackage.json").read_bytes())
    for resource in package_["resources"]:
        content = (tmp_path / "processed" / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        read(TABLES[resource["name"]].published, content.decode(), resource["path"])
    assert "worldbank" in (tmp_path / "processed" / "indicators.csv").read_text()
