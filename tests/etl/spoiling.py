"""Ways to spoil a good answer, for hypothesis."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["data", "value", "id"]), inner, max_size=3)
    ),
    max_leaves=8,
)


WORDS = [b"null", b'"x"', b"-1", b"1e400", b"NaN", b"[]", b"true", b"ZZZ", b"999", b'""', b"{}", b"9999", b"1e30"]
WORDS += [b"0", b"\\u0000"]


@st.composite
def spoiling(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """A way to spoil a good body: cut, insert, flip, replace a number or a word, or something else altogether."""
    kind = draw(st.sampled_from(["keep", "cut", "insert", "digit", "word", "other", "json"]))
    where, what = draw(st.floats(0, 1)), draw(st.binary(min_size=1, max_size=6))
    word = draw(st.sampled_from(WORDS))
    other, value = draw(st.binary(max_size=60)), draw(JSON)

    def spoil(body: bytes) -> bytes:
        at = int(where * len(body))
        if kind == "cut":
            return body[:at]
        if kind == "insert":
            return body[:at] + what + body[at:]
        if kind == "digit":
            digits = [i for i, c in enumerate(body) if chr(c).isdigit()]
            if not digits:
                return body
            i = digits[int(where * (len(digits) - 1))]
            return body[:i] + word + body[i + 1 :]
        if kind == "word":
            parts = body.split(b",")
            parts[int(where * (len(parts) - 1))] = word
            return b",".join(parts)
        return {"keep": body, "other": other}.get(kind, json.dumps(value).encode())

    return spoil
