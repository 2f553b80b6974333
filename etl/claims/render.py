"""Messages with named values: `{rank:ordinal}` in a template is written as "seventh".

A template and its raw values are all that a reader needs to write the sentence in another language; every way of
writing a value is one function of `FORMATS`, and the words it uses come from `words.toml`, table `format`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from etl.claims import formats
from etl.claims.formats import listed, several
from etl.contract.calendars import parse
from etl.contract.frames import Words

_OPTIONAL = re.compile(r"\[([^\[\]{]*\{[^\[\]]*)\]")
_COMMAS = re.compile(r"(:)\s*,|,\s*(?=[:,])")  # what stood between two parts of which one is gone


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
    return shortened(_COMMAS.sub(r"\1", rest).strip(" ,:"), values)


def names(template: str) -> set[str]:
    """The values that a template asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


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
    spans = [list(dict.fromkeys(end[:4] for end in str(day).split("/"))) for day in several(value)]
    return listed(list(dict.fromkeys(words["span"].format(*s) if len(s) > 1 else s[0] for s in spans)), words)


def _finding(value: Any, words: Words) -> str:
    """What one way of counting gives: half a sentence by the unit of its value."""
    return filled(words["finding"][value["unit"]], value, words)


FORMATS: dict[str, formats.Writer] = {
    "text": formats.text,
    "ordinal": formats.ordinal,
    "place": formats.place,
    "percent": formats.percent,
    "change": formats.change,
    "billion": formats.billion,
    "range": formats.spread,
    "mt": formats.million_tonnes,
    "money": formats.million("money"),
    "tonnes": formats.million("tonnes"),
    "period": period,
    "date": day,
    "month": month,
    "year": year,
    "count": formats.count,
    "part": formats.part,
    "country": formats.country,
    "code": formats.named("code"),
    "family": formats.named("family"),
    "stage": formats.named("stage"),
    "flow": formats.named("flow"),
    "dimension": formats.named("dimension", spaced=""),
    "series": formats.named("series", spaced=""),
    "finding": _finding,
    "messages": lambda value, words: formats.listed([message.text for message in value], words),
    "reasons": lambda value, words: "; ".join(message.text for message in value),
}
