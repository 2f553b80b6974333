"""A `requests` session that answers out of a made-up world, without a network."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from urllib3 import HTTPResponse

from bench.worlds import comtrade, imts, others
from bench.worlds.flows import World


class Publishers(requests.Session):
    """Every publisher of the project, as a session; `asked` holds the addresses of all calls."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.asked: list[str] = []

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        address = url if isinstance(url, str) else url.decode()
        self.asked.append(address)
        body = answer(self.world, address, kwargs.get("data"))
        response = requests.Response()
        response.status_code = 200 if body is not None else 404
        response.raw = HTTPResponse(io.BytesIO(body or b""), preload_content=False)
        return response


def answer(world: World, address: str, data: bytes | None = None) -> bytes | None:
    """What the publisher says at `address`; None for an address that nobody has."""
    parts = urlsplit(address)
    query, path = dict(parse_qsl(parts.query)), parts.path
    if "/getDa/" in path:
        return comtrade.availability(world, query)
    if "/preview/" in path:
        return comtrade.data(world, query)
    if "/IMTS/" in path:
        return imts.data(world, path.rpartition("/")[2])
    if "/indicator/" in path:
        return others.indicator(world, path)
    if path.endswith("/api/v1/file"):
        return others.voting_list(world)
    if "/files/" in path:
        return others.voting_file(world)
    if path.endswith("/getMaxYear"):
        return str(world.last).encode()
    if "/trade-register-csv" in path:
        return others.register(world, (data or b"").decode())
    if "/EXR/" in path:
        return others.rates(world)
    return others.comext(world, int(query["sinceTimePeriod"])) if "/comext/" in path else None
