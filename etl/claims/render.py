"""Messages with named values: `{rank:ordinal}` in a template is written as "seventh".

A template and its raw values are all that a reader needs to write the sentence in another language; every way of
writing a value is one function of `FORMATS`, and the words it uses come from `words.toml`, table `format`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from string import Formatter
from typing import Any

from etl.contract.calendars import parse
from etl.contract.countries import COUNTRIES
from etl.contract.schema import Words

_OPTIONAL = re.compile(r"\[([^\[\]{]*\{[^\[\]]*)\]")
_SPARE = re.compile(r"(:)\s*,|,\s*(?=[:,])")  # what stood between two parts of which one is gone


_SIDES = ("to", "after")  # of a day that parts the rows of a claim


def render(template: str, values: Mapping[str, Any], words: Words) -> str:
    """`template` filled in as a sentence: with a capital first."""
    sentence = filled(template, values, words)
    return sentence[:1].upper() + sentence[1:]


def filled(template: str, values: Mapping[str, Any], words: Words) -> str:
    """`template` with `values` written by their formats, None as "no value"; KeyError for a value that is not there."""
    out = []
    for text, name, spec, _ in Formatter().parse(shortened(template, values)):
        out.append(text)
        if name is not None:
            value = values[name]
            out.append(words["missing"] if value is None else FORMATS[spec or "text"](value, words))
    return "".join(out)


def shortened(template: str, values: Mapping[str, Any]) -> str:
    """`template` without the parts in [brackets] that ask for a value which is None, and without their commas."""
    if not (part := _OPTIONAL.search(template)):
        return template
    text = "" if any(values[name] is None for name in names(part[1])) else part[1]
    rest = template[: part.start()] + text + template[part.end() :]
    return shortened(_SPARE.sub(r"\1", rest).strip(" ,:"), values)


def names(template: str) -> set[str]:
    """The values that a template asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def ordinal(value: Any, words: Words) -> str:
    """ "seventh", "41st": in words as far as `ordinals` goes."""
    n, spelled = int(value), words["ordinals"]
    if 1 <= n <= len(spelled):
        return str(spelled[n - 1])
    last = n % 10 if n % 100 not in (11, 12, 13) else 0
    return f"{n}{words['endings'].get(str(last), words['endings']['0'])}"


def place(value: Any, words: Words) -> str:
    """A place or an interval of places: "sixth", "sixth or seventh", "sixth to eighth", "sixth or lower"."""
    low, high = value if isinstance(value, Sequence) else (value, value)
    if high is None or low == high:
        return words["place_open"].format(ordinal(low, words)) if high is None else ordinal(low, words)
    template = words["place_two"] if high - low == 1 else words["span"]
    return str(template).format(ordinal(low, words), ordinal(high, words))


def number(value: float) -> str:
    """At most one decimal, cut and never rounded: 4.97 is 4.9 beside a threshold of 5."""
    cut = Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    return f"{cut.normalize():f}" if cut else "0"


def percent(value: Any, words: Words) -> str:
    """ "59.6 %", or "77.2 % or more" when nothing bounds it above."""
    low, high = value if isinstance(value, Sequence) else (value, value)
    if high is None:
        return str(words["or_more"]).format(number(low))
    return f"{number(low)} %" if low == high else f"{words['span'].format(number(low), number(high))} %"


def change(value: Any, words: Words) -> str:
    """ "up 3 %", "down 18 %", "up 19 to 20 %"; to whole per cent from three on."""
    ends = list(value) if isinstance(value, Sequence) else [value]
    known = [e for e in ends if e is not None]
    if len(known) < len(ends) or min(known) * max(known) < 0:
        return str(words["between"]).format(*(words["open"] if e is None else f"{_whole(e)} %" for e in ends))
    way = words["up"] if min(known) > 0 else words["down"] if max(known) < 0 else words["unchanged"]
    sizes = sorted({_whole(abs(e)) for e in known}, key=float)
    return str(way).format(words["span"].format(*sizes) if len(sizes) > 1 else sizes[0])


def _whole(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 3 else number(value)


def billion(value: Any, words: Words) -> str:
    """ "$2.76 bn", or an interval."""
    low, high = value if isinstance(value, Sequence) else (value, value)
    texts = [f"{v / 1e9:.2f}".rstrip("0").rstrip(".") for v in (low, high)]
    return str(words["billion"]).format(texts[0] if texts[0] == texts[1] else words["span"].format(*texts))


def spread(value: Any, words: Words) -> str:
    """ "0.4 to 2.3", or one number where the ends are one."""
    ends = value if isinstance(value, Sequence) else (value, value)
    low, high = (words["open"] if end is None else number(end) for end in ends)
    return low if low == high else str(words["span"]).format(low, high)


def million_tonnes(value: Any, words: Words) -> str:
    """ "4.04 million tonnes"."""
    return str(words["million_tonnes"]).format(f"{value / 1e6:.2f}".rstrip("0").rstrip("."))


def period(value: Any, words: Words) -> str:
    """A period "calendar period" as months: "March 2023 to February 2024"; a calendar year by its number."""
    calendar, _, text = str(value).partition(" ")
    known = parse(text, calendar)
    if known is None:
        side, _, date = text.partition("-")
        return str(words[side]).format(day(date, words)) if side in _SIDES and date else text
    if calendar == "gregorian" and known.full:
        return text
    first, last = (f"{words['months'][d.month - 1]} {d.year}" for d in (known.start, known.end))
    return str(words["span"]).format(first, last)


def day(value: Any, words: Words) -> str:
    """ "18 February 2026", "February 2026" or "2026"."""
    year, *rest = str(value).split("-")
    if not rest:
        return year
    month = words["months"][int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def month(value: Any, words: Words) -> str:
    """The month of a day, or the year when no month is known."""
    return day("-".join(str(value).split("-")[:2]), words)


def year(value: Any, words: Words) -> str:
    """The years of one or several days, each once, "2022 and 2026", or of a span, "1980 to 1988"."""
    days = [value] if isinstance(value, str) else value
    spans = [list(dict.fromkeys(end[:4] for end in str(d).split("/"))) for d in days]
    return listed(list(dict.fromkeys(words["span"].format(*s) if len(s) > 1 else s[0] for s in spans)), words)


def count(value: Any, words: Words) -> str:
    """A number in words as far as `numbers` goes."""
    return str(words["numbers"][int(value)]) if 0 <= int(value) < len(words["numbers"]) else f"{int(value):,}"


def country(value: Any, words: Words) -> str:
    """Names of one or several countries."""
    ids = [value] if isinstance(value, str) else list(value)
    return listed([COUNTRIES[i].name if i in COUNTRIES else i for i in ids], words)


def listed(items: Sequence[Any], words: Words) -> str:
    """ "a, b and c"."""
    texts = [str(i) for i in items]
    return str(words["and"]).format(", ".join(texts[:-1]), texts[-1]) if len(texts) > 1 else "".join(texts)


def _text(value: Any, words: Words) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        *first, last = value or [""]
        if first and isinstance(first[0], str) and isinstance(last, int):  # names, and how many more
            last = words["other" if last == 1 else "others"].format(last)
        return listed([*first, last], words)
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if math.isfinite(value) else ""
    return str(value)


def _messages(value: Any, words: Words) -> str:
    """The texts of messages (`etl/claims/message.py`) as a list."""
    return listed([m.text for m in value], words)


def _reasons(value: Any, words: Words) -> str:
    return "; ".join(m.text for m in value)


def _series(value: Any, words: Words) -> str:
    return str(words["series"].get(value, value))


def _flow(value: Any, words: Words) -> str:
    return str(words["flow"][value])


def _money(value: Any, words: Words) -> str:
    return str(words["money"]).format(value / 1e6)


def _tonnes(value: Any, words: Words) -> str:
    return str(words["tonnes"]).format(value / 1e6)


def _code(value: Any, words: Words) -> str:
    return str(words["code"].get(value, str(value).replace("_", " ")))


def _family(value: Any, words: Words) -> str:
    ids = [value] if isinstance(value, str) else list(value)
    return listed([words["family"].get(i, i.replace("_", " ")) for i in ids], words)


def _stage(value: Any, words: Words) -> str:
    return str(words["stage"][value])


def _dimension(value: Any, words: Words) -> str:
    return listed([words["dimension"].get(d, d) for d in value], words)


def finding(value: Any, words: Words) -> str:
    """What one way of counting gives: half a sentence by the unit of its value."""
    return filled(words["finding"][value["unit"]], value, words)


FORMATS: dict[str, Callable[[Any, Words], str]] = {
    "text": _text,
    "ordinal": ordinal,
    "place": place,
    "percent": percent,
    "change": change,
    "billion": billion,
    "range": spread,
    "mt": million_tonnes,
    "period": period,
    "date": day,
    "month": month,
    "year": year,
    "count": count,
    "country": country,
    "family": _family,
    "stage": _stage,
    "dimension": _dimension,
    "finding": finding,
    "messages": _messages,
    "reasons": _reasons,
    "series": _series,
    "flow": _flow,
    "money": _money,
    "tonnes": _tonnes,
    "code": _code,
}
