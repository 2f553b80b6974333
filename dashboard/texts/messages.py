"""Sentences of verdicts and evidence written anew from their template and values, for a server in another language.

The package holds them in English, each with the id of its template (table `messages`) and its values; this is the
counterpart of `etl/claims/render.py`, with every word through the translations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from dashboard.texts import calendars
from dashboard.texts.formats import capital
from dashboard.texts.translations import translated
from dashboard.texts.values import Values, several

_OPTIONAL = re.compile(r"\[([^\[\]{]*\{[^\[\]]*)\]")  # as in `etl/claims/render.py`
_COMMAS = re.compile(r"(:)\s*,|,\s*(?=[:,])")


def _shortened(template: str, values: Mapping[str, Any]) -> str:
    """`template` without the parts in [brackets] that ask for a value which is None, and without their commas."""
    if not (part := _OPTIONAL.search(template)):
        return template
    unknown = any(values[name] is None for _, name, _, _ in Formatter().parse(part[1]) if name)
    rest = template[: part.start()] + ("" if unknown else part[1]) + template[part.end() :]
    return _shortened(_COMMAS.sub(r"\1", rest).strip(" ,:"), values)


class Messages(Values):
    """The templates of a package, and how they are filled in with values, dates and other messages."""

    def __init__(self, templates: Mapping[str, str], names: Mapping[str, str]) -> None:
        super().__init__(templates, names)
        self._keys = {(key.partition(".")[0], text): key for key, text in templates.items()}

    def render(self, key: str, values: str) -> str:
        """The message `key` with its `values` (JSON), and a capital first."""
        return capital(self._filled(key, json.loads(values) if values else {}))

    def texts(self, messages: str) -> dict[str, str]:
        """The texts of a row by column, of its cell `messages` (JSON)."""
        return {column: " ".join(map(self._message, pairs)) for column, pairs in json.loads(messages).items()}

    def _message(self, pair: tuple[str, Mapping[str, Any]]) -> str:
        return self._filled(*pair)

    def fixed(self, group: str, text: str) -> str:
        """A text without values, such as one of `why_not`, in the language of this server; others as they are."""
        key = self._keys.get((group, text))
        return translated(key, text) if key else text

    def _filled(self, key: str, known: Mapping[str, Any]) -> str:
        out = []
        for text, name, spec, _ in Formatter().parse(_shortened(self.text(key), known)):
            out.append(text)
            if name is not None:
                out.append(self.said(spec or "", known[name]))
        return "".join(out)

    def _period(self, value: Any) -> str:
        calendar, _, label = str(value).partition(" ")
        period = calendars.parse(label)
        if period is None:
            side, _, date = label.partition("-")
            return self._word(side, self._date(date)) if side in ("to", "after") and date else label
        if calendar == calendars.GREGORIAN and period.months in (None, 12):
            return label
        ends = calendars.months(period, calendar)
        return self._word("span", *(self._date(f"{year}-{month:02d}") for year, month in ends))

    def _date(self, value: Any) -> str:
        year, *rest = str(value).split("-")
        if not rest:
            return year
        month = f"{self._word(f'months.{int(rest[0]) - 1}')} {year}"
        return f"{int(rest[1])} {month}" if len(rest) > 1 else month

    def _month(self, value: Any) -> str:
        return self._date(str(value)[: len("2024-05")])

    def _year(self, value: Any) -> str:
        spans = [list(dict.fromkeys(end[:4] for end in str(day).split("/"))) for day in several(value)]
        return self._listed(list(dict.fromkeys(self._word("span", *s) if len(s) > 1 else s[0] for s in spans)))

    def _finding(self, value: Any) -> str:
        return self._filled(f"format.finding.{value['unit']}", value)

    def _messages(self, value: Any) -> str:
        return self._listed([self._message(pair) for pair in value])

    def _reasons(self, value: Any) -> str:
        return "; ".join(self._message(pair) for pair in value)
