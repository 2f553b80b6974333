"""Readers of the dashboard in a bench: what they ask, and what is wrong with what they get."""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import dataclass, field

PATIENCE = 30  # seconds for an answer
THINKS = 0.4  # seconds between an answer and the next question, at most twice as many
ADDRESSES = (
    "/",
    "/trade",
    "/claims/trade-rank",
    "/data/trade?exporter=IRN",
    "/charts/turnover.json",
    "/charts/turnover.json?direction=to_iran&v={version}",
    "/charts/russia-rank.svg",
    "/charts/trade-shares.csv",
    "/data/claims.csv",
    "/data/partner_ranks.csv?flow=export",
    "/data/datapackage.json",
)
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Answer = tuple[int, dict[str, str], bytes]  # status, headers with lower-case names, body
#: where an answer repeats the data version that its header names
_SAYS = re.compile(rb'Data version ([0-9a-f]{12})|"version": ?"([0-9a-f]{12})"|\(version ([0-9a-f]{12})\)')


@dataclass(kw_only=True)
class Tally:
    """What was met so far."""

    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    mixed: int = 0
    older: int = 0
    asked_again: int = 0
    newest: int = 0  # the newest version that an answer carried


class CutOff(Exception):
    """The connection ended before an answer began, as when its worker died: a browser asks again."""


async def reader(port: int, tally: Tally, until: float, seed: int) -> None:
    """One reader: asks, reads, thinks; keeps the connection as a browser does."""
    chance = random.Random(seed)
    connection: Connection | None = None
    while time.monotonic() < until:
        path = chance.choice(ADDRESSES).format(version=f"{tally.newest:012x}")
        floor, start = tally.newest, time.monotonic()
        try:
            for left in (2, 1, 0):
                try:
                    connection = connection or await asyncio.open_connection("127.0.0.1", port)
                    answer = await asyncio.wait_for(_ask(connection, path), PATIENCE)
                    break
                except CutOff:
                    _closed(connection)
                    connection = None
                    tally.asked_again += 1
                    if not left:
                        raise
        except (OSError, EOFError, TimeoutError, CutOff) as err:
            _closed(connection)
            connection = None
            tally.failed.append(f"{path}: {err!r}")
            continue
        tally.waits.append(time.monotonic() - start)
        _judge(tally, path, answer, floor)
        await asyncio.sleep(2 * THINKS * chance.random())
    _closed(connection)


def _closed(connection: Connection | None) -> None:
    if connection:
        connection[1].close()


async def _ask(connection: Connection, path: str) -> Answer:
    source, sink = connection
    try:
        sink.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n".encode())
        await sink.drain()
        head = await source.readuntil(b"\r\n\r\n")
    except (OSError, asyncio.IncompleteReadError) as err:
        raise CutOff from err
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(first.split()[1]), headers, await source.readexactly(int(headers["content-length"]))


def _judge(tally: Tally, path: str, answer: Answer, floor: int) -> None:
    status, headers, body = answer
    version = headers.get("x-data-version", "")
    if status != 200 or not version:
        tally.failed.append(f"{path}: {status}")
        return
    said = {next(filter(None, groups)).decode() for groups in _SAYS.findall(body)}
    tally.mixed += bool(said - {version})
    tally.older += int(version, 16) < floor
    tally.newest = max(tally.newest, int(version, 16))
