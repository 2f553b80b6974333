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
# what the history of the verdicts holds besides: words as they were then ("depends on definition" is now "depends")
VERDICTS_THEN = (*VERDICTS, "depends on definition")
EVIDENCE = ("strong", "medium", "thin", "none")
SOURCE_KINDS = ("disputed", "register")
PHRASE_KINDS = ("checkable", "opinion", "not held")
# acts of the actor itself, which are primary: what somebody did, not what somebody says of it
PRIMARY_ACTS = ("act", "vote", "contract", "admission")
RULES = ("measure", "statement", "dated_fact", "ladder", "cause")
STAGES = ("R", "T", "M", "C", "W", "D")
ACT_KINDS = ("act", "vote", "contract", "admission", "statement", "denial", "report", "allegation")
CONTACT_KINDS = ("visit", "phone_call", "meeting_on_the_margins", "video")
LEVELS = ("president", "prime_minister", "foreign_minister", "security", "other")
GAP_KINDS = ("same_year", "crude")
SIDES = ("imports", "exports")
SPANS = ("before", "after")
WORST_BASES = ("listed", "likely")
STATES = ("active", "in_force", "delivered", "stalled", "lapsed", "superseded")
ANOMALIES = ("mechanical", "implausible", "reused")
TREATMENTS = ("left out", "marked")
METHODS = ("forecast", "false_date", "pool", "leave_one_out", "placebo")
POOL_IDS = ("a", "b", "none")
FOUND = ("own rows", "same rows", "derived", "not to be had")
YARDSTICKS = (
    "agree_raw",
    "agree3",
    "agree2",
    "kappa_none",
    "kappa_linear",
    "kappa_quadratic",
    "pi",
    "S",
    "share",
    "share_named",
    "intensity",
    "intensity_without",
)
STANDINGS = ("answered", "doubtful", "failing", "unasked")
PLEDGE_STAGES = ("announced", "contracted", "evidenced", "delivered")
