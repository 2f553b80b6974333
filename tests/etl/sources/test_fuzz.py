"""Whatever a publisher puts into an answer: it is read into rows the tables allow, or refused with a sentence."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.contract.checks import violations
from etl.contract.errors import EtlError
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.sources import SOURCES
from etl.sources.base import Request
from tests.etl.livekit import Received
from tests.etl.sources.test_registry import first_run
from tests.etl.spoiling import spoiling

RECORDED = Path(__file__).parents[4] / "shared" / "recorded"
RECORDINGS = {
    "comtrade_get_CHN_exports_2010.json": ("comtrade", "reporter-364-X/2010"),
    "comtrade_get_USA_imports_2018_2022.reshaped.json": ("comtrade", "reporter-364-M/2018+2019+2020+2021+2022"),
    "comtrade_preview_IND_2022.wrapped.json": ("comtrade", "reporter-364-X/2022"),
    "imf_imts_USA_exports_2023_2025.xml": ("imf_imts", "country-RUS"),
    "sipri_register_2000_2001.json": ("sipri", "register/2000-2001"),
}


@cache
def _answers(source: str) -> list[Received]:
    return first_run(SOURCES[source])


def _is_read_or_refused(source: str, key: str, body: bytes) -> None:
    try:
        SOURCES[source].check(Request(key=key, path=""), body)
    except EtlError:
        return
    for name, frame in SOURCES[source].tidy([Received(key, body)]).items():
        table = TABLES[name].raw()
        assert violations(table, conform(table, frame), name) == []


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(spoil=spoiling(), again=spoiling(), which=st.integers(0, 99))
def test_a_spoiled_answer(
    source: str, spoil: Callable[[bytes], bytes], again: Callable[[bytes], bytes], which: int
) -> None:
    held = _answers(source)[which % len(_answers(source))]
    _is_read_or_refused(source, held.key, again(spoil(held.body)))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(spoil=spoiling())
def test_a_spoiled_register_in_whole_base64(spoil: Callable[[bytes], bytes]) -> None:
    held = next(h for h in _answers("sipri") if h.key.startswith("register"))
    register = spoil(base64.b64decode(json.loads(held.body)["bytes"]))
    _is_read_or_refused("sipri", held.key, json.dumps({"bytes": base64.b64encode(register).decode()}).encode())


@pytest.mark.parametrize("source", [s.id for s in SOURCES.values() if s.extract])
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(body=st.binary(max_size=400), spoil=spoiling())
def test_a_spoiled_file(source: str, body: bytes, spoil: Callable[[bytes], bytes]) -> None:
    extract = SOURCES[source].extract
    assert extract is not None
    for content in (body, spoil(body)):
        try:
            b"".join(extract(io.BytesIO(content)))
        except EtlError:
            continue


if RECORDED.is_dir():

    @pytest.mark.parametrize("name", RECORDINGS)
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(spoil=spoiling())
    def test_a_spoiled_recording(name: str, spoil: Callable[[bytes], bytes]) -> None:
        source, key = RECORDINGS[name]
        _is_read_or_refused(source, key, spoil((RECORDED / name).read_bytes()))
