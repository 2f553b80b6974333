"""Records of a published CSV as the bytes that they are: rows of a table are handed out as they were written."""

from __future__ import annotations

import numpy as np

_QUOTE, _END = ord('"'), ord("\n")


def ends(content: bytes) -> np.ndarray:
    """Where each record of `content` ends, the header first: behind a line end that does not stand in quotes."""
    text = np.frombuffer(content, dtype=np.uint8)
    places = np.flatnonzero(text == _END)
    quotes = np.flatnonzero(text == _QUOTE)
    return places[np.searchsorted(quotes, places) % 2 == 0] + 1


def picked(content: bytes, rows: np.ndarray) -> bytes:
    """The header of `content` and its records with the numbers `rows` (0 is the first one), in that order."""
    stops = ends(content)
    apart = np.flatnonzero(np.diff(rows) != 1) + 1  # neighbours are taken in one piece
    first, last = rows[np.r_[0, apart][: len(rows)]], rows[np.r_[apart - 1, len(rows) - 1][: len(rows)]]
    pieces = [content[stops[a] : stops[b + 1]] for a, b in zip(first, last, strict=True)]
    return b"".join([content[: stops[0]], *pieces])
