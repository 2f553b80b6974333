"""A large file on its way to the disk: what came of it, and a mark that says of what, so that a later run asks for the
rest alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_SPAN = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})")
_PLAIN = ("", "identity")


class Part:
    """The file at `path`, and its mark beside it: the address, a stamp of the version, and the length of the whole."""

    def __init__(self, path: Path) -> None:
        self.path, self._mark = path, path.with_name(path.name + ".mark")

    def state(self, address: str) -> tuple[str, int, int]:
        """(stamp, bytes on disk, whole length) of a part of `address`; ("", 0, 0) when none can be resumed."""
        lines = self._mark.read_text(encoding="utf-8", errors="replace").split("\n") if self._mark.is_file() else []
        if len(lines) != 3 or lines[0] != address or not lines[1] or not lines[2].isdigit() or not self.path.is_file():
            return "", 0, 0
        return lines[1], self.path.stat().st_size, int(lines[2])

    def mark(self, address: str, headers: Mapping[str, str], have: int) -> int | None:
        """Write the mark, with `have` bytes on disk; returns the whole length where it is known."""
        stamp = headers.get("ETag") or headers.get("Last-Modified") or ""
        length = headers.get("Content-Length", "")
        total = have + int(length) if length.isdigit() else None
        # a weak stamp does not promise the same bytes, and of a packed answer we hold what was packed
        packed = headers.get("Content-Encoding", "") not in _PLAIN
        strong = "" if packed or stamp.startswith("W/") else stamp
        self._mark.write_text(f"{address}\n{strong}\n{total or 0}", encoding="utf-8")
        return total

    def delete(self) -> None:
        """Delete what came, and its mark."""
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)


def continues(headers: Mapping[str, str], stamp: str, have: int, whole: int) -> bool:
    """Whether an answer 206 is the rest of the file `stamp`, of which `have` of the `whole` bytes are on disk."""
    span = _SPAN.fullmatch(headers.get("Content-Range", "").strip())
    if span is None or headers.get("Content-Encoding", "") not in _PLAIN:
        return False
    first, last, total = map(int, span.groups())
    same = headers.get("ETag", stamp) == stamp or not stamp.startswith('"')
    return same and (first, last + 1) == (have, total) and whole in (0, total)
