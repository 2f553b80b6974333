"""How each format of a template says a value: places, shares, changes, sums, codes, lists, in words of the package.

A format is a method of its name, as in `{value:place}`; without one a value is said by `text`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any, cast

from dashboard.texts.translations import ordinal_form, translated

_ENDINGS = {"one": 1, "two": 2, "few": 3}
_SMALL = 3  # per cent below which a change keeps a decimal
_MILLIONS = ("money", "tonnes")  # formats of a sum that is said in millions
#: formats of one code or several: how one that the package has no words for is spelled
_CODES = {"family": " ", "code": " ", "series": "_", "dimension": "_", "stage": "_", "flow": "_"}


class Values:
    """The words of a package for values; `names` of countries are in the reader's language."""

    def __init__(self, templates: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._templates, self._names = templates, names

    def text(self, key: str) -> str:
        """The template `key` in the language of this server."""
        return translated(key, self._templates[key])

    def said(self, spec: str, value: Any) -> str:
        """`value` by the format `spec`, or as a text where that is empty; None by the word for what is missing."""
        return self._word("missing") if value is None else self.writer(spec)(value)

    def writer(self, spec: str) -> Callable[[Any], str]:
        """How the format `spec` says a value. AttributeError for one that does not exist."""
        if spec in _MILLIONS:
            return lambda value: self._word(spec, value / 1e6)
        if spec in _CODES:
            return lambda value: self._listed([self._named(spec, code) for code in several(value)])
        return cast(Callable[[Any], str], getattr(self, f"_{spec or 'text'}"))

    def _named(self, group: str, code: str) -> str:
        return self._known(group, code, code.replace("_", _CODES[group]))

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
            return _short(value) if math.isfinite(value) else ""
        return str(value)

    def _ordinal(self, value: Any) -> str:
        n = int(value)
        spelled = self._known("ordinals", str(n - 1), "")
        return spelled or f"{n}{self._word(f'endings.{_ENDINGS.get(ordinal_form(n), 0)}')}"

    def _place(self, value: Any) -> str:
        low, high = _ends(value)
        if high is None or low == high:
            return self._word("place_open", self._ordinal(low)) if high is None else self._ordinal(low)
        return self._word("place_two" if high - low == 1 else "span", self._ordinal(low), self._ordinal(high))

    def _percent(self, value: Any) -> str:
        low, high = _ends(value)
        if high is None:
            return self._word("or_more", _number(low))
        return f"{_number(low) if low == high else self._word('span', _number(low), _number(high))} %"

    def _change(self, value: Any) -> str:
        ends = low, high = _ends(value)
        if low is not None and high is None:
            return self._word("down_at_most" if low < 0 else "up_or_more", _whole(abs(low)))
        known = [e for e in ends if e is not None]
        if None in ends or min(known) * max(known) < 0:
            return self._word("between", *(self._word("open") if e is None else f"{_whole(e)} %" for e in ends))
        sizes = sorted({_whole(abs(e)) for e in known}, key=float)
        way = "up" if min(known) > 0 else "down" if max(known) < 0 else "unchanged"
        return self._word(way, self._word("span", *sizes) if len(sizes) > 1 else sizes[0])

    def _billion(self, value: Any) -> str:
        texts = [_short(v / 1e9) for v in _ends(value)]
        return self._word("billion", texts[0] if texts[0] == texts[1] else self._word("span", *texts))

    def _range(self, value: Any) -> str:
        low, high = (self._word("open") if end is None else _number(end) for end in _ends(value))
        return low if low == high else self._word("span", low, high)

    def _mt(self, value: Any) -> str:
        return self._word("million_tonnes", _short(value / 1e6))

    def _count(self, value: Any) -> str:
        return self._known("numbers", str(int(value)), f"{int(value):,}")

    def _part(self, value: Any) -> str:
        some, whole = value
        if some == whole:
            return self._word({1: "only", 2: "both"}.get(whole, "all"), self._count(whole))
        return self._word("some" if some else "none", *(self._count(n) for n in value if n))

    def _country(self, value: Any) -> str:
        return self._listed([self._names.get(i, i) for i in several(value)])


def _ends(value: Any) -> tuple[Any, Any]:
    """Both ends of an interval, or a number twice."""
    low, high = value if isinstance(value, list) else (value, value)
    return low, high


def several(value: Any) -> list[str]:
    """One or several texts as a list."""
    return [value] if isinstance(value, str) else list(value)


def _short(value: float) -> str:
    """At most two decimals, and none that is 0."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _number(value: float) -> str:
    """At most one decimal, cut and never rounded, as beside a threshold."""
    cut = Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    return f"{cut.normalize():f}" if cut else "0"


def _whole(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= _SMALL else _number(value)
