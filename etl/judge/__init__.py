"""From tables to verdicts: every part of every claim, by the rule its file fixed before the numbers were known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.claims import Claim, Part
from etl.claims.message import as_json
from etl.contract.schema import Row, conform
from etl.contract.tables import TABLES
from etl.judge import causes, facts, measure_part, measure_tables, sentences
from etl.judge import ladder as ladders
from etl.judge.context import JudgeContext as JudgeContext
from etl.judge.context import JudgedPart as JudgedPart
from etl.judge.evidence import Evidence, selected
from etl.judge.evidence import evidence as evidence_of
from etl.judge.searches import last_search
from etl.judge.values import values
from etl.judge.words import described

Judged = tuple[JudgedPart, dict[str, Any]]
_OF_PARTS = ("verdicts", "evidence", "conditions", "specifications", "grid", "flips", "stability", "possible_verdicts")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NOISE = ["place_named", "chance_at", "chance_within", "noise_best", "noise_worst"]


def judge(claims: Sequence[Claim], context: JudgeContext) -> dict[str, pd.DataFrame]:
    """Frames of claims, parts, choices, rules and the article, of the verdicts, and of what they rest on."""
    rows: dict[str, list[Row]] = {name: [] for name in _OF_PARTS}
    for claim in claims:
        for part in claim.parts:
            for name, of_part in _tables(part, judged(part, context), context).items():
                rows[name] += [{**row, "claim": claim.id, "part": part.id} for row in of_part]
    frames = {name: pd.DataFrame(of_table, columns=TABLES[name].names) for name, of_table in rows.items()}
    frames["specifications"] = _with_noise(
        frames["specifications"],
        context.tables.get("rank_uncertainty"),
        {(c.id, p.id): p.place or context.article.places(claims)[0] for c in claims for p in c.parts},
    )
    frames |= described(claims, context.words, context.article)
    compared = [{"name": n, "value": v} for n, v in sorted(context.thresholds.items()) if isinstance(v, (int, float))]
    frames["thresholds"] = pd.DataFrame(compared)
    return {name: conform(TABLES[name], frame) for name, frame in frames.items()}


def _tables(part: Part, result: JudgedPart, context: JudgeContext) -> dict[str, list[Row]]:
    """Rows about one part (without claim and part), by the name of their table."""
    return {
        "verdicts": [{**result.verdict, "rule": part.rule}],
        "evidence": [evidence_row(row) for row in result.evidence],
        "conditions": result.conditions,
        **(measure_tables.tables(part, result.measured, context) if result.measured else {}),
    }


def _with_noise(
    specifications: pd.DataFrame, noise: pd.DataFrame | None, places: Mapping[tuple[str, str], int]
) -> pd.DataFrame:
    """`specifications` with the noise of the rank each reads, where that rank rests on values, at its part's place."""
    if noise is None or noise.empty:
        return specifications
    keys = [noise[k].astype("str") for k in TABLES["rank_uncertainty"].key]
    by_row = noise[_NOISE].set_axis([" ".join(k) for k in zip(*keys, strict=True)])
    asked = zip(*(specifications[name] for name in ("row_key", "claim", "part")), strict=True)
    keys = [f"{key} {places[claim, part]}" for key, claim, part in asked]
    matching = by_row.reindex(keys).set_axis(specifications.index)
    return specifications.assign(**{c: matching[c] for c in _NOISE})


def judged(part: Part, context: JudgeContext) -> JudgedPart:
    """One part by its rule, with its sentence, the procedure, its evidence rows and the last search for it."""
    evidence = selected(context.tables, part, context.words)
    result, sentence_values = _by_rule(part, evidence, context)
    searched = last_search(context.tables.get("searches"), part)
    sentence_values = {**sentence_values, **searched, **values(context.tables, part)}
    sentence = sentences.sentence(part, result.verdict["verdict"], sentence_values, context.words)
    procedure = sentences.procedure(part.rule, sentence_values, context.words)
    reason = result.verdict.get("evidence_reason", "none")
    without = result.verdict.get("leave_one_out", {})
    result.verdict |= {
        **replace(sentence, values={**sentence.values, **procedure.values}).columns,
        "procedure": procedure.text,
        "procedure_messages": procedure.id,
        "leave_one_out": "; ".join(f"{witness}: {verdict}" for witness, verdict in without.items()),
        "evidence_reason": context.words["evidence_reason"][reason],
        "asserted": part.asserted,
        "settle": part.settle,
        **{name: searched.get(name) for name in ("searched_on", "search")},
    }
    behind = measure_tables.evidence_of(result.measured, context) if result.measured else result.evidence
    named = {row.place for row in behind}
    result.evidence = [*behind, *(row for row in evidence if row.place not in named)]
    return result


def _by_rule(part: Part, evidence: list[Evidence], context: JudgeContext) -> Judged:
    if part.rule == "measure" and part.measure:
        return _measure(part, context)
    if part.rule in facts.RULES:
        return _fact(part, evidence, context)
    if part.rule == "ladder":
        return _ladder(part, evidence, context)
    if part.rule == "cause":
        result = causes.judged(part, context)
        return result, dict(result.values)
    return _unchecked(), {"settle": sentences.settle(part)}


def _unchecked() -> JudgedPart:
    """A part for which there is no method, or nothing to read."""
    columns = ("verdict", "verdict_without_imputed", "verdict_to_1402")
    return JudgedPart(values={}, verdict={**dict.fromkeys(columns, "not yet checked"), "evidence": "none"})


def _measure(part: Part, context: JudgeContext) -> Judged:
    return measure_part.judged(part, context) or (_unchecked(), {"settle": sentences.settle(part)})


def _fact(part: Part, evidence: list[Evidence], context: JudgeContext) -> Judged:
    rule = facts.RULES[part.rule]
    word, reason = facts.evidence_word(evidence, part.rule)
    verdict = rule(evidence)
    early = selected(context.tables, part, context.words, context.until.isoformat())
    # a statement on the past is as old as whoever made it, not as what it is about
    dates = [row.date for row in evidence if _DATE.fullmatch(row.date) and row.table != "history"]
    columns = {
        "verdict": verdict,
        "evidence": word,
        "evidence_reason": reason,
        "agreement": facts.agreement_word(evidence),
        "verdict_without_imputed": verdict,
        "verdict_to_1402": rule(early),
        "leave_one_out": facts.leave_one_out(evidence, rule),
        "data_as_of": max(dates, default=None),
    }
    return JudgedPart(values={}, verdict=columns), sentences.of_facts(part, evidence)


def _ladder(part: Part, evidence: list[Evidence], context: JudgeContext) -> Judged:
    agreements = context.tables["agreements"]
    ladder = ladders.ladder(agreements, part, evidence)
    early = selected(context.tables, part, context.words, context.until.isoformat())
    columns: Row = {
        "verdict": ladder.verdict,
        "evidence": ladder.evidence,
        "evidence_reason": ladder.reason,
        "verdict_without_imputed": ladder.verdict,
        "verdict_to_1402": ladders.known_by(agreements, part, early, context.until.isoformat()),
        "leave_one_out": ladders.leave_one_out(agreements, part, evidence, ladder),
        "data_as_of": ladder.as_of,
    }
    if part.stage == "W" and ladder.low is not None:
        columns |= {"value_low": ladder.low, "value_high": ladder.high, "unit": "%"}
    rows = ladders.rows_shown(agreements, part)
    evidence = [evidence_of("agreements", record, stance, context.words) for record, stance in rows]
    return JudgedPart(values={}, verdict=columns, evidence=evidence), sentences.of_ladder(part, ladder)


def evidence_row(row: Evidence) -> Row:
    """A row of the table `evidence`, without claim and part."""
    return {
        "row_table": row.table,
        "row_key": row.key,
        "stance": row.stance,
        "cell_basis": row.basis,
        "date": row.date if _DATE.fullmatch(row.date) else None,
        "summary": row.summary,
        "message": row.message,
        "values": as_json(row.values),
        "root": row.root,
        "root_authority": row.authority,
        "root_family": row.family or None,
        "denial": row.denial,
        "publisher": row.publisher,
        "source_url": row.url,
        "publisher_2": row.publisher_2,
        "source_url_2": row.url_2,
    }
