"""From tables to verdicts: every part of every claim, by the rule its file fixed before the numbers were known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from etl.claims import Claim, Part
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.judge import causes, facts, measure_part, sentences
from etl.judge import ladder as ladders
from etl.judge.conditions import Case
<<<<<<< HEAD
from etl.judge.facts import Ladder, Piece
from etl.judge.grid import flip_rows, grid_rows, stability_rows
from etl.judge.measure_rule import Outcome, outcome, stable
from etl.judge.measures import MEASURES
from etl.judge.rows import pieces as evidence_of
from etl.judge.specification import Reading
from etl.judge.weigh import Weighed, weigh

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What every part is judged with: tables, thresholds, words, and what two reporters typically differ by."""

    tables: Tables
    thresholds: Mapping[str, Any]
    words: Mapping[str, Any]
    gap: float | None

    @property
    def until(self) -> date:
        return date.fromisoformat(self.thresholds["until"])


@dataclass(kw_only=True)
class Judged:
    """What came of one part: its verdict, and its rows of the tables around it."""

    verdict: Row
    specifications: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    grid: list[Row] = field(default_factory=list)
    flips: list[Row] = field(default_factory=list)
    stability: list[Row] = field(default_factory=list)
    conditions: list[Row] = field(default_factory=list)

=======
from etl.judge.context import JudgeContext as JudgeContext
from etl.judge.context import JudgedPart as JudgedPart
from etl.judge.context import Row
from etl.judge.evidence import Evidence, as_json, evidence, selected
from etl.judge.searches import last_search
from etl.judge.values import values
from etl.judge.words import described
>>>>>>> f5afce5 (The rules as docs/CLAIMS says them: registers, lists, ladders, dated facts, evidence words; sentences from templates with named values)

Judged = tuple[JudgedPart, dict[str, Any]]
_AROUND = ("specifications", "evidence", "grid", "flips", "stability", "conditions")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NOISE = ["chance_fifth", "chance_top5", "noise_best", "noise_worst"]


def judge(claims: Sequence[Claim], context: JudgeContext) -> dict[str, pd.DataFrame]:
    """Frames of claims, parts, choices, rules and the article, of the verdicts, and of what they rest on."""
    rows: dict[str, list[Row]] = {name: [] for name in (*_AROUND, "verdicts")}
    for claim in claims:
        for part in claim.parts:
            made, key = judged(part, context), {"claim": claim.id, "part": part.id}
            rows["verdicts"].append({**made.verdict, **key, "rule": part.rule})
            for name in _AROUND:
                rows[name] += [{**row, **key} for row in getattr(made, name)]
    frames = {name: pd.DataFrame(some, columns=TABLES[name].names) for name, some in rows.items()}
    frames["specifications"] = _with_noise(frames["specifications"], context.tables.get("rank_uncertainty"))
    frames |= described(claims, context.words)
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
    rows = selected(context.tables, part, context.words["evidence"])
    made, given = _by_rule(part, rows, context)
    searched = last_search(context.tables.get("searches"), part)
    given = {**given, **searched, **values(context.tables, part)}
    verdict = made.verdict["verdict"]
    made.verdict |= sentences.sentence(part, verdict, given, context.words).columns
    made.verdict["procedure"] = sentences.procedure(part.rule, given, context.words)
    made.verdict["leave_one_out"] = "; ".join(f"{k}: {v}" for k, v in made.verdict.get("leave_one_out", {}).items())
    made.verdict["evidence_reason"] = context.words["evidence_reason"][made.verdict.get("evidence_reason", "none")]
    made.verdict |= {"asserted": part.asserted, "settle": part.settle}
    made.verdict |= {k: searched.get(k) for k in ("searched_on", "search")}
    named = {(e["row_table"], e["row_key"]) for e in made.evidence}
    made.evidence += [row(e) for e in rows if (e.table, e.key) not in named]
    return made


def _by_rule(part: Part, rows: list[Evidence], context: JudgeContext) -> Judged:
    if part.rule == "measure" and part.measure:
<<<<<<< HEAD
        judged, behind = _measure(part, bench)
        named = {(p.table, p.key) for p in found}
        judged.evidence = [*rows, *(_evidence(part, p) for p in behind if (p.table, p.key) not in named)]
        return judged
    if part.rule in ("statement", "dated_fact"):
        return Judged(verdict=_fact(part, found, bench), evidence=rows)
    if part.rule == "ladder":
        rows += [_evidence(part, p) for p in _ladder_pieces(part, bench) if p.key not in {f.key for f in found}]
        return Judged(verdict=_ladder(part, bench), evidence=rows)
    if part.rule == "cause":
        depth = bench.words["depth"]
        words = {**bench.words["cause"], "timing": depth["timing"], "pools": depth["pools"]}
        asked, verdict = causes.judged(
            part, Case(tables=bench.tables, setup=bench.thresholds["cause"], words=words), bench.until
        )
        return Judged(verdict=verdict, evidence=rows, conditions=asked)
    return Judged(verdict=_unchecked(part, bench), evidence=rows)


def _unchecked(part: Part, bench: Bench) -> Row:
    """The verdict of a part for which there is no method, or not a single row, yet."""
    said = "not yet checked"
    return {
        "verdict": said,
        "verdict_without_imputed": said,
        "verdict_to_1402": said,
        "evidence": "none",
        "sentence": bench.words["sentence"][said].format(settle=part.settle),
    }


# ------------------------------------------------------------------ measure parts
def _measure(part: Part, bench: Bench) -> tuple[Judged, list[Piece]]:
    readings = MEASURES[part.measure](bench.tables, part.params, None)
    if not readings:
        return Judged(verdict=_unchecked(part, bench)), []
    specs, o = _outcome(part, readings, bench)
    early = MEASURES[part.measure](bench.tables, part.params, bench.until)
    seen, without = _outcome(part, [r for r in readings if r.basis != "imputed"], bench)
    row: Row = {
        "verdict": o.verdict,
        "holds": o.holds,
        "computable": o.computable,
        "defined": o.defined,
        "strong_share": o.strong,
        "weak_share": o.weak,
        "natural_holds": o.natural.strong if o.natural else None,
        "runner_up_holds": o.runner_up.strong if o.runner_up else None,
        "resolvable": o.resolvable,
        "evidence": o.evidence,
        "agreement": o.agreement,
        "flips_on": " ".join(o.flips_on),
        "flip_pct": o.natural.reading.flip_pct if o.natural else None,
        "stable": stable(specs, part.natural_is, bench.gap, bench.thresholds, o.verdict),
        "verdict_without_imputed": without.verdict,
        "verdict_to_1402": _outcome(part, early, bench)[1].verdict,
        "sentence": sentences.measured(part, o, specs, bench.words),
        "data_as_of": _newest(readings),
    }
    if o.natural:
        r = o.natural.reading
        row |= {"value_low": r.low, "value_high": r.high, "unit": r.unit}
    flips = [*flip_rows(specs, "with", bench.thresholds), *flip_rows(seen, "without", bench.thresholds)]
    moves = list(stability_rows(specs, part.natural_is, bench.gap, bench.thresholds))
    shown = [_in_words(_specification(part, s, o), bench) for s in specs]
    behind = trace.pieces(bench.tables, specs, bench.words["evidence"])
    grid = [_in_words(r, bench) for r in grid_rows(readings, specs, part)]
    return Judged(verdict=row, specifications=shown, grid=grid, flips=flips, stability=moves), behind


def _in_words(row: Row, bench: Bench) -> Row:
    """A row of `specifications` or `grid` with its reason in words, where it needs one."""
    if row["holds_strong"] is not None and row["holds_weak"] is not None:
        return {**row, "why_not": ""}
    bounded = row["value_low"] is not None and row["value_high"] is not None
    why = "straddles" if bounded and row["why_not"] in ("", "open") else row["why_not"] or "open"
    return {**row, "why_not": sentences.why_not(why, bench.words)}


def _outcome(part: Part, readings: Sequence[Reading], bench: Bench) -> tuple[list[Weighed], Outcome]:
    specs = weigh(readings, part)
    return specs, outcome(specs, part.natural_is, part.runner_up_is, bench.gap, bench.thresholds)


def _newest(readings: Sequence[Reading]) -> str | None:
    readings = [r for r in readings if r.votes]
    ends = [r.ends.isoformat() for r in readings if r.ends and (r.low is not None or r.high is not None)]
    return max(ends) if ends else max((r.period[:4] for r in readings if r.period[:4].isdigit()), default=None)


def _specification(part: Part, s: Weighed, o: Outcome) -> Row:
    r = s.reading
    reading = "natural" if s is o.natural else ("runner-up" if s is o.runner_up else None)
    return {
        "claim": part.claim,
        "part": part.id,
        "specification": r.id,
        "root_family": r.root_family,
        "series": r.series,
        "period": r.period,
        "calendar": r.calendar,
        **r.choices,
        "reading": reading,
        "weight": float(s.weight),
        "cell_basis": r.basis,
        "value": r.point,
        "value_low": r.low,
        "value_high": r.high,
        "unit": r.unit,
        "flip_pct": r.flip_pct,
        "holds_strong": s.strong,
        "holds_weak": s.weak,
        "why_not": r.why_not,
        "leaning_on": r.leaning_on,
        "row_table": r.row_table,
        "row_key": r.row_key,
    }


# ------------------------------------------------------------------ statements, dated facts, ladders
def _fact(part: Part, found: Sequence[Piece], bench: Bench) -> Row:
    rule = facts.statement if part.rule == "statement" else facts.dated_fact
    verdict = rule(found)
    return {
        "verdict": verdict,
        "evidence": facts.evidence_word(found),
        "agreement": facts.agreement_word(found),
        "verdict_without_imputed": verdict,
        "verdict_to_1402": rule(evidence_of(bench.tables, part, bench.words["evidence"], bench.until.isoformat())),
        "sentence": sentences.factual(part, verdict, found, bench.words),
        # a statement on the past is as old as whoever made it, not as what it tells
        "data_as_of": max((p.date for p in found if _DATE.fullmatch(p.date) and p.table != "history"), default=None),
    }


def _ladder(part: Part, bench: Bench) -> Row:
    rows = bench.tables["agreements"]
    found = facts.ladder(rows, part.agreement, part.stage, part.expressly_not)
    early = rows[rows["signed_date"].fillna("") <= bench.until.isoformat()]
    known = (early["id"] == part.agreement).any()
    then = facts.ladder(early, part.agreement, part.stage, part.expressly_not).verdict if known else "not yet checked"
    share = _spent(part, found)
    return {
        "verdict": found.verdict,
        "evidence": "limited",
        "verdict_without_imputed": found.verdict,
        "verdict_to_1402": then,
        "sentence": sentences.laddered(found, part, bench.words),
        "data_as_of": found.asof,
        **share,
    }


def _spent(part: Part, found: Ladder) -> Row:
    if part.stage != "W" or found.low is None:
        return {}
    return {"value_low": found.low, "value_high": found.high, "unit": "%"}


def _ladder_pieces(part: Part, bench: Bench) -> list[Piece]:
    rows = bench.tables["agreements"]
    ids = rows[(rows["id"] == part.agreement) | (rows["parent_id"] == part.agreement)]["id"]
    order = facts.STAGE_ORDER
    out = []
    for record in rows[rows["id"].isin(ids)].to_dict("records"):
        text = {k: v for k, v in record.items() if isinstance(v, str)}
        reached = order.index(text["furthest"]) >= order.index(part.stage) and text.get("relation") != "restatement"
        no = bool(part.expressly_not) and text.get(part.expressly_not) == "no"
        stance = "against" if no else ("for" if reached else "context")
        out.append(
            Piece(
                table="agreements",
                key=text["id"],
                stance=stance,
                summary=f"{text['title']}: {text['status_text']}",
                date=text["signed_date"],
                root=text.get("root", ""),
                authority=text.get("root_authority", ""),
                family="",
                basis="stated",
                publisher=text["publisher"],
                url=text.get("source_url", ""),
                publisher_2=text.get("publisher_2", ""),
                url_2=text.get("source_url_2", ""),
            )
        )
    return out


def _evidence(part: Part, p: Piece) -> Row:
    return {
        "claim": part.claim,
        "part": part.id,
        "row_table": p.table,
        "row_key": p.key,
        "stance": p.stance,
        "cell_basis": p.basis,
        "date": p.date if _DATE.fullmatch(p.date) else None,
        "summary": p.summary,
        "root": p.root,
        "root_authority": p.authority,
        "root_family": p.family or None,
        "denial": p.denial,
        "publisher": p.publisher,
        "source_url": p.url,
        "publisher_2": p.publisher_2,
        "source_url_2": p.url_2,
    }


# ------------------------------------------------------------------ the words themselves
def _words(claims: Sequence[Claim], words: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    parts = [
        {
            "claim": p.claim,
            "part": p.id,
            "position": p.position,
            "title": p.title,
            "rule": p.rule,
            "measure": p.measure,
            "strong": p.strong,
            "weak": p.weak,
            "natural": p.natural,
            "settle": p.settle,
            "charts": " ".join(p.charts),
        }
        for c in claims
        for p in c.parts
    ]
    rules = pd.DataFrame(words["rule"])
    rules["position"] = rules.groupby("rule").cumcount() + 1
    return {
        "claims": pd.DataFrame(
            [{k: getattr(c, k) for k in ("id", "position", "phrase", "quoted", "title", "about")} for c in claims]
        ),
        "parts": pd.DataFrame(parts),
        "choices": pd.DataFrame(words["choice"]),
        "rules": rules,
=======
        return _measure(part, context)
    if part.rule in facts.RULES:
        return _fact(part, rows, context)
    if part.rule == "ladder":
        return _ladder(part, rows, context)
    if part.rule == "cause":
        return causes.judged(part, Case.of(context))
    return _unchecked(), {"settle": part.settle}


def _unchecked() -> JudgedPart:
    """A part for which there is no method, or nothing to read."""
    word = "not yet checked"
    columns = ("verdict", "verdict_without_imputed", "verdict_to_1402")
    return JudgedPart(verdict={**dict.fromkeys(columns, word), "evidence": "none"})


def _measure(part: Part, context: JudgeContext) -> Judged:
    found = measure_part.judged(part, context)
    if found is None:
        return _unchecked(), {"settle": part.settle}
    made, behind, given = found
    made.evidence = [row(e) for e in behind]
    return made, given


def _fact(part: Part, rows: list[Evidence], context: JudgeContext) -> Judged:
    rule = facts.RULES[part.rule]
    word, reason = facts.evidence_word(rows, part.rule)
    verdict = rule(rows)
    early = selected(context.tables, part, context.words["evidence"], context.until.isoformat())
    made = {
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
    return JudgedPart(verdict=made), sentences.of_facts(part, rows, context.words)


def _ladder(part: Part, rows: list[Evidence], context: JudgeContext) -> Judged:
    agreements = context.tables["agreements"]
    found = ladders.ladder(agreements, part, rows)
    early = selected(context.tables, part, context.words["evidence"], context.until.isoformat())
    made: Row = {
        "verdict": found.verdict,
        "evidence": found.evidence,
        "evidence_reason": found.reason,
        "verdict_without_imputed": found.verdict,
        "verdict_to_1402": ladders.known_by(agreements, part, early, context.until.isoformat()),
        "leave_one_out": ladders.leave_one_out(agreements, part, rows, found),
        "data_as_of": found.as_of,
    }
    if part.stage == "W" and found.low is not None:
        made |= {"value_low": found.low, "value_high": found.high, "unit": "%"}
    shown = ladders.rows_shown(agreements, part)
    items = [evidence("agreements", record, stance, context.words["evidence"]) for record, stance in shown]
    return JudgedPart(verdict=made, evidence=[row(i) for i in items]), sentences.of_ladder(part, found, context.words)


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
>>>>>>> f5afce5 (The rules as docs/CLAIMS says them: registers, lists, ladders, dated facts, evidence words; sentences from templates with named values)
    }
