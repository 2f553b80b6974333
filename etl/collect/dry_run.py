"""Looking without storing anything: what a run would ask, and whether each publisher still answers as documented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from etl.collect.answers import Answers
from etl.collect.client import Client
from etl.collect.clock import Clock, iso
from etl.collect.settings import Settings
from etl.collect.transport import Session
from etl.contract.errors import EtlError
from etl.sources.base import RequestContext
from etl.sources.source import Source


def plan(
    raw: Path, source: Source, *, since: int | None, again: bool, env: Mapping[str, str], clock: Clock
) -> list[str]:
    """The addresses a run would ask of `source` first; nothing is asked and nothing is written."""
    client, now = Client(source, Settings.of(source, env), clock=clock), iso(clock.now())
    asking = Answers(raw / "live", now).due(client, since, now if again else "")
    return [f"{request.method} {client.address(request)}" for request in asking]


@dataclass(frozen=True, kw_only=True)
class Result:
    """One question of the check: whether the publisher still answers it as documented, in words, and how fast."""

    source: str
    question: str
    good: bool
    words: str
    seconds: float


def check(source: Source, env: Mapping[str, str], clock: Clock, session: Session | None = None) -> list[Result]:
    """Ask `source` its probes once each, without retries."""
    settings = replace(Settings.of(source, env), attempts=1)
    client = Client(source, settings, clock=clock, session=session)
    context = RequestContext(today=clock.now().date(), since=source.since, keyed=bool(settings.key))
    results = []
    for request in source.probes(context):
        start = clock.seconds()
        try:
            checked = source.check(request, client.ask(request))
            good, words = True, f"{checked.rows} rows" + (f", released {checked.released}" if checked.released else "")
            if request.expects and not checked.rows:
                good, words = False, "an empty answer to a question that has one"
        except EtlError as err:
            good, words = False, client.clean(str(err))
        seconds = round(clock.seconds() - start, 1)
        results.append(Result(source=source.id, question=request.key, good=good, words=words, seconds=seconds))
    return results
