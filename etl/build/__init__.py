"""tidy -> validate -> measure -> judge -> publish: the only writer of data/processed, and it never reads the clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from etl import claims
from etl.build import verdicts
from etl.claims.model import Article
from etl.collect import ledger as calls
from etl.collect.accept import bundled_changes
from etl.collect.answers import load
from etl.collect.disk import OUT as OUT
from etl.collect.disk import RAW as RAW
from etl.collect.entry import Entry as Call
from etl.contract import memo
from etl.contract.checks import violations
from etl.contract.errors import EtlError, SchemaError
from etl.contract.frames import conform, empty
from etl.contract.pair import with_party
from etl.contract.references import broken_references
from etl.contract.tables import TABLES
from etl.derive.inputs import Inputs
from etl.derive.registry import derive
from etl.judge.measures import MEASURES
from etl.package import last_build, lineage, readback, redact, source_states
from etl.package.compose import compose
from etl.package.freshness import newest_day, not_rewound
from etl.package.last_build import Summary as Summary
from etl.package.place import check_place
from etl.package.publish import publish
from etl.sources import SOURCES, bundled, observations
from etl.sources.bundled import Tables
from etl.sources.cache import Cache, of_answers
from etl.sources.source import PUBLISH_ALL

Report = Callable[[str], None]
# rows of all tables: smaller ones are made sooner than they are hashed, written and read; the bundled ones are 72,000,
# those of a quarter of a world 128,000
LARGE = 100_000


def build(
    raw: Path = RAW,
    out: Path = OUT,
    as_of: str | None = None,
    report: Report = lambda _: None,
    article: Path = claims.FOLDER,
    *,
    cached: bool = False,
    large: int = LARGE,
) -> Summary:
    """Make the package of `raw` in `out`, all or nothing; EtlError says what is wrong, and `out` is then untouched.

    `as_of` (YYYY-MM-DD) leaves out what was retrieved later. `article` is a folder of claims like `etl/claims`. Equal
    input gives equal bytes. With `cached`, nothing is read or made that an earlier build of the same inputs left in the
    folder `raw`, but derived tables where all tables have fewer than `large` rows. The past is always made anew.
    """
    if not cached or as_of:
        return _build(raw, out, as_of, report, article, cache=None, large=large)
    cache = Cache(folder=raw / "derived")
    inputs = last_build.inputs_of(raw, article, os.environ.get(PUBLISH_ALL, ""))
    if known := last_build.summary_of(cache, inputs, out):
        return known
    summary = _build(raw, out, None, report, article, cache=cache, large=large)
    if not summary.failed:  # what could not be read is asked about again
        last_build.put_summary(cache, inputs, out, summary)
    return summary


def _build(
    raw: Path, out: Path, as_of: str | None, report: Report, article: Path, *, cache: Cache | None, large: int
) -> Summary:
    check_place(out)
    report(f"reading {raw}")
    if not (raw / "bundled").is_dir():
        raise EtlError(f"there is no folder {raw / 'bundled'}: --raw names a folder that holds bundled/ and live/")
    ledger = _ledger(raw, as_of)
    created = newest_day(ledger)
    faults, edits = bundled_changes(raw / "bundled")
    if faults:
        raise EtlError("\n".join(faults))
    parsed = cache and of_answers(raw)
    tables = bundled.load_bundled(raw / "bundled", parsed)
    answers, failed = observations.complete(tables, load(raw / "live", as_of, parsed), as_of)
    _for_article(tables, claims.article(article))
    tables = {name: conform(TABLES[name], frame) for name, frame in tables.items()}
    if sum(map(len, tables.values())) < large:
        cache = None
    report("measuring")
    _derive(tables, ledger, article, cache)
    watched = lineage.Watched(tables)
    tables["sources"] = source_states.sources(watched, tables["sources"], SOURCES.values(), ledger)
    report("judging")
    read = {"sources": watched.read, **verdicts.add(tables, article, cache)}
    memo.forget()
    report("checking")
    _check(tables)
    faults = [f"{fault}; the line is passed over" for f in ("bundled", "live") for fault in calls.faults(raw / f)]
    faults += bundled.earlier(raw / "bundled") + edits + not_rewound(raw, created)
    withheld = redact.restricted(SOURCES.values())
    made_from = lineage.lineage(tables, ledger, answers=answers, read=read, live=SOURCES.values(), withheld=withheld)
    files, summary = compose(tables, made_from, created, article=article, withheld=withheld, out=out, past=bool(as_of))
    report("reading it back")
    readback.check(files)
    report("publishing")
    return replace(summary, changed=publish(files, out), failed=failed, warnings=faults + summary.warnings)


def _for_article(tables: Tables, article: Article) -> None:
    """Mark the article's pair among the countries, and leave out curated tables that are about another pair alone."""
    tables["countries"] = with_party(tables["countries"], article.pair)
    for name in set(claims.article().own) - set(article.own):
        tables[name] = tables[name].iloc[:0]


def _ledger(raw: Path, as_of: str | None) -> pd.DataFrame:
    """Lines of both ledgers, bundled and live, up to `as_of`."""
    lines = [{**e._asdict(), "folder": f} for f in ("bundled", "live") for e in calls.read(raw / f)]
    frame = pd.DataFrame(lines, columns=[*Call._fields, "folder"], dtype="str")
    return frame if as_of is None else frame[frame["retrieved"].str[:10] <= as_of]


def _derive(tables: Tables, ledger: pd.DataFrame, article: Path, cache: Cache | None) -> None:
    cause, about = claims.thresholds(article)["cause"], claims.article(article)
    words = claims.words(article)
    places = about.places(claims.load(set(MEASURES), article))
    derive(
        Inputs(tables=tables, ledger=ledger, words=words, cause=cause, event=about.event, places=places, cache=cache)
    )


def _check(tables: Tables) -> None:
    """Every table against its description, and every reference between tables; SchemaError lists all faults."""
    for name, table in TABLES.items():
        if name not in tables:
            tables[name] = empty(table)
        tables[name] = conform(table, tables[name])
    faults = [fault for name, table in TABLES.items() for fault in violations(table, tables[name], f"{name}.csv")]
    faults += broken_references(tables, TABLES)
    if faults:
        raise SchemaError(faults)
