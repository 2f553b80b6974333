"""What the server grants a connection. Questions and answers are buffered: a slow client holds no thread."""

from __future__ import annotations

import logging
from typing import Any

LARGEST_QUESTION = 256 * 1024  # bytes of a body that a reader sends: our own callbacks send a few hundred
LONGEST_QUERY = 4096  # characters behind the question mark: our longest own address has about 300
#: settings of waitress: https://docs.pylonsproject.org/projects/waitress/en/stable/arguments.html
WAITRESS: dict[str, Any] = {
    "ident": None,  # no Server header
    "max_request_header_size": 16 * 1024,
    "max_request_body_size": LARGEST_QUESTION,
    "channel_timeout": 20,  # seconds without a byte in either direction; the next question of a reader comes sooner
    "cleanup_interval": 5,
    "connection_limit": 800,  # below the usual limit of 1,024 open files
    "asyncore_use_poll": True,  # select() ends at 1,024 files
    "outbuf_high_watermark": 64 * 2**20,  # above every answer, or a thread would wait for its slow reader
    "clear_untrusted_proxy_headers": False,  # dashboard/http/reached.py decides who is believed
}


def quiet() -> None:
    """waitress logs each moment in which more questions than threads are there."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
