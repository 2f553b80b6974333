"""The one plain sentence of a verdict, and the procedure behind it: templates of the claim file or of `words.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.claims.message import Message, message
from etl.claims.messages import of_part, of_procedure, of_rule
from etl.claims.model import Part
from etl.claims.render import names, render
from etl.contract.frames import Words

Values = Mapping[str, Any]
LONGEST = 200  # characters of a plain sentence
_MOST_NAMES = 3


def sentence(part: Part, verdict: str, values: Values, words: Words) -> Message:
    """The first template of the part, then of its rule, whose values are all known and that is short enough."""
    for name, template in templates(part, verdict, words):
        if names(template) <= set(values):
            used = {name: values[name] for name in sorted(names(template))}
            text = render(template, used, words["format"])
            if len(text) <= LONGEST:
                return Message(id=name, values=used, text=text)
    raise KeyError(f"{part.where}: no sentence for the verdict {verdict!r}")


def templates(part: Part, verdict: str, words: Words) -> Iterator[tuple[str, str]]:
    """Ids and templates that may say a verdict of `part`, the best first."""
    yield from of_part(part, verdict)
    yield from of_rule(part.rule, verdict, words)


def procedure(rule: str, values: Values, words: Words) -> Message:
    """How the rule came to the verdict, in the sentences whose values are known; their ids with spaces between."""
    known = {name: template for name, template in of_procedure(rule, words) if names(template) <= set(values)}
    text = " ".join(render(template, values, words["format"]) for template in known.values())
    used = {name: values[name] for template in known.values() for name in names(template)}
    return Message(id=" ".join(known), values=used, text=text)


def settle(part: Part) -> list[Message]:
    """What would settle a part, as a value."""
    return [Message(id=f"part.{part.claim}.{part.id}.settle", values={}, text=part.settle)]


def few(people: Sequence[str]) -> list[str | int]:
    """The first names, and how many more."""
    rest = len(people) - _MOST_NAMES
    return [*people[:_MOST_NAMES], rest] if rest > 0 else [*people]


def interval(low: float | None, high: float | None) -> Any:
    """Two bounds as a value: the number itself where they are one."""
    return [low, high] if low != high else low


def why_not(reason: str, words: Words) -> Message | None:
    """The reason a proposition cannot be told; None without one."""
    kind, _, missing = reason.partition(":")
    values = {"missing": missing.split()} if missing else {}
    return message(f"why_not.{kind}", words, **values) if kind else None
