"""What is published of the claims and of each judged part: rows of tables, with the sentences that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from etl.claims.message import as_json
from etl.claims.messages import numbered, templates
from etl.claims.model import Claim, Part
from etl.contract.frames import Row
from etl.contract.tables import TABLES
from etl.judge import measure_tables, sentences
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.evidence import Evidence, joined
from etl.judge.records import by_key
from etl.judge.specification_rows import rows_behind
from etl.judge.values import last_search, values

OF_PARTS = ("verdicts", "evidence", "conditions", "specifications", "grid", "flips", "stability", "possible_verdicts")
DESCRIBED = ("claims", "parts", "choices", "messages", "rules", "article", "errata", "thresholds")
_NOISE = ["place_named", "chance_at", "chance_within", "noise_best", "noise_worst"]


def tables_of(part: Part, judged: JudgedPart, context: JudgeContext) -> dict[str, Sequence[Row]]:
    """Rows about one part (without claim and part), by the name of their table."""
    outcome, evidence, beside = judged.outcome, judged.evidence, dict[str, list[Row]]()
    if outcome:
        evidence = joined(rows_behind(outcome.specs, context), evidence)
        beside = measure_tables.tables(part, judged.definitions, outcome, context)
    rows = [_evidence_row(row) for row in evidence]
    return {
        "verdicts": [_verdict_row(part, judged, context)],
        "evidence": rows,
        "conditions": judged.conditions,
        **beside,
    }


def _verdict_row(part: Part, judged: JudgedPart, context: JudgeContext) -> Row:
    """The verdict with its sentence, the procedure, and the last search for the part."""
    verdict, words = judged.verdict, context.words
    searched = last_search(part, context.tables)
    looked_up = values(part, context.tables, judged.values)
    known = {"settle": sentences.settle(part), **judged.values, **searched, **looked_up}
    sentence = sentences.sentence(part, verdict["verdict"], known, words)
    procedure = sentences.procedure(part.rule, known, words)
    without = {who: word for who, word in verdict.get("leave_one_out", {}).items() if word != verdict["verdict"]}
    return {
        "verdict_without_imputed": verdict["verdict"],
        **verdict,
        **replace(sentence, values={**sentence.values, **procedure.values}).columns,
        **{name: getattr(part, name) for name in ("rule", "asserted", "settle")},
        "procedure": procedure.text,
        "procedure_messages": procedure.id,
        "leave_one_out": "; ".join(f"{who}: {word}" for who, word in without.items()),
        "evidence_reason": words["evidence_reason"][verdict.get("evidence_reason", "none")],
        **{name: searched.get(name) for name in ("searched_on", "search")},
    }


def _evidence_row(evidence: Evidence) -> Row:
    """A row of the table `evidence`, without claim and part."""
    names = [name for name in TABLES["evidence"].names if name not in ("claim", "part")]
    row = {name: getattr(evidence, name) for name in names}
    return row | {"date": evidence.day, "values": as_json(evidence.values)}


def with_noise(specifications: Sequence[Row], claims: Sequence[Claim], context: JudgeContext) -> list[Row]:
    """`specifications` with the noise of the rank each reads, where that rank rests on values, at its part's place."""
    first, *_ = context.article.places(claims)
    places = {(part.claim, part.id): part.place or first for claim in claims for part in claim.parts}
    rows = []
    for row in specifications:
        key = f"{row['row_key']} {places[row['claim'], row['part']]}"
        noise = by_key(context.tables, "rank_uncertainty", key) or {}
        rows.append({**row, **{name: noise.get(name) for name in _NOISE}})
    return rows


def described(claims: Sequence[Claim], context: JudgeContext) -> dict[str, list[Row]]:
    """Rows of `claims`, `parts`, `choices`, `rules` and `thresholds`, of the article's phrases and our own errors."""
    words, article = context.words, context.article
    compared = {name: value for name, value in context.thresholds.items() if isinstance(value, int | float)}
    return {
        "claims": [_claim(claim) for claim in claims],
        "parts": [_part(part) for claim in claims for part in claim.parts],
        "choices": list(words["choice"]),
        "messages": [{"message": name, "template": t} for name, t in templates(claims, words).items()],
        "rules": numbered(words["rule"]),
        "article": [{"position": place, **phrase} for place, phrase in enumerate(article.phrases, 1)],
        "errata": [dict(erratum) for erratum in article.errata],
        "thresholds": [{"name": name, "value": value} for name, value in compared.items()],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    """Row of `claims`; a place of 0 is none."""
    row = {name: getattr(claim, name) for name in TABLES["claims"].names}
    return row | {"asked_first": claim.asked_first or None, "chart_choices": urlencode(claim.chart_choices)}


def _part(part: Part) -> dict[str, Any]:
    row = {name: getattr(part, name) for name in TABLES["parts"].names if name != "part"}
    kind = part.source_kind if part.measure else None
    return row | {"part": part.id, "source_kind": kind, "charts": " ".join(part.charts)}
