"""Sentences of verdicts and evidence written anew from their template and values, for a server in another language.

The package holds them in English, each with the id of its template (table `messages`) and its values; this is the
counterpart of `etl/claims/render.py`, with every word through the translations.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from string import Formatter
from typing import Any

from dashboard.texts import calendars
from dashboard.texts.translations import ordinal_form, translated

_OPTIONAL = re.compile(r"\[([^\[\]{]*\{[^\[\]]*)\]")  # as in `etl/claims/render.py`
_COMMAS = re.compile(r"(:)\s*,|,\s*(?=[:,])")
Ends = tuple[Any, Any]
_ENDINGS = {"one": 1, "two": 2, "few": 3}
_SMALL = 3  # per cent below which a change keeps a decimal


def _shortened(template: str, values: Mapping[str, Any]) -> str:
    """`template` without the parts in [brackets] that ask for a value which is None, and without their commas."""
    if not (part := _OPTIONAL.search(template)):
        return template
    unknown = any(values[name] is None for _, name, _, _ in Formatter().parse(part[1]) if name)
    rest = template[: part.start()] + ("" if unknown else part[1]) + template[part.end() :]
    return _shortened(_COMMAS.sub(r"\1", rest).strip(" ,:"), values)


class Messages:
    """The templates of a package, and how they are filled in; `names` of countries are in the reader's language."""

    def __init__(self, templates: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._templates, self._names = templates, names
        self._keys = {(key.partition(".")[0], text): key for key, text in templates.items()}

    def text(self, key: str) -> str:
        """The template `key` in the language of this server."""
        return translated(key, self._templates[key])

    def render(self, key: str, values: str) -> str:
        """The message `key` with its `values` (JSON), and a capital first."""
        sentence = self._filled(key, json.loads(values) if values else {})
        return sentence[:1].upper() + sentence[1:]

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
                value = known[name]
                out.append(self._word("missing") if value is None else getattr(self, f"_{spec or 'text'}")(value))
        return "".join(out)

    def _word(self, name: str, *values: object) -> str:
        return self.text(f"format.{name}").format(*values)

    def _known(self, group: str, code: str, otherwise: str) -> str:
        return self._word(f"{group}.{code}") if f"format.{group}.{code}" in self._templates else otherwise

    def _listed(self, items: Sequence[Any]) -> str:
        texts = [str(i) for i in items]
        return self._word("and", ", ".join(texts[:-1]), texts[-1]) if len(texts) > 1 else "".join(texts)

    def _text(self, value: Any) -> str:
        if isinstance(value, list):
            *first, last = value or [""]
            if first and isinstance(first[0], str) and isinstance(last, int):  # names, and how many more
                last = self._word("other" if last == 1 else "others", last)
            return self._listed([self._text(v) for v in (*first, last)])
        if isinstance(value, float):
            return f"{value:.2f}".rstrip("0").rstrip(".") if math.isfinite(value) else ""
        return str(value)

    def _ordinal(self, value: Any) -> str:
        n = int(value)
        spelled = self._known("ordinals", str(n - 1), "")
        return spelled or f"{n}{self._word(f'endings.{_ENDINGS.get(ordinal_form(n), 0)}')}"

    def _place(self, value: Any) -> str:
        low, high = _ends(value)
        if high is None:
            return self._word("place_open", self._ordinal(low))
        if low == high:
            return self._ordinal(low)
        return self._word("place_two" if high - low == 1 else "span", self._ordinal(low), self._ordinal(high))

    def _percent(self, value: Any) -> str:
        low, high = _ends(value)
        if high is None:
            return self._word("or_more", _number(low))
        return f"{_number(low) if low == high else self._word('span', _number(low), _number(high))} %"

    def _change(self, value: Any) -> str:
        ends = list(value) if isinstance(value, list) else [value]
        known = [e for e in ends if e is not None]
        if ends[0] is not None and len(known) < len(ends):
            return self._word("down_at_most" if ends[0] < 0 else "up_or_more", _whole(abs(ends[0])))
        if len(known) < len(ends) or min(known) * max(known) < 0:
            return self._word("between", *(self._word("open") if e is None else f"{_whole(e)} %" for e in ends))
        sizes = sorted({_whole(abs(e)) for e in known}, key=float)
        way = "up" if min(known) > 0 else "down" if max(known) < 0 else "unchanged"
        return self._word(way, self._word("span", *sizes) if len(sizes) > 1 else sizes[0])

    def _billion(self, value: Any) -> str:
        texts = [f"{v / 1e9:.2f}".rstrip("0").rstrip(".") for v in _ends(value)]
        return self._word("billion", texts[0] if texts[0] == texts[1] else self._word("span", *texts))

    def _range(self, value: Any) -> str:
        low, high = (self._word("open") if end is None else _number(end) for end in _ends(value))
        return low if low == high else self._word("span", low, high)

    def _mt(self, value: Any) -> str:
        return self._word("million_tonnes", f"{value / 1e6:.2f}".rstrip("0").rstrip("."))

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
        return self._date("-".join(str(value).split("-")[:2]))

    def _year(self, value: Any) -> str:
        spans = [list(dict.fromkeys(end[:4] for end in str(day).split("/"))) for day in _several(value)]
        return self._listed(list(dict.fromkeys(self._word("span", *s) if len(s) > 1 else s[0] for s in spans)))

    def _count(self, value: Any) -> str:
        return self._known("numbers", str(int(value)), f"{int(value):,}")

    def _part(self, value: Any) -> str:
        some, whole = value
        if some == whole:
            return self._word({1: "only", 2: "both"}.get(whole, "all"), self._count(whole))
        return self._word("some" if some else "none", *(self._count(n) for n in value if n))

    def _country(self, value: Any) -> str:
        return self._listed([self._names.get(i, i) for i in _several(value)])

    def _family(self, value: Any) -> str:
        return self._listed([self._known("family", i, i.replace("_", " ")) for i in _several(value)])

    def _stage(self, value: Any) -> str:
        return self._word(f"stage.{value}")

    def _finding(self, value: Any) -> str:
        return self._filled(f"format.finding.{value['unit']}", value)

    def _messages(self, value: Any) -> str:
        return self._listed([self._message(pair) for pair in value])

    def _reasons(self, value: Any) -> str:
        return "; ".join(self._message(pair) for pair in value)

    def _series(self, value: Any) -> str:
        return self._known("series", value, value)

    def _flow(self, value: Any) -> str:
        return self._word(f"flow.{value}")

    def _money(self, value: Any) -> str:
        return self._word("money", value / 1e6)

    def _tonnes(self, value: Any) -> str:
        return self._word("tonnes", value / 1e6)

    def _code(self, value: Any) -> str:
        return self._known("code", value, value.replace("_", " "))

    def _dimension(self, value: Any) -> str:
        return self._listed([self._known("dimension", d, d) for d in value])


def _ends(value: Any) -> Ends:
    return (value[0], value[1]) if isinstance(value, list) else (value, value)


def _several(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _number(value: float) -> str:
    """At most one decimal, cut and never rounded, as beside a threshold."""
    cut = Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    return f"{cut.normalize():f}" if cut else "0"


def _whole(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= _SMALL else _number(value)
