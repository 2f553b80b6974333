"""Closed lists of values that columns hold and rules read."""

from __future__ import annotations

STATUSES = ("A", "E", "M", "V")
SCOPES = ("complete", "top5", "incomplete", "remainder", "as_read", "large_pairs")
FLOWS = ("export", "import", "total")
CALENDARS = ("gregorian", "solar_hijri")
BASES = ("observed", "stated", "imputed")
VERDICTS = (
    "supported",
    "overstated",
    "contradicted",
    "depends",
    "not shown",
    "not established",
    "consistent with",
    "cannot be settled",
    "not yet checked",
)
EVIDENCE = ("strong", "medium", "thin", "none")
SOURCE_KINDS = ("disputed", "register")
# acts of the actor itself, which are primary: what somebody did, not what somebody says of it
PRIMARY_ACTS = ("act", "vote", "contract", "admission")
RULES = ("measure", "statement", "dated_fact", "ladder", "cause")
STAGES = ("R", "T", "M", "C", "W", "D")
LEVELS = ("president", "prime_minister", "foreign_minister", "security", "other")
SPANS = ("before", "after")
STATES = ("active", "in_force", "delivered", "stalled", "lapsed", "superseded")
FOUND = ("own rows", "same rows", "derived", "not to be had")
