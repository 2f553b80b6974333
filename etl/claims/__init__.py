"""The article's claims: one TOML file each, read and checked before anything is judged.

A claim has parts; a part names its rule type, its propositions, its natural reading, and where its rows come from.
`article.toml` holds the article, its pair of countries and its phrases in order. Words that people read are in the
claim files and in `words/`: rules, choices, sentences, and the thresholds.
"""

from __future__ import annotations

import hashlib
from itertools import chain
from pathlib import Path
from typing import Any

from etl.claims.model import Article, Claim
from etl.claims.reading import claim_of, toml
from etl.contract.countries import COUNTRIES
from etl.contract.errors import ClaimError
from etl.contract.pair import Pair

FOLDER = Path(__file__).parent
_FOR_TABLES = ("rival", "happened", "arms_list")  # what `article.toml` says for derived tables
NOT_CLAIMS = ("article", "changes", "errata", "glossary")


def files(folder: Path = FOLDER) -> list[Path]:
    """Claim files of `folder`."""
    return sorted(p for p in folder.glob("*.toml") if p.stem not in NOT_CLAIMS)


def load(measures: set[str], folder: Path = FOLDER) -> list[Claim]:
    """All claims in the article's order, against the `measures` that exist; ClaimError names the file and the fault."""
    claims = sorted((claim_of(path, measures) for path in files(folder)), key=lambda c: c.position)
    for names in ([c.id for c in claims], [str(c.position) for c in claims]):
        twice = {n for n in names if names.count(n) > 1}
        if twice:
            raise ClaimError(f"claims: {', '.join(sorted(twice))} is given twice")
    return claims


def article(folder: Path = FOLDER) -> Article:
    """The article of `folder`; ClaimError when its file lacks something."""
    raw = {k: v for k, v in toml(folder / "article.toml").items() if k not in ("phrase", *_FOR_TABLES)}
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
            terms=toml(folder / "glossary.toml") if (folder / "glossary.toml").is_file() else {},
            phrases=tuple(rows_of("article", "phrase", folder)),
            errata=tuple(rows_of("errata", "erratum", folder)),
        )
    except (KeyError, TypeError) as err:
        raise ClaimError(f"article.toml: {err}") from err


def rows_of(name: str, entry: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The entries `entry` of the file `name`, in order; none when there is no such file."""
    path = folder / f"{name}.toml"
    return list(toml(path).get(entry, ())) if path.is_file() else []


def reasons(folder: Path = FOLDER) -> dict[str, str]:
    """The general reasons for a change of a verdict: first, data, rule."""
    path = folder / "changes.toml"
    return {k: str(v) for k, v in toml(path if path.is_file() else FOLDER / path.name).items() if k != "change"}


def settings(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """`thresholds`, `words` or `depth`: those of `folder` where it has its own, else ours."""
    path = folder / "words" / f"{name}.toml"
    return toml(path if path.is_file() else FOLDER / "words" / f"{name}.toml")


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
    own, depth, about = toml(folder / "article.toml"), settings("depth", folder), article(folder)
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
