from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.collect.decoding import PIECE, decoded
from etl.collect.retry import RetryLater
from etl.contract.errors import FetchError, PayloadError


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": lambda b: gzip.compress(b[: len(b) // 2]) + gzip.compress(b[len(b) // 2 :]),
    "GZIP ": lambda b: gzip.compress(b) + b"\0" * 100,
    "deflate": zlib.compress,
    " deflate": _raw_deflate,
    "br": brotli.compress,
    "gzip, gzip": lambda b: gzip.compress(gzip.compress(b)),
    "deflate, br": lambda b: brotli.compress(zlib.compress(b)),
    "identity": bytes,
    "": bytes,
}


def _pieces(body: bytes, size: int) -> Iterator[bytes]:
    return (body[i : i + size] for i in range(0, len(body), size))


@pytest.mark.parametrize("encoding", PACKERS)
@given(body=st.binary(min_size=1, max_size=300), size=st.integers(1, 50))
def test_what_was_packed_is_read(encoding: str, body: bytes, size: int) -> None:
    assert b"".join(decoded(_pieces(PACKERS[encoding](body), size), encoding)) == body


@pytest.mark.parametrize("encoding", [e for e in PACKERS if e.strip() not in ("", "identity", "GZIP")])
@pytest.mark.parametrize("keep", [0, 1, 0.3, -1])
def test_a_stream_that_ends_too_early_is_not_whole(encoding: str, keep: float) -> None:
    packed = PACKERS[encoding](bytes(range(256)) * 40)
    short = packed[: int(keep * len(packed)) if 0 < keep < 1 else int(keep)]
    with pytest.raises(RetryLater):
        list(decoded(_pieces(short, 64), encoding))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_no_stream_is_broken(encoding: str) -> None:
    with pytest.raises(RetryLater):
        list(decoded([b"<html>words"], encoding))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_no_piece_of_a_bomb_is_large(encoding: str) -> None:
    packed = PACKERS[encoding](b"\0" * 20 * PIECE)
    assert max(map(len, decoded(_pieces(packed, 1 << 16), encoding))) <= 4 * PIECE


def test_an_encoding_that_was_not_asked_for() -> None:
    with pytest.raises(PayloadError, match="'zstd'"):
        b"".join(decoded([b""], "gzip, zstd"))


@pytest.mark.parametrize("times", [5, 5000])
def test_an_answer_packed_over_and_over_is_not_opened(times: int) -> None:
    with pytest.raises(PayloadError, match=f"encoded {times} times over"):
        b"".join(decoded([b""], ",".join(["gzip"] * times)))


def test_what_follows_the_end_of_a_stream_is_passed_over_until_its_time_is_over() -> None:
    def long() -> Iterator[bytes]:
        yield zlib.compress(b"words")
        yield from [b"tail" * 1000] * 1000
        raise FetchError("the time limit is over")

    pieces = decoded(long(), "deflate")
    assert next(pieces) == b"words"
    with pytest.raises(FetchError, match="time limit"):
        list(pieces)
