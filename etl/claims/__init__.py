"""The article's claims: one TOML file each, read and checked before anything is judged.

A claim has parts; a part names its rule type, its propositions, its natural reading, and where its rows come from.
`article.toml` holds the article, its pair of countries and its phrases in order. Words that people read are in the
claim files and in `words/`: rules, choices, sentences, and the thresholds.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from etl.claims.model import Article as Article
from etl.claims.model import Claim as Claim
from etl.claims.model import Part as Part
from etl.claims.model import Proposition as Proposition
from etl.claims.model import Rows as Rows
from etl.contract.countries import COUNTRIES
from etl.contract.enums import RULES, SOURCE_KINDS, STAGES, VERDICTS
from etl.contract.errors import ClaimError
from etl.contract.pair import Pair

FOLDER = Path(__file__).parent
COMPARISONS = ("==", "<=", ">=", "<", ">")
STANCES = ("for", "against", "context", "row")
QUOTE_WORDS = 20  # a quotation is short
_FOR_TABLES = ("rival", "happened", "arms_list")  # what `article.toml` says for derived tables
NOT_CLAIMS = ("article", "changes", "errata", "glossary")
_CLAIM_KEYS = {*(field.name for field in fields(Claim)), "part"} - {"parts"}
_MADE = {
    "claim",
    "position",
    "strong_is",
    "weak_is",
    "charts",
    "rows",
}  # the fields of a part that the file words otherwise
_PLAIN = {field.name for field in fields(Part)} - _MADE
_PART_KEYS = {*_PLAIN, "strong_is", "weak_is", "charts", "rows"}


def files(folder: Path = FOLDER) -> list[Path]:
    """Claim files of `folder`."""
    return sorted(p for p in folder.glob("*.toml") if p.stem not in NOT_CLAIMS)


def load(measures: set[str], folder: Path = FOLDER) -> list[Claim]:
    """All claims in the article's order, against the `measures` that exist; ClaimError names the file and the fault."""
    claims = sorted((_claim(path, measures) for path in files(folder)), key=lambda c: c.position)
    for names in ([c.id for c in claims], [str(c.position) for c in claims]):
        twice = {n for n in names if names.count(n) > 1}
        if twice:
            raise ClaimError(f"claims: {', '.join(sorted(twice))} is given twice")
    return claims


def article(folder: Path = FOLDER) -> Article:
    """The article of `folder`; ClaimError when its file lacks something."""
    raw = {k: v for k, v in _toml(folder / "article.toml").items() if k not in ("phrase", *_FOR_TABLES)}
    unknown = {mark for marks in raw.get("marked", {}).values() for mark in marks} - set(raw.get("marks", ()))
    if unknown:
        raise ClaimError(f"article.toml: marked names {', '.join(sorted(unknown))}, which marks does not have")
    named = {*raw.get("comparators", ()), *chain.from_iterable(raw.get("orders", {}).values())}
    if strange := named - set(COUNTRIES):
        raise ClaimError(f"article.toml: {', '.join(sorted(strange))} is no id of a country")
    try:
        year_before = int(raw["event"][:4]) - 1  # the last full one before the event
        return Article(
            **{"price_year": year_before, **raw, "pair": Pair(*raw["pair"])},
            terms=_toml(folder / "glossary.toml") if (folder / "glossary.toml").is_file() else {},
            phrases=tuple(rows_of("article", "phrase", folder)),
            errata=tuple(rows_of("errata", "erratum", folder)),
        )
    except (KeyError, TypeError) as err:
        raise ClaimError(f"article.toml: {err}") from err


def rows_of(name: str, entry: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The entries `entry` of the file `name`, in order; none when there is no such file."""
    path = folder / f"{name}.toml"
    return list(_toml(path).get(entry, ())) if path.is_file() else []


def reasons(folder: Path = FOLDER) -> dict[str, str]:
    """The general reasons for a change of a verdict: first, data, rule."""
    path = folder / "changes.toml"
    return {k: str(v) for k, v in _toml(path if path.is_file() else FOLDER / path.name).items() if k != "change"}


def settings(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """`thresholds`, `words` or `depth`: those of `folder` where it has its own, else ours."""
    path = folder / "words" / f"{name}.toml"
    return _toml(path if path.is_file() else FOLDER / "words" / f"{name}.toml")


def thresholds(folder: Path = FOLDER) -> dict[str, Any]:
    """What verdicts compare with; the years of `cause` are counted back from the event, which it holds too."""
    known, year = settings("thresholds", folder), int(article(folder).event[:4])
    cause = known["cause"]
    counted = {name: [year - ago for ago in cause[name]] for name in ("false_dates", "base")}
    return {**known, "cause": {**cause, **counted, "from": year - cause["from"], "event": year}}


def words(folder: Path = FOLDER) -> dict[str, Any]:
    """All words that sentences are made of: those of the rules, and under `depth` those of the derived tables.

    What else happened, and when, is the article's: rival explanations, and events of the years asked beside its own.
    """
    own, depth, about = _toml(folder / "article.toml"), settings("depth", folder), article(folder)
    timing = {**depth["timing"], "happened": own.get("happened", {})}
    lists = {name: own.get(name, []) for name in ("rival", "arms_list")}
    stated = {"comparators": list(about.comparators), "price_year": about.price_year}
    known = {**settings("words", folder), "depth": {**depth, "timing": timing, **lists, **stated}}
    return dict(_naming(known, about.event_name))


def _naming(texts: Any, event: str) -> Any:
    """`texts` with the name of the event in them."""
    if isinstance(texts, dict):
        return {name: _naming(text, event) for name, text in texts.items()}
    if isinstance(texts, list):
        return [_naming(text, event) for text in texts]
    return texts.replace("{event_name}", event) if isinstance(texts, str) else texts


def rule_version(folder: Path = FOLDER) -> str:
    """First 12 hex digits of the sha256 over claim files, thresholds and words."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml"), key=lambda p: p.name):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:12]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as err:
        raise ClaimError(f"{path.name}: {err}") from err


@lru_cache(maxsize=64)  # a build reads some files several times; what was read is not changed
def _parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def _claim(path: Path, measures: set[str]) -> Claim:
    raw = _toml(path)
    _known(path, "claim", raw, _CLAIM_KEYS)
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
    _known(path, where, raw, _PART_KEYS)
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
        rows=tuple(_rows(path, where, r) for r in raw.get("rows", ())),
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
    _one_of(where, "stance", raw["stance"], STANCES)
    return Rows(table=raw["table"], where=raw.get("where", {}), stance=raw["stance"])


def _proposition(where: str, raw: Mapping[str, Any] | None) -> Proposition | None:
    if raw is None:
        return None
    if set(raw) != {"op", "value"} or not isinstance(raw["value"], int | float):
        raise ClaimError(f"{where}: a proposition is a comparison `op` and a number `value`, found {dict(raw)}")
    _one_of(where, "comparison", raw["op"], COMPARISONS)
    return Proposition(op=raw["op"], value=float(raw["value"]))
