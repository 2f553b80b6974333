"""A client that asks one question of the loopback server."""

from __future__ import annotations

from etl.collect.client import Client
from etl.collect.clock import Clock
from etl.collect.settings import Settings
from etl.sources import SOURCES
from etl.sources.base import Request
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, session

PAGE = Request(key="page", path="/page", params=(("a", "1,2"), ("b", "x y")))
KEY = "s3cret-key-0123456789"


def client_of(server: Publishers, clock: Clock | None = None, spent: int = 0, **env: str) -> Client:
    source = SOURCES["comtrade"]
    settings = Settings.of(source, {**server.env, **env})
    return Client(source, settings, session=session(), clock=clock or FakeClock(), spent=spent)


def says(body: bytes, **headers: str) -> Reply:
    return Reply(body, 200, headers)
