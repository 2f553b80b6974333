"""A claim's file read and checked: what is unknown, missing or not allowed is named with its file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.claims.model import Claim, Part, Proposition, Rows
from etl.contract.enums import RULES, SOURCE_KINDS, STAGES, VERDICTS
from etl.contract.errors import ClaimError

COMPARISONS = ("==", "<=", ">=", "<", ">")
STANCES = ("for", "against", "context", "row")
QUOTE_WORDS = 20  # a quotation is short
_CLAIM_KEYS = {*(field.name for field in fields(Claim)), "part"} - {"parts"}
_PART_KEYS = {field.name for field in fields(Part)} - {"claim", "position"}
_PLAIN = _PART_KEYS - {"strong_is", "weak_is", "charts", "rows"}  # those that are taken as the file has them


def toml(path: Path) -> dict[str, Any]:
    """What a file says; ClaimError when it is no TOML."""
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as err:
        raise ClaimError(f"{path.name}: {err}") from err


@lru_cache(maxsize=64)  # a build reads some files several times; what was read is not changed
def _parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def claim_of(path: Path, measures: set[str]) -> Claim:
    """The claim of one file, against the `measures` that exist; ClaimError names the file, the line and the fault."""
    raw = toml(path)
    _known(path.name, raw, _CLAIM_KEYS)
    _present(path.name, raw, ("id", "position", "phrase", "title", "about", "part"))
    if raw["id"] != path.stem:
        raise ClaimError(f"{path.name}: id is {raw['id']!r}, expected {path.stem!r} like the file")
    if any(not isinstance(option, str) for option in dict(raw.get("chart_choices", {})).values()):
        raise ClaimError(f"{path.name}: chart_choices are texts by the name of a choice")
    parts = tuple(_part(path, i, part, measures) for i, part in enumerate(raw["part"], 1))
    ids = [p.id for p in parts]
    if len(set(ids)) < len(ids):
        raise ClaimError(f"{path.name}: two parts have one id among {', '.join(ids)}")
    return Claim(**{"quoted": True, **{n: raw[n] for n in raw if n != "part"}}, parts=parts)


def _part(path: Path, position: int, raw: dict[str, Any], measures: set[str]) -> Part:
    where = f"{path.name}, line {_line(path, raw)}, part {raw.get('id', position)}"
    _known(where, raw, _PART_KEYS)
    _one_of(where, "rule", raw.get("rule"), RULES)
    _one_of(where, "stage", raw.get("stage", "R"), STAGES)
    _one_of(where, "source_kind", raw.get("source_kind", "disputed"), SOURCE_KINDS)
    if raw.get("measure"):
        _one_of(where, "measure", raw["measure"], sorted(measures))
    for verdict in raw.get("say", ()):
        _one_of(where, "verdict in say", verdict, VERDICTS)
    needed = {"measure": ("strong_is", "source_kind") if raw.get("measure") else (), "ladder": ("agreement", "stage")}
    _present(where, raw, ("id", "title", "strong", "settle", *needed.get(raw["rule"], ())))
    if "asserted" not in raw:
        raise ClaimError(f"{where}: missing asserted (true: the article says so; false: we ask further)")
    if len(raw.get("quote", "").split()) > QUOTE_WORDS:
        raise ClaimError(f"{where}: a quote of more than {QUOTE_WORDS} words")
    strong = _proposition(where, raw.get("strong_is"))
    plain = {"weak": raw["strong"], "natural": "", **{k: raw[k] for k in _PLAIN if k in raw}}
    return Part(
        **plain,
        claim=path.stem,
        position=position,
        charts=tuple(raw.get("charts", ())),
        strong_is=strong,
        weak_is=_proposition(where, raw.get("weak_is")) or strong,
        rows=tuple(_rows(f"{where}, rows", r) for r in raw.get("rows", ())),
    )


def _line(path: Path, raw: Mapping[str, Any]) -> int:
    """Line of the file where the part with this id begins; 1 when it has no id."""
    heading = f'id = "{raw.get("id", "")}"'
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip() == heading), 1)


def _one_of(where: str, what: str, value: object, allowed: Iterable[str]) -> None:
    allowed = list(allowed)
    if value not in allowed:
        raise ClaimError(f"{where}: unknown {what} {value!r}, expected one of {', '.join(allowed)}")


def _known(where: str, raw: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := sorted(set(raw) - keys):
        raise ClaimError(f"{where}: unknown {', '.join(unknown)}")


def _present(where: str, raw: Mapping[str, Any], keys: Iterable[str]) -> None:
    if missing := [k for k in keys if not raw.get(k)]:
        raise ClaimError(f"{where}: missing {', '.join(missing)}")


def _rows(where: str, raw: Mapping[str, Any]) -> Rows:
    _known(where, raw, {"table", "where", "stance"})
    _present(where, raw, ("table", "stance"))
    _one_of(where, "stance", raw["stance"], STANCES)
    return Rows(table=raw["table"], where=raw.get("where", {}), stance=raw["stance"])


def _proposition(where: str, raw: Mapping[str, Any] | None) -> Proposition | None:
    if raw is None:
        return None
    if set(raw) != {"op", "value"} or not isinstance(raw["value"], int | float):
        raise ClaimError(f"{where}: a proposition is a comparison `op` and a number `value`, found {dict(raw)}")
    _one_of(where, "comparison", raw["op"], COMPARISONS)
    return Proposition(op=raw["op"], value=float(raw["value"]))
