"""The verdicts and what is around them: made of the tables, or as an earlier build made them of the same tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from etl import claims, judge
from etl.contract.frames import as_conformed, conform
from etl.contract.hashes import hash_of
from etl.contract.packing import Entry
from etl.contract.tables import TABLES
from etl.derive.reporter_gaps import reporter_gap
from etl.judge.measures import MEASURES
from etl.package import account, lineage, recount
from etl.sources.bundled import Tables
from etl.sources.cache import Cache


def add(tables: Tables, article: Path, cache: Cache | None) -> Mapping[str, list[str]]:
    """Add them to `tables`; the names of what each of these tables was made from."""
    if cache is None:
        entry = _made(tables, article)
    else:
        key = hash_of(tables, claims.rule_version(article), claims.rule_version())
        entry = cache.get("verdicts", key, lambda: _made(tables, article))
    tables.update((name, as_conformed(TABLES[name], frame)) for name, frame in entry.frames.items())
    return entry.note


def _made(tables: Tables, article: Path) -> Entry:
    """The verdicts and what is around them; the note says for each of these tables what it was made from."""
    watched = lineage.Watched(tables)
    words = claims.words(article)
    context = judge.JudgeContext(
        tables=watched,
        thresholds=claims.thresholds(article),
        words=words,
        gap=reporter_gap(watched),
        article=claims.article(article),
    )
    verdicts = judge.judge(claims.load(set(MEASURES), article), context)
    judged = sorted({*watched.read, lineage.RULES})
    read = {name: judged for name in verdicts if TABLES[name].kind == "derived"}
    counted = lineage.Watched({**tables, **verdicts})
    verdicts["recounts"] = recount.recounts(counted, recount.queries(article))
    judged_of = lineage.Watched({**tables, **verdicts})
    verdicts["account"] = account.account(judged_of, context.gap, words)
    read |= {"recounts": sorted(counted.read), "account": sorted({*judged_of.read, lineage.RULES})}
    return Entry({name: conform(TABLES[name], frame) for name, frame in verdicts.items()}, read)
