"""A large file on its way to the disk: what came of it, and a mark that says of what, so that a later run asks for the
rest alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from etl.collect.disk import writing
from etl.collect.retry import RetryLater
from etl.contract.errors import FetchError, PayloadError
from etl.sources.base import Request

if TYPE_CHECKING:  # a build knows what a part is and asks for none
    from etl.collect.transport import Transport

LARGEST_FILE = 4 * 2**30
Progress = Callable[[int, int | None], None]  # bytes that came, of how many where it is known
_SPAN = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})")
_PLAIN = ("", "identity")


class Part:
    """The file at `path`, of at most `largest` bytes, and its mark beside it.

    The mark holds the address, a stamp of the version, and the length of the whole.
    """

    def __init__(self, path: Path, largest: int = LARGEST_FILE) -> None:
        self.path, self.largest, self._mark = path, largest, path.with_name(path.name + ".mark")

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

    def receive(self, transport: Transport, request: Request, progress: Progress) -> None:
        """Let the answer to `request` come into the file, or the rest of it; RetryLater when it did not come whole."""
        address = transport.address(request)
        stamp, have, whole = self.state(address)
        if have and have == whole:
            return
        headers = {"Accept-Encoding": "identity"}
        headers |= {"Range": f"bytes={have}-", "If-Range": stamp} if have else {}
        try:
            with transport.open(request, headers) as response:
                rest = response.status_code == 206
                if rest and not _continues(response.headers, stamp, have, whole):
                    raise self._restart("what came is not the rest of the file we hold a part of")
                have = have if rest else 0
                total = self.mark(address, response.headers, have)
                with writing(self.path), self.path.open("ab" if have else "wb") as out:
                    for piece in transport.pieces(response, self.largest - have):
                        out.write(piece)
                        have += len(piece)
                        progress(have, total)
        except PayloadError as err:
            if not err.status:  # the file itself is too large, and nothing goes on with its part
                self.delete()
            raise
        except FetchError as err:
            if err.status != "416":
                raise
            raise self._restart("the file became shorter than what we hold of it") from None

    def _restart(self, why: str) -> RetryLater:
        """Throw the part away; the error says that the whole file is to be asked for, at once."""
        self.delete()
        return RetryLater(why, 0.0, "416")

    def delete(self) -> None:
        """Delete what came, and its mark."""
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)


def _continues(headers: Mapping[str, str], stamp: str, have: int, whole: int) -> bool:
    """Whether an answer 206 is the rest of the file `stamp`, of which `have` of the `whole` bytes are on disk."""
    span = _SPAN.fullmatch(headers.get("Content-Range", "").strip())
    if span is None or headers.get("Content-Encoding", "") not in _PLAIN:
        return False
    first, last, total = map(int, span.groups())
    same = headers.get("ETag", stamp) == stamp or not stamp.startswith('"')
    return same and (first, last + 1) == (have, total) and whole in (0, total)
