"""Reading what a publisher sent, and refusing politely what is not what it documents.

Everything here takes bytes and raises PayloadError; no file, no network.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

from etl.contract.errors import PayloadError

_TAGS = re.compile(r"<[^>]*>")
_LONGEST = 200
_MOST_PARTS = 10_000_000  # the largest answer, 100,000 rows of UN Comtrade, has half as many


def lenient(body: bytes) -> str:
    """As `text`, but bytes that are not UTF-8 become surrogates, so that `csv_rows` leaves out their rows alone."""
    return text(body, "surrogateescape")


def text(body: bytes, errors: str = "strict") -> str:
    """The body as text; UTF-8 with or without a byte order mark, and never a page of HTML or XML.

    `errors` as in `bytes.decode`.
    """
    if not body.strip():
        raise PayloadError("an empty answer")
    try:
        decoded = body.decode("utf-8-sig", errors)
    except UnicodeDecodeError as err:
        raise PayloadError(f"not UTF-8 text ({err.reason} at byte {err.start})") from None
    # a zero byte or two spoil a row; where every other byte is one, the text is UTF-16
    if decoded.count("\x00") * 8 > len(decoded):
        raise PayloadError("not UTF-8 text (it holds zero bytes)")
    if decoded.lstrip().startswith("<"):
        raise PayloadError(f"a page of HTML or XML instead of data: {cut(plain(decoded))}")
    return decoded


def json_value(body: bytes, object_hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """The JSON value of the body; `object_hook` as in `json.loads`."""
    decoded = text(body)
    # a small answer of empty lists or texts would become gigabytes of objects
    if sum(map(decoded.count, "[{,")) > _MOST_PARTS:
        raise PayloadError("the answer has more parts than any that is documented")
    try:
        # a control character within a text spoils that text alone, which its row is then left out for
        return json.loads(decoded, object_hook=object_hook, strict=False)
    except json.JSONDecodeError as err:
        raise PayloadError(f"broken JSON ({err.msg} at character {err.pos} of {len(decoded)})") from None
    except ValueError:
        raise PayloadError("broken JSON (a number of thousands of digits)") from None
    except RecursionError:
        raise PayloadError("broken JSON (nested too deep)") from None


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object of the body."""
    value = json_value(body)
    if not isinstance(value, dict):
        kind = "null" if value is None else type(value).__name__
        raise PayloadError(f"a JSON {kind} instead of an object")
    return value


def refusal(body: bytes) -> str:
    """What the publisher says in an answer that is not a success, in one line of at most 2,000 characters.

    Knows `message`, `error`, `errorObject.errorMessage`, the World Bank's `[{"message": [...]}]`, HTML and plain text.
    """
    decoded = body[:100_000].decode("utf-8-sig", errors="replace")
    try:
        message = _message(json.loads(decoded))
    except (ValueError, RecursionError):
        message = ""
    return plain(message or decoded)[:2000]


def _message(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(filter(None, map(_message, value)))
    if not isinstance(value, dict):
        return ""
    if "id" in value and "value" in value:
        return f"{value.get('id')} {value.get('key', '')}: {value['value']}"
    names = ("message", "error", "errorObject", "errorMessage", "title", "detail", "errors")
    return next((text for name in names if (text := _message(value.get(name)))), "")


def plain(words: str) -> str:
    """The words in one line without tags, entities and control characters."""
    text = html.unescape(_TAGS.sub(" ", words))
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def cut(line: str) -> str:
    """The first 200 characters of `line`."""
    return line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
