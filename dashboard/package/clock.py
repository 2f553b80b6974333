"""The day of a request: today, or the one for which the pages of an edition are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import has_request_context, request

#: a key of the WSGI environment, which no header of a reader can set
DAY = "ledger.day"


def today() -> date:
    """The day from which ages are counted."""
    return day_of(request.environ) if has_request_context() else date.today()


def day_of(question: Mapping[str, Any]) -> date:
    """The same for a request that Flask has not seen yet, from its WSGI environment."""
    day = question.get(DAY)
    return date.fromisoformat(day) if day else date.today()
