"""From tables to verdicts: every part of every claim, by the rule its file fixed before the numbers were known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.claims import Claim, Part
from etl.claims.message import as_json
from etl.contract.schema import Row, conform
from etl.contract.tables import TABLES
from etl.judge import causes, facts, measure_part, sentences
from etl.judge import ladder as ladders
from etl.judge.conditions import Case
from etl.judge.context import JudgeContext as JudgeContext
from etl.judge.context import JudgedPart as JudgedPart
from etl.judge.evidence import Evidence, evidence, selected
from etl.judge.searches import last_search
from etl.judge.values import values
from etl.judge.words import described

Judged = tuple[JudgedPart, dict[str, Any]]
_AROUND = ("specifications", "evidence", "grid", "flips", "stability", "conditions", "possible_verdicts")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NOISE = ["chance_fifth", "chance_top5", "noise_best", "noise_worst"]


def judge(claims: Sequence[Claim], context: JudgeContext) -> dict[str, pd.DataFrame]:
    """Frames of claims, parts, choices, rules and the article, of the verdicts, and of what they rest on."""
    rows: dict[str, list[Row]] = {name: [] for name in (*_AROUND, "verdicts")}
    for claim in claims:
        for part in claim.parts:
            outcome, key = judged(part, context), {"claim": claim.id, "part": part.id}
            rows["verdicts"].append({**outcome.verdict, **key, "rule": part.rule})
            for name in _AROUND:
                rows[name] += [{**row, **key} for row in getattr(outcome, name)]
    frames = {name: pd.DataFrame(some, columns=TABLES[name].names) for name, some in rows.items()}
    frames["specifications"] = _with_noise(frames["specifications"], context.tables.get("rank_uncertainty"))
    frames |= described(claims, context.words, context.article)
    compared = [{"name": n, "value": v} for n, v in sorted(context.thresholds.items()) if isinstance(v, (int, float))]
    frames["thresholds"] = pd.DataFrame(compared)
    return {name: conform(TABLES[name], frame) for name, frame in frames.items()}


def _with_noise(specifications: pd.DataFrame, noise: pd.DataFrame | None) -> pd.DataFrame:
    """`specifications` with the noise of the rank each reads, where that rank rests on values."""
    if noise is None or noise.empty:
        return specifications
    keys = [noise[k].astype("str") for k in TABLES["rank_uncertainty"].key]
    by_row = noise[_NOISE].set_axis([" ".join(k) for k in zip(*keys, strict=True)])
    matching = by_row.reindex(specifications["row_key"]).set_axis(specifications.index)
    return specifications.assign(**{c: matching[c] for c in _NOISE})


def judged(part: Part, context: JudgeContext) -> JudgedPart:
    """One part by its rule, with its sentence, the procedure, its evidence rows and the last search for it."""
    rows = selected(context.tables, part, context.words)
    outcome, sentence_values = _by_rule(part, rows, context)
    searched = last_search(context.tables.get("searches"), part)
    sentence_values = {**sentence_values, **searched, **values(context.tables, part)}
    verdict = outcome.verdict["verdict"]
    sentence = sentences.sentence(part, verdict, sentence_values, context.words)
    how = sentences.procedure(part.rule, sentence_values, context.words)
    outcome.verdict |= replace(sentence, values={**sentence.values, **how.values}).columns
    outcome.verdict |= {"procedure": how.text, "procedure_messages": how.id}
    outcome.verdict["leave_one_out"] = "; ".join(
        f"{k}: {v}" for k, v in outcome.verdict.get("leave_one_out", {}).items()
    )
    outcome.verdict["evidence_reason"] = context.words["evidence_reason"][
        outcome.verdict.get("evidence_reason", "none")
    ]
    outcome.verdict |= {"asserted": part.asserted, "settle": part.settle}
    outcome.verdict |= {k: searched.get(k) for k in ("searched_on", "search")}
    named = {(e["row_table"], e["row_key"]) for e in outcome.evidence}
    outcome.evidence += [row(e) for e in rows if (e.table, e.key) not in named]
    return outcome


def _by_rule(part: Part, rows: list[Evidence], context: JudgeContext) -> Judged:
    if part.rule == "measure" and part.measure:
        return _measure(part, context)
    if part.rule in facts.RULES:
        return _fact(part, rows, context)
    if part.rule == "ladder":
        return _ladder(part, rows, context)
    if part.rule == "cause":
        return causes.judged(part, Case.of(context))
    return _unchecked(), {"settle": sentences.settle(part)}


def _unchecked() -> JudgedPart:
    """A part for which there is no method, or nothing to read."""
    word = "not yet checked"
    columns = ("verdict", "verdict_without_imputed", "verdict_to_1402")
    return JudgedPart(verdict={**dict.fromkeys(columns, word), "evidence": "none"})


def _measure(part: Part, context: JudgeContext) -> Judged:
    outcome = measure_part.judged(part, context)
    if outcome is None:
        return _unchecked(), {"settle": sentences.settle(part)}
    verdict, behind, values = outcome
    verdict.evidence = [row(e) for e in behind]
    return verdict, values


def _fact(part: Part, rows: list[Evidence], context: JudgeContext) -> Judged:
    rule = facts.RULES[part.rule]
    word, reason = facts.evidence_word(rows, part.rule)
    verdict = rule(rows)
    early = selected(context.tables, part, context.words, context.until.isoformat())
    row = {
        "verdict": verdict,
        "evidence": word,
        "evidence_reason": reason,
        "agreement": facts.agreement_word(rows),
        "verdict_without_imputed": verdict,
        "verdict_to_1402": rule(early),
        "leave_one_out": facts.leave_one_out(rows, rule),
        # a statement on the past is as old as whoever made it, not as what it is about
        "data_as_of": max((e.date for e in rows if _DATE.fullmatch(e.date) and e.table != "history"), default=None),
    }
    return JudgedPart(verdict=row), sentences.of_facts(part, rows)


def _ladder(part: Part, rows: list[Evidence], context: JudgeContext) -> Judged:
    agreements = context.tables["agreements"]
    ladder = ladders.ladder(agreements, part, rows)
    early = selected(context.tables, part, context.words, context.until.isoformat())
    verdict: Row = {
        "verdict": ladder.verdict,
        "evidence": ladder.evidence,
        "evidence_reason": ladder.reason,
        "verdict_without_imputed": ladder.verdict,
        "verdict_to_1402": ladders.known_by(agreements, part, early, context.until.isoformat()),
        "leave_one_out": ladders.leave_one_out(agreements, part, rows, ladder),
        "data_as_of": ladder.as_of,
    }
    if part.stage == "W" and ladder.low is not None:
        verdict |= {"value_low": ladder.low, "value_high": ladder.high, "unit": "%"}
    rows_of_part = ladders.rows_shown(agreements, part)
    items = [evidence("agreements", record, stance, context.words) for record, stance in rows_of_part]
    return JudgedPart(verdict=verdict, evidence=[row(i) for i in items]), sentences.of_ladder(part, ladder)


def row(item: Evidence) -> Row:
    """A row of `evidence`, without claim and part."""
    return {
        "row_table": item.table,
        "row_key": item.key,
        "stance": item.stance,
        "cell_basis": item.basis,
        "date": item.date if _DATE.fullmatch(item.date) else None,
        "summary": item.summary,
        "message": item.message,
        "values": as_json(item.values),
        "root": item.root,
        "root_authority": item.authority,
        "root_family": item.family or None,
        "denial": item.denial,
        "publisher": item.publisher,
        "source_url": item.url,
        "publisher_2": item.publisher_2,
        "source_url_2": item.url_2,
    }
