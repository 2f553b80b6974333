"""Compressed answers, opened piece by piece: gzip (several members too), deflate (zlib or raw), brotli.

urllib3 opens the same encodings, but does not say whether a stream ended before its end, and a table that is cut at a
line end looks whole. Each piece has at most some MiB, so that a bomb is noticed while it is small.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli

from etl.collect.retry import RetryLater
from etl.contract.errors import PayloadError

ACCEPTED = "gzip, deflate, br"
PIECE = 1 << 20
MOST = 4  # encodings of one answer, one in the other


def decoded(raw: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Pieces of the body that `raw` carries under the header Content-Encoding `encoding`.

    Raises RetryLater when the stream is broken or ends too early, PayloadError for an encoding that was not asked for.
    """
    names = [name.strip() for name in encoding.lower().split(",")]
    if len(names) > MOST:
        raise PayloadError(f"the answer is encoded {len(names)} times over, which was not asked for")
    for name in reversed([n for n in names if n not in ("", "identity")]):
        if name not in _DECODERS:
            raise PayloadError(f"the answer is encoded as {name[:20]!r}, which was not asked for")
        raw = _DECODERS[name](raw)
    try:
        yield from raw
    except (zlib.error, brotli.error):
        raise RetryLater("the compressed answer is broken") from None


def _gzip(raw: Iterable[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for data in raw:
        # some servers fill up the last block with zeros
        while data := data.lstrip(b"\0") if member.eof else data:
            if member.eof:
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield member.decompress(data, PIECE)
            data = member.unused_data if member.eof else member.unconsumed_tail
    yield from _end(member)


def _deflate(raw: Iterable[bytes]) -> Iterator[bytes]:
    stream, head = None, b""
    for data in raw:
        if stream is not None and stream.eof:
            continue  # what follows the end is nobody's
        head += data
        if stream is None and len(head) >= 2:
            framed = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            stream = zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
        while stream is not None and head and not stream.eof:
            yield stream.decompress(head, PIECE)
            head = stream.unconsumed_tail
    if stream is None:
        raise RetryLater("the compressed answer ends too early")
    yield from _end(stream)


def _end(stream: zlib._Decompress) -> Iterator[bytes]:
    yield stream.flush()
    if not stream.eof:
        raise RetryLater("the compressed answer ends too early")


def _brotli(raw: Iterable[bytes]) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    for data in raw:
        piece = stream.process(data, output_buffer_limit=PIECE)
        # a stream that can accept more may still hold output back
        while piece or not stream.can_accept_more_data():
            yield piece
            piece = stream.process(b"", output_buffer_limit=PIECE)
    if not stream.is_finished():
        raise RetryLater("the compressed answer ends too early")


_DECODERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
