"""Closed lists of values that columns hold and rules read."""

from __future__ import annotations

STATUSES = ("A", "E", "M", "V")
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
SOURCE_KINDS = ("disputed", "register")
# acts of the actor itself, which are primary: what somebody did, not what somebody says of it
PRIMARY_ACTS = ("act", "vote", "contract", "admission")
RULES = ("measure", "statement", "dated_fact", "ladder", "cause")
STAGES = ("R", "T", "M", "C", "W", "D")
