"""Every source at once: named, described, asked offline, and read from small answers."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import etl.sources
from etl.collect.client import Client
from etl.collect.settings import Settings
from etl.contract.checks import violations
from etl.contract.countries import COUNTRIES
from etl.contract.frames import conform, of_rows
from etl.contract.tables import TABLES
from etl.sources import SOURCES, restricted
from etl.sources.base import Request, RequestContext
from etl.sources.source import Source
from tests.etl import publications as pub
from tests.etl.livekit import FakeClock, Received

TODAY = date(2026, 11, 22)
EVERY = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


def _answer(source: Source, request: Request) -> bytes:
    """What the publications say to `request`, without a network."""
    address = urlsplit(Client(source, Settings.of(source, {}), clock=FakeClock()).address(request))
    query = parse_qs(address.query)
    asked = SimpleNamespace(
        path=address.path, query=query, headers={}, one=lambda name, default="": query.get(name, [default])[0]
    )
    known = [answer for path, answer in pub.ANSWERS.items() if address.path.startswith(path)]
    assert known, f"ANSWERS of tests/etl/publications.py has none for {address.path}"
    answer = known[0](asked)
    return answer if isinstance(answer, bytes) else answer[2]


def _known(source: Source, **more: Any) -> RequestContext:
    return RequestContext(**{"today": TODAY, "since": source.since, "keyed": source.needs_key, **more})


def first_run(source: Source) -> list[Received]:
    """Every answer of a first run, in memory."""
    snapshots: list[Received] = []
    last_success: dict[str, str] = {}
    while asking := [
        r
        for r in source.requests(_known(source, snapshots=snapshots, last_success=last_success))
        if r.key not in last_success
    ]:
        for request in asking:
            body = _answer(source, request)
            if request.stream:
                import io

                assert source.extract is not None
                body = b"".join(source.extract(io.BytesIO(body)))
            checked = source.check(request, body)
            assert checked.rows > 0
            snapshots.append(Received(request.key, body, released=checked.released or request.released))
            last_success[request.key] = "2026-11-22T10:00:00Z"
    return snapshots


def test_a_module_that_is_not_named_is_forgotten() -> None:
    modules = {m.name for m in pkgutil.iter_modules(etl.sources.__path__)}
    publishers = {n for n in modules if hasattr(importlib.import_module(f"etl.sources.{n}"), "SOURCE")}
    assert publishers == set(SOURCES)


@EVERY
def test_every_source_is_described(source: Source) -> None:
    assert source.base_url.startswith("https://")
    assert source.homepage.startswith("https://")
    assert source.redistribute in TABLES["sources"].fields[6].enum
    assert all([source.title, source.publisher, source.licence, source.citation, source.families])
    assert {f["series"] for f in source.families} == {s for s, _ in source.ids}
    assert len({(f["series"], f["root_family"]) for f in source.families}) == len(source.families)
    assert bool(source.key_env) == bool(source.key_header)


@EVERY
def test_a_source_is_at_most_seventy_lines(source: Source) -> None:
    # what it shares with another source is in a base
    assert len((Path(etl.sources.__path__[0]) / f"{source.id}.py").read_text().splitlines()) <= 70


def test_what_may_be_passed_on() -> None:
    assert SOURCES["comtrade"].redistribute == "derived-only"
    assert restricted() == ["comtrade", "sipri", "comtrade_matrix"]
    for source in SOURCES.values():
        assert source.redistribute == "yes" or not source.raw_public


@EVERY
def test_questions_are_stable_and_hold_no_secret(source: Source) -> None:
    context = RequestContext(today=TODAY, since=source.since, keyed=True)
    asked = list(source.requests(context))
    assert asked
    assert asked == list(source.requests(context))
    for request in asked:
        assert len({r.key for r in asked}) == len(asked)
        assert "key" not in str(request.params).lower()
        assert request.host in ("", *source.hosts)


@EVERY
def test_the_live_check_asks_little(source: Source) -> None:
    probes = list(source.probes(_known(source)))
    assert 1 <= len(probes) <= 2
    for request in probes:
        if not request.stream:
            assert source.check(request, _answer(source, request)).rows >= 0


@EVERY
def test_nothing_is_due_right_after_a_run(source: Source) -> None:
    snapshots = first_run(source)
    last_success = {h.key: h.retrieved for h in snapshots}
    assert list(source.requests(_known(source, snapshots=snapshots, last_success=last_success))) == []
    later = _known(source, today=date(2027, 3, 1), snapshots=snapshots, last_success=last_success)
    assert list(source.requests(later))
    assert list(
        source.requests(
            RequestContext(
                keyed=source.needs_key,
                today=TODAY,
                since=source.since,
                snapshots=snapshots,
                last_success=last_success,
                forced_at="2026-11-22T11",
            )
        )
    )


@EVERY
def test_families_are_rows_of_their_table(source: Source) -> None:
    table = TABLES["families"]
    assert {name for family in source.families for name in family} <= {*table.names}
    assert violations(table, of_rows(table, source.families), source.id) == []


@EVERY
def test_rows_keep_to_the_tables(source: Source) -> None:
    frames = source.tidy(first_run(source))
    assert frames
    for name, frame in frames.items():
        table = TABLES[name].raw()
        assert len(frame)
        assert {*table.key, *table.required} - {*table.added} <= {*frame.columns}
        assert violations(table, conform(table, frame), name) == []
        if "source" in frame:
            assert set(frame["source"]) <= {s for s, _ in source.ids}
        for column in ("exporter", "importer", "country", "supplier", "recipient"):
            assert set(frame.get(column, [])) <= set(COUNTRIES)
        if "root_family" in frame:
            assert set(frame["root_family"]) <= {f["root_family"] for f in source.families}


@EVERY
def test_no_answers_give_no_row(source: Source) -> None:
    frames = source.tidy([])
    assert frames
    for name, frame in frames.items():
        assert frame.empty
        assert violations(TABLES[name].raw(), conform(TABLES[name].raw(), frame), name) == []
