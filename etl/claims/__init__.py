"""The article's claims: one TOML file each, read and checked before any number is known.

A claim has parts; a part names its rule type, its propositions, its natural reading, and where its rows come from.
Words that people read stand in these files and in `words/`: rules, choices, sentences, and the thresholds.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.contract.enums import RULES, STAGES
from etl.contract.errors import ClaimError

FOLDER = Path(__file__).parent
COMPARISONS = ("==", "<=", ">=", "<", ">")
STANCES = ("for", "against", "context")
_CLAIM_KEYS = {"id", "position", "phrase", "quoted", "title", "about", "part"}
_PART_KEYS = {
    "id",
    "title",
    "rule",
    "measure",
    "params",
    "strong",
    "weak",
    "strong_is",
    "weak_is",
    "natural",
    "natural_is",
    "runner_up_is",
    "settle",
    "charts",
    "rows",
    "agreement",
    "stage",
    "expressly_not",
    "sentence",
}


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """A comparison of the tested value: `op` and the number it is held against."""

    op: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Evidence rows: those of `table` that match `where`, speaking for or against (or as context)."""

    table: str
    where: Mapping[str, Any]
    stance: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a claim; docs/CLAIMS.md has the rule types."""

    claim: str
    id: str
    position: int
    title: str
    rule: str
    strong: str
    weak: str
    natural: str
    settle: str
    charts: tuple[str, ...] = ()
    measure: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    strong_is: Proposition | None = None
    weak_is: Proposition | None = None
    natural_is: Mapping[str, str] = field(default_factory=dict)
    runner_up_is: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Rows, ...] = ()
    agreement: str = ""
    stage: str = ""
    expressly_not: str = ""
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim in the article's order."""

    id: str
    position: int
    phrase: str
    quoted: bool
    title: str
    about: str
    parts: tuple[Part, ...]


def files(folder: Path = FOLDER) -> list[Path]:
    """Claim files of `folder`."""
    return sorted(folder.glob("*.toml"))


def load(measures: set[str], folder: Path = FOLDER) -> list[Claim]:
    """All claims in the article's order, against the `measures` that exist; ClaimError names the file and the fault."""
    claims = sorted((_claim(path, measures) for path in files(folder)), key=lambda c: c.position)
    for given in ([c.id for c in claims], [str(c.position) for c in claims]):
        twice = {g for g in given if given.count(g) > 1}
        if twice:
            raise ClaimError(f"claims: {', '.join(sorted(twice))} stands twice")
    return claims


def settings(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """`thresholds`, `words` or `depth`."""
    return _toml(folder / "words" / f"{name}.toml")


def rule_version(folder: Path = FOLDER) -> str:
    """First 12 hex digits of the sha256 over claim files, thresholds and words."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml"), key=lambda p: p.name):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:12]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as err:
        raise ClaimError(f"{path.name}: {err}") from err


def _claim(path: Path, measures: set[str]) -> Claim:
    raw = _toml(path)
    _known(path, "claim", raw, _CLAIM_KEYS)
    _present(path.name, raw, ("id", "position", "phrase", "title", "about", "part"))
    if raw["id"] != path.stem:
        raise ClaimError(f"{path.name}: id is {raw['id']!r}, expected {path.stem!r} like the file")
    parts = tuple(_part(path, i, part, measures) for i, part in enumerate(raw["part"], 1))
    ids = [p.id for p in parts]
    if len(set(ids)) < len(ids):
        raise ClaimError(f"{path.name}: two parts have one id among {', '.join(ids)}")
    return Claim(
        id=raw["id"],
        position=raw["position"],
        phrase=raw["phrase"],
        quoted=raw.get("quoted", True),
        title=raw["title"],
        about=raw["about"],
        parts=parts,
    )


def _part(path: Path, position: int, raw: dict[str, Any], measures: set[str]) -> Part:
    where = f"{path.name}, part {raw.get('id', position)}"
    _known(path, where, raw, _PART_KEYS)
    if raw.get("rule") not in RULES:
        raise ClaimError(f"{where}: unknown rule {raw.get('rule')!r}, expected one of {', '.join(RULES)}")
    if raw.get("measure") and raw["measure"] not in measures:
        raise ClaimError(f"{where}: unknown measure {raw['measure']!r}, expected one of {', '.join(sorted(measures))}")
    if raw.get("stage", "R") not in STAGES:
        raise ClaimError(f"{where}: unknown stage {raw['stage']!r}, expected one of {', '.join(STAGES)}")
    needed = {"measure": ("strong_is",) if raw.get("measure") else (), "ladder": ("agreement", "stage")}
    _present(where, raw, ("id", "title", "strong", "settle", *needed.get(raw["rule"], ())))
    strong = _proposition(where, raw.get("strong_is"))
    return Part(
        claim=path.stem,
        id=raw["id"],
        position=position,
        title=raw["title"],
        rule=raw["rule"],
        strong=raw["strong"],
        weak=raw.get("weak", raw["strong"]),
        natural=raw.get("natural", ""),
        settle=raw["settle"],
        charts=tuple(raw.get("charts", ())),
        measure=raw.get("measure", ""),
        params=raw.get("params", {}),
        strong_is=strong,
        weak_is=_proposition(where, raw.get("weak_is")) or strong,
        natural_is=raw.get("natural_is", {}),
        runner_up_is=raw.get("runner_up_is", {}),
        rows=tuple(_rows(path, where, r) for r in raw.get("rows", ())),
        agreement=raw.get("agreement", ""),
        stage=raw.get("stage", ""),
        expressly_not=raw.get("expressly_not", ""),
        sentence=raw.get("sentence", ""),
    )


def _known(path: Path, where: str, raw: Mapping[str, Any], keys: set[str]) -> None:
    unknown = sorted(set(raw) - keys)
    if unknown:
        raise ClaimError(f"{path.name}: {where} has unknown keys {', '.join(unknown)}")


def _present(where: str, raw: Mapping[str, Any], keys: Iterable[str]) -> None:
    missing = [k for k in keys if not raw.get(k)]
    if missing:
        raise ClaimError(f"{where}: missing {', '.join(missing)}")


def _rows(path: Path, where: str, raw: Mapping[str, Any]) -> Rows:
    _known(path, f"{where}, rows", raw, {"table", "where", "stance"})
    _present(f"{where}, rows", raw, ("table", "stance"))
    if raw["stance"] not in STANCES:
        raise ClaimError(f"{where}: unknown stance {raw['stance']!r}, expected one of {', '.join(STANCES)}")
    return Rows(table=raw["table"], where=raw.get("where", {}), stance=raw["stance"])


def _proposition(where: str, raw: Mapping[str, Any] | None) -> Proposition | None:
    if raw is None:
        return None
    if set(raw) != {"op", "value"} or not isinstance(raw["value"], int | float):
        raise ClaimError(f"{where}: a proposition is a comparison `op` and a number `value`, found {dict(raw)}")
    if raw["op"] not in COMPARISONS:
        raise ClaimError(f"{where}: unknown comparison {raw['op']!r}, expected one of {' '.join(COMPARISONS)}")
    return Proposition(op=raw["op"], value=float(raw["value"]))
