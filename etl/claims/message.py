"""A sentence with the id of its template and the named values in it, as published tables hold it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from etl.claims.render import filled
from etl.contract.frames import Words


@dataclass(frozen=True, kw_only=True)
class Message:
    """A sentence, or a part of one; `values` are raw, and may be messages themselves."""

    id: str
    values: Mapping[str, Any]
    text: str

    @property
    def columns(self) -> dict[str, Any]:
        """The message as columns of the tables `verdicts` and `evidence`."""
        return {"sentence": self.text, "message": self.id, "values": as_json(self.values)}


def message(key: str, words: Words, /, **values: Any) -> Message:
    """The template `key`, names with dots between, of `words`; `words["format"]` says how values are written."""
    template = reduce(_below, key.split("."), words)
    return Message(id=key, values=values, text=filled(str(template), values, words["format"]))


def _below(branch: Any, name: str) -> Any:
    """What `branch` has under a name, or a list at a place from 0."""
    return branch[int(name)] if isinstance(branch, list) else branch[name]


def columns(**texts: Message | Sequence[Message] | None) -> dict[str, Any]:
    """Texts by column, messages of one text in a row, and `messages`: the ids and values of them all as JSON.

    A reader needs no more than `messages` and the table of that name to write the texts in another language.
    """
    parts = {name: [text] if isinstance(text, Message) else list(text or ()) for name, text in texts.items()}
    written: dict[str, Any] = {name: " ".join(m.text for m in some) or None for name, some in parts.items()}
    return written | {"messages": as_json({name: some for name, some in parts.items() if some})}


def said(row: Mapping[str, Any], column: str, words: Words) -> list[Message]:
    """The messages of a text that `columns` has written into `row`."""
    return [from_json(pair, words) for pair in json.loads(row["messages"])[column]]


def from_json(value: Any, words: Words) -> Any:
    """`value` as `as_json` has written it, with messages in the place of their pairs of id and values."""
    match value:
        case [str(key), dict(values)]:
            return message(key, words, **from_json(values, words))
        case list():
            return [from_json(v, words) for v in value]
        case dict():
            return {name: from_json(v, words) for name, v in value.items()}
    return value


def as_json(values: Mapping[str, Any]) -> str:
    """Named values as JSON text with sorted keys, a message as a pair of id and values; empty when there are none."""
    return json.dumps(_plain(values), ensure_ascii=False, sort_keys=True) if values else ""


def _plain(value: Any) -> Any:
    """`value` with as few digits as a published number has, at any depth: the last ones differ between processors."""
    if isinstance(value, Message):
        return [value.id, _plain(value.values)]
    if isinstance(value, Mapping):
        return {name: _plain(v) for name, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return float(f"{value:.9g}") if isinstance(value, float) else value
