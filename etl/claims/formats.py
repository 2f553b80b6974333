"""How values are written in a sentence: places, changes, shares, money and names.

Each takes a value and the table `format` of `words.toml`, and gives a text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from etl.contract.countries import COUNTRIES
from etl.contract.frames import Words

Writer = Callable[[Any, Words], str]


def _ends(value: Any) -> tuple[Any, Any]:
    """Both ends of an interval, or a number twice."""
    low, high = value if isinstance(value, Sequence) else (value, value)
    return low, high


def _short(value: float) -> str:
    """At most two decimals, and none that is 0."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def ordinal(value: Any, words: Words) -> str:
    """ "seventh", "41st": in words as far as `ordinals` goes."""
    n, spelled = int(value), words["ordinals"]
    if 1 <= n <= len(spelled):
        return str(spelled[n - 1])
    last = n % 10 if n % 100 not in (11, 12, 13) else 0
    return f"{n}{words['endings'].get(str(last), words['endings']['0'])}"


def place(value: Any, words: Words) -> str:
    """A place or an interval of places: "sixth", "sixth or seventh", "sixth to eighth", "sixth or lower"."""
    low, high = _ends(value)
    if high is None or low == high:
        return words["place_open"].format(ordinal(low, words)) if high is None else ordinal(low, words)
    template = words["place_two"] if high - low == 1 else words["span"]
    return str(template).format(ordinal(low, words), ordinal(high, words))


def several(value: Any) -> list[Any]:
    """One or several texts as a list."""
    return [value] if isinstance(value, str) else list(value)


def number(value: float) -> str:
    """At most one decimal, cut and never rounded: 4.97 is 4.9 beside a threshold of 5."""
    cut = Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    return f"{cut.normalize():f}" if cut else "0"


def percent(value: Any, words: Words) -> str:
    """ "59.6 %", or "77.2 % or more" when nothing bounds it above."""
    low, high = _ends(value)
    if high is None:
        return str(words["or_more"]).format(number(low))
    return f"{number(low)} %" if low == high else f"{words['span'].format(number(low), number(high))} %"


def change(value: Any, words: Words) -> str:
    """ "up 3 %", "down 18 %", "up 19 to 20 %", "down 9 % at most"; to whole per cent from three on."""
    ends = _ends(value)
    if ends[0] is not None and ends[1] is None:
        return str(words["down_at_most" if ends[0] < 0 else "up_or_more"]).format(_whole(abs(ends[0])))
    known = [end for end in ends if end is not None]
    if None in ends or min(known) * max(known) < 0:
        return str(words["between"]).format(*(words["open"] if e is None else f"{_whole(e)} %" for e in ends))
    way = words["up"] if min(known) > 0 else words["down"] if max(known) < 0 else words["unchanged"]
    sizes = sorted({_whole(abs(e)) for e in known}, key=float)
    return str(way).format(words["span"].format(*sizes) if len(sizes) > 1 else sizes[0])


def _whole(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 3 else number(value)


def billion(value: Any, words: Words) -> str:
    """ "$2.76 bn", or an interval."""
    low, high = (_short(end / 1e9) for end in _ends(value))
    return str(words["billion"]).format(low if low == high else words["span"].format(low, high))


def spread(value: Any, words: Words) -> str:
    """ "0.4 to 2.3", or one number where the ends are one."""
    low, high = (words["open"] if end is None else number(end) for end in _ends(value))
    return low if low == high else str(words["span"]).format(low, high)


def million_tonnes(value: Any, words: Words) -> str:
    """ "4.04 million tonnes"."""
    return str(words["million_tonnes"]).format(_short(value / 1e6))


def count(value: Any, words: Words) -> str:
    """A number in words as far as `numbers` goes."""
    return str(words["numbers"][int(value)]) if 0 <= int(value) < len(words["numbers"]) else f"{int(value):,}"


def part(value: Any, words: Words) -> str:
    """ "two of three", "all three", "both", "none of three" or, of a single one, "the one"."""
    some, whole = (int(v) for v in value)
    if some == whole:
        return str({1: words["only"], 2: words["both"]}.get(whole, words["all"].format(count(whole, words))))
    return str(words["some" if some else "none"]).format(*(count(n, words) for n in (some, whole) if n))


def country(value: Any, words: Words) -> str:
    """Names of one or several countries."""
    return listed([COUNTRIES[i].name if i in COUNTRIES else i for i in several(value)], words)


def listed(items: Sequence[Any], words: Words) -> str:
    """ "a, b and c"."""
    texts = [str(i) for i in items]
    return str(words["and"]).format(", ".join(texts[:-1]), texts[-1]) if len(texts) > 1 else "".join(texts)


def text(value: Any, words: Words) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        *first, last = value or [""]
        if first and isinstance(first[0], str) and isinstance(last, int):  # names, and how many more
            last = words["other" if last == 1 else "others"].format(last)
        return listed([*first, last], words)
    if isinstance(value, float):
        return _short(value) if math.isfinite(value) else ""
    return str(value)


def named(group: str, spaced: str = "_") -> Writer:
    """Writes one or several ids by the words of `group`; an id without words has a blank for each `spaced`."""

    def written(value: Any, words: Words) -> str:
        texts = words[group]
        return listed([texts.get(i, i.replace(spaced, " ") if spaced else i) for i in several(value)], words)

    return written


def million(template: str) -> Writer:
    """Writes millions by a template of the words."""
    return lambda value, words: str(words[template]).format(value / 1e6)
