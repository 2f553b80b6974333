"""Every text of the claim files and of `words/` that a reader meets, by the id under which it can be translated.

`templates` are what sentences are made of: the package publishes them, so that a reader can write a verdict in another
language. `texts` are whole texts that stand in cells of the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.claims.model import Article, Claim, Part

#: groups of `words/depth.toml` with templates; the others are lists of what tables are made for, and rivals
DERIVED = ("account", "anomaly", "breaks", "gaps", "missing", "noise", "pools", "ties", "timing", "umbrella")
_CELLS = {"claim": ("title", "about"), "part": ("title", "question", "strong", "weak", "natural", "settle")}


def templates(claims: Sequence[Claim], words: Mapping[str, Any]) -> dict[str, str]:
    """Id -> text: sentences of parts and rules, what rows of evidence say, and the words of values and reasons."""
    own = {name: text for c in claims for p in c.parts for verdict in p.say for name, text in of_part(p, verdict)}
    rules = {name: text for rule, by in words["sentence"].items() for v in by for name, text in of_rule(rule, v, words)}
    rows = {f"row.{table}": text for table, text in words["evidence"]["row"].items()}
    how = dict(line for rule in words["procedure"] for line in of_procedure(rule, words))
    fixed = {name: text for group in ("evidence_reason", "why_not") for name, text in _flat(words[group], group)}
    formats, causes = _flat(words["format"], "format"), _flat(words["cause"], "cause")
    derived = (line for group in DERIVED for line in _flat(words["depth"][group], f"depth.{group}"))
    return {**own, **rules, **rows, **how, **fixed, **dict(formats), **dict(causes), **dict(derived)}


def texts(claims: Sequence[Claim], words: Mapping[str, Any]) -> dict[str, str]:
    """Id -> text of cells of `claims`, `parts`, `choices`, `rules` and `rivals`; empty cells are left out."""
    templates: dict[str, str] = {}
    for claim in claims:
        templates |= {f"claim.{claim.id}.{name}": getattr(claim, name) for name in _CELLS["claim"]}
        for part in claim.parts:
            templates |= {f"part.{claim.id}.{part.id}.{name}": getattr(part, name) for name in _CELLS["part"]}
    for choice in words["choice"]:
        templates |= {
            f"choice.{choice['choice']}.{choice['option']}.{name}": choice[name] for name in ("title", "about")
        }
    places: Counter[str] = Counter()
    for rule in words["rule"]:
        places[rule["rule"]] += 1
        templates[f"rule_row.{rule['rule']}.{places[rule['rule']]}.condition"] = rule["condition"]
    for rival in words["depth"]["rival"]:
        templates |= {f"rival.{rival['id']}.{name}": rival[name] for name in ("title", "about")}
    return {name: text for name, text in templates.items() if text}


def of_article(article: Article) -> dict[str, str]:
    """Id -> text of what the article says in place of general words, and of the events that charts mark."""
    own = {f"article.{name}": text for name, text in article.texts.items()}
    terms = {f"article.term.{n}.{part}": term[part] for n, term in article.terms.items() for part in ("term", "text")}
    return own | terms | {f"mark.{name}": mark["words"] for name, mark in article.marks.items()}


def of_part(part: Part, verdict: str) -> Iterator[tuple[str, str]]:
    """Ids and templates by which the claim file says a verdict of `part`, the best first."""
    own = part.say.get(verdict, ())
    for i, template in enumerate([own] if isinstance(own, str) else own, 1):
        yield f"{part.claim}.{part.id}.{verdict}.{i}".replace(" ", "_"), template


def of_rule(rule: str, verdict: str, words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same for any part of `rule`."""
    for i, template in enumerate(words["sentence"][rule][verdict], 1):
        yield f"{rule}.{verdict}.{i}".replace(" ", "_"), template


def of_procedure(rule: str, words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Ids and templates of the sentences on how `rule` came to a verdict, in their order."""
    for i, template in enumerate(words["procedure"][rule], 1):
        yield f"procedure.{rule}.{i}", template


def _flat(branch: Any, prefix: str) -> Iterator[tuple[str, str]]:
    items = branch.items() if isinstance(branch, Mapping) else enumerate(branch)
    for name, value in items:
        if isinstance(value, str):
            yield f"{prefix}.{name}", value
        else:
            yield from _flat(value, f"{prefix}.{name}")
