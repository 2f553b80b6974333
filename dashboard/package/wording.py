"""The words of a package in the language of this server: sentences written anew, other texts as translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.texts.messages import Messages
from dashboard.texts.translations import ENGLISH, language, translated

#: table -> column with a sentence that templates and `values` made, and the column of their ids
_SENTENCES = {
    "verdicts": {"sentence": "message", "procedure": "procedure_messages"},
    "evidence": {"summary": "message"},
}
#: table -> column with one of the texts that the table `messages` has under its name
_FIXED = {"verdicts": "evidence_reason", "specifications": "why_not"}
#: table -> how its texts are known, the columns that name a row, and the columns of texts
_TEXTS = {
    "claims": ("claim", ("id",), ("title", "about")),
    "parts": ("part", ("claim", "part"), ("title", "strong", "weak", "natural", "settle")),
    "choices": ("choice", ("choice", "option"), ("title", "about")),
}


def in_language(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables of `tables` that hold words of ours; in English as they are published."""
    held = {name: tables[name] for name in (*_SENTENCES, *_FIXED, *_TEXTS)}
    if language() == ENGLISH:
        return held
    messages = of(tables)
    for name, columns in _SENTENCES.items():
        for column, ids in columns.items():
            held[name] = _sentences(held[name], column, ids, messages)
    for name, column in _FIXED.items():
        texts = held[name][column].map(lambda text, group=column: messages.fixed(group, text), na_action="ignore")
        held[name] = held[name].assign(**{column: texts.astype("str")})
    return held | {name: _texts(held[name], *known) for name, known in _TEXTS.items()}


def of(tables: Mapping[str, pd.DataFrame]) -> Messages:
    """The templates of a package."""
    templates, countries = tables["messages"], tables["countries"]
    return Messages(
        dict(zip(templates["message"], templates["template"], strict=True)),
        dict(zip(countries["id"], countries["name"], strict=True)),
    )


def _sentences(frame: pd.DataFrame, column: str, ids: str, messages: Messages) -> pd.DataFrame:
    rows = zip(frame[ids], frame["values"].fillna(""), frame[column], strict=True)
    texts = [
        text if pd.isna(keys) else " ".join(messages.render(key, str(values)) for key in str(keys).split())
        for keys, values, text in rows
    ]
    return frame.assign(**{column: pd.Series(texts, index=frame.index, dtype="str")})


def _texts(frame: pd.DataFrame, kind: str, key: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    names = [".".join([kind, *map(str, row)]) for row in frame[list(key)].itertuples(index=False, name=None)]
    return frame.assign(
        **{
            column: pd.Series(
                [
                    text if pd.isna(text) else translated(f"{name}.{column}", str(text))
                    for name, text in zip(names, frame[column], strict=True)
                ],
                index=frame.index,
                dtype="str",
            )
            for column in columns
        }
    )
