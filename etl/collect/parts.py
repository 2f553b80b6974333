"""The mark beside the part of a large file: what it is a part of, so that a later run can ask for the rest alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_SPAN = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})")


def marked(part: Path, address: str) -> tuple[str, int]:
    """(stamp, whole length) of the `part` of `address` on disk; ("", 0) when there is none that can be resumed."""
    mark = _mark_of(part)
    lines = mark.read_text(encoding="utf-8", errors="replace").split("\n") if mark.is_file() else []
    good = len(lines) == 3 and lines[0] == address and lines[2].isdigit()
    return (lines[1], int(lines[2])) if good else ("", 0)


def mark(part: Path, address: str, headers: Mapping[str, str], have: int) -> int | None:
    """Write the mark of `part`, of which `have` bytes are on disk; returns the whole length where it is known."""
    stamp = headers.get("ETag") or headers.get("Last-Modified") or ""
    length = headers.get("Content-Length", "")
    total = have + int(length) if length.isdigit() else None
    # a weak stamp does not promise the same bytes, and of a packed answer we hold what was packed
    packed = headers.get("Content-Encoding", "identity") not in ("", "identity")
    strong = "" if packed or stamp.startswith("W/") else stamp
    _mark_of(part).write_text(f"{address}\n{strong}\n{total or 0}", encoding="utf-8")
    return total


def continues(headers: Mapping[str, str], stamp: str, have: int, whole: int) -> bool:
    """Whether an answer 206 is the rest of the file `stamp`, of which `have` of the `whole` bytes are on disk."""
    span = _SPAN.fullmatch(headers.get("Content-Range", "").strip())
    if span is None or headers.get("Content-Encoding", "identity") not in ("", "identity"):
        return False
    first, last, total = map(int, span.groups())
    same = headers.get("ETag", stamp) == stamp or not stamp.startswith('"')
    return same and (first, last + 1) == (have, total) and whole in (0, total)


def _mark_of(part: Path) -> Path:
    return part.with_name(part.name + ".mark")
