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
_CELLS = {
    **dict.fromkeys(("claim", "choice", "rival"), ("title", "about")),
    "part": ("title", "question", "strong", "weak", "natural", "settle"),
    "rule_row": ("condition",),
}


def templates(claims: Sequence[Claim], words: Mapping[str, Any]) -> dict[str, str]:
    """Id -> text: sentences of parts and rules, what rows of evidence say, and the words of values and reasons."""
    pairs = [pair for c in claims for part in c.parts for verdict in part.say for pair in of_part(part, verdict)]
    pairs += [pair for rule, by in words["sentence"].items() for v in by for pair in of_rule(rule, v, words)]
    pairs += [pair for rule in words["procedure"] for pair in of_procedure(rule, words)]
    groups = {group: words[group] for group in ("evidence_reason", "why_not", "format", "cause")}
    groups |= {"row": words["evidence"]["row"]} | {f"depth.{group}": words["depth"][group] for group in DERIVED}
    return dict([*pairs, *(pair for prefix, branch in groups.items() for pair in _flat(branch, prefix))])


def texts(claims: Sequence[Claim], words: Mapping[str, Any]) -> dict[str, str]:
    """Id -> text of cells of `claims`, `parts`, `choices`, `rules` and `rivals`; empty cells are left out."""
    rows: dict[str, Mapping[str, Any]] = {}
    for claim in claims:
        rows |= {f"claim.{claim.id}": vars(claim)} | {f"part.{claim.id}.{p.id}": vars(p) for p in claim.parts}
    rows |= {f"choice.{choice['choice']}.{choice['option']}": choice for choice in words["choice"]}
    rows |= {f"rule_row.{rule['rule']}.{rule['position']}": rule for rule in numbered(words["rule"])}
    rows |= {f"rival.{rival['id']}": rival for rival in words["depth"]["rival"]}
    cells = ((f"{id}.{name}", row[name]) for id, row in rows.items() for name in _CELLS[id.partition(".")[0]])
    return {id: text for id, text in cells if text}


def numbered(rules: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rules of the words, each with its `position` among those of its rule type, from 1."""
    positions: Counter[str] = Counter()
    rows = []
    for rule in rules:
        positions[rule["rule"]] += 1
        rows.append({**rule, "position": positions[rule["rule"]]})
    return rows


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
