"""The tables of a package in the language of this server: sentences written anew, other texts as translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from dashboard.texts.countries import country_name
from dashboard.texts.messages import Messages
from dashboard.texts.translations import ENGLISH, language, translated

#: table -> column with a sentence that templates and `values` made, and the column of their ids; of every other table
#: the column `messages` has the ids and values of all texts
_SENTENCES = {
    "verdicts": {"sentence": "message", "procedure": "procedure_messages"},
    "evidence": {"summary": "message"},
}
#: table -> column with one of the texts that the table `messages` has under its name
_FIXED = {"verdicts": "evidence_reason"}
#: table -> how its texts are known, the columns that name a row, and the columns of texts
_TEXTS = {
    "claims": ("claim", ("id",), ("title", "about")),
    "parts": ("part", ("claim", "part"), ("title", "question", "strong", "weak", "natural", "settle")),
    "choices": ("choice", ("choice", "option"), ("title", "about")),
    "rules": ("rule_row", ("rule", "position"), ("condition",)),
    "rivals": ("rival", ("id",), ("title", "about")),
    "verdicts": ("part", ("claim", "part"), ("settle",)),  # what would settle a part, which `parts` says too
}


def in_language(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """The frames of `tables` with their texts in the language of this server; in English as they are published."""
    if language() == ENGLISH:
        return tables
    frames = dict(tables) | {name: _texts(tables[name], *known) for name, known in _TEXTS.items()}
    countries = frames["countries"]
    names = map(country_name, countries["id"], countries["name"], countries["iso3"])
    frames["countries"] = countries.assign(name=list(names))
    messages = of(frames | {name: tables[name] for name in _TEXTS})
    for table, columns in _SENTENCES.items():
        for column, ids in columns.items():
            frames[table] = _sentences(frames[table], column, ids, messages)
    for table, column in _FIXED.items():
        texts = frames[table][column].map(lambda text, group=column: messages.fixed(group, text), na_action="ignore")
        frames[table] = frames[table].assign(**{column: texts.astype("str")})
    return {name: _rewritten(frame, messages) if "messages" in frame else frame for name, frame in frames.items()}


def of(tables: Mapping[str, pd.DataFrame]) -> Messages:
    """The templates of a package, and the names of its countries."""
    templates, countries = tables["messages"], tables["countries"]
    known = dict(zip(templates["message"], templates["template"], strict=True))
    settle = dict(zip(_keys("part", tables["parts"], ("claim", "part")), tables["parts"]["settle"], strict=True))
    return Messages(
        known | {f"{key}.settle": text for key, text in settle.items()},
        dict(zip(countries["id"], countries["name"], strict=True)),
    )


def _rewritten(frame: pd.DataFrame, messages: Messages) -> pd.DataFrame:
    """`frame` with every text that its column `messages` knows."""
    texts = pd.DataFrame(
        [{} if pd.isna(cell) else messages.texts(str(cell)) for cell in frame["messages"]], index=frame.index
    )
    return frame.assign(**{name: texts[name].where(texts[name].notna(), frame[name]).astype("str") for name in texts})


def _sentences(frame: pd.DataFrame, column: str, ids: str, messages: Messages) -> pd.DataFrame:
    rows = zip(frame[ids], frame["values"].fillna(""), frame[column], strict=True)
    texts = [
        text if pd.isna(keys) else " ".join(messages.render(key, str(values)) for key in str(keys).split())
        for keys, values, text in rows
    ]
    return frame.assign(**{column: pd.Series(texts, index=frame.index, dtype="str")})


def _keys(kind: str, frame: pd.DataFrame, key: Sequence[str]) -> list[str]:
    return [".".join([kind, *map(str, row)]) for row in frame[list(key)].itertuples(index=False, name=None)]


def _texts(frame: pd.DataFrame, kind: str, key: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    names = _keys(kind, frame, key)
    return frame.assign(**{c: _translated(frame[c], (f"{name}.{c}" for name in names)) for c in columns})


def _translated(column: pd.Series, keys: Iterator[str]) -> pd.Series:
    rows = zip(keys, column, strict=True)
    texts = [text if pd.isna(text) else translated(key, str(text)) for key, text in rows]
    return pd.Series(texts, index=column.index, dtype="str")
