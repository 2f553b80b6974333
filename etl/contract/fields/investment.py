"""Columns of investment, agreements, the corridor and arms."""

from __future__ import annotations

from etl.contract.enums import PLEDGE_STAGES, STAGES, STATES
from etl.contract.schema import ID, column

FIELDS = (
    # Investment, agreements, corridor, arms
    column("id", "string", "Id", "Id of the row, stable across builds.", pattern=ID),
    column(
        "measure_kind",
        "string",
        "Kind of investment",
        "Approved, announced, claimed as realised by an official, realised by statistics, or a stock.",
        enum=("approved", "announced", "claimed_realised", "realised_flow", "stock"),
    ),
    column("quote", "string", "Short quote", "The publisher's own words, short."),
    column("parent_id", "string", "Parent", "Agreement this row belongs to."),
    column(
        "relation",
        "string",
        "Relation to parent",
        "component: its value is part of the parent's; restatement: the same money said again.",
        enum=("component", "restatement"),
    ),
    column("title", "string", "Title", "What it is, in our words."),
    column("sector", "string", "Sector", "Sector of the agreement."),
    column("instrument", "string", "Instrument", "Kind of paper."),
    column(
        "furthest",
        "string",
        "Furthest stage",
        (
            "R reported, T talks, M memorandum, C binding contract, W work or payment evidenced, D delivered "
            "or in force."
        ),
        enum=STAGES,
    ),
    column(
        "furthest_claimed",
        "string",
        "Furthest stage claimed",
        "Furthest stage one side claims beyond what is evidenced; letters as in `furthest`.",
        enum=STAGES,
    ),
    column(
        "binding",
        "string",
        "Binding",
        "no when the paper is declared non-binding, yes when it binds, empty when not said.",
        enum=("yes", "no"),
    ),
    column("state", "string", "State", "Present state.", enum=STATES),
    column("umbrella", "boolean", "Umbrella", "True when its value is a frame for other agreements."),
    column("counts", "boolean", "Counts", "False: never add this row to another."),
    column(
        "value_status",
        "string",
        "Who stands behind the value",
        "Stated by a party, by one side only, or by the press.",
        enum=("stated by a party", "one side", "press"),
    ),
    column("value_note", "string", "Note on the value", "What the value is and is not."),
    column("russian_money_usd", "integer", "Russian money", "Part that Russia lends or pays.", unit="USD"),
    column(
        "realised_usd",
        "integer",
        "Realised",
        "Part for which payment or work is evidenced; empty = unknown, never zero.",
        unit="USD",
        minimum=0,
    ),
    column("status_text", "string", "Status", "Status in our words."),
    column("branch", "string", "Branch", "Branch of the corridor."),
    column("tonnes", "integer", "Cargo", "Cargo in tonnes.", unit="t", minimum=0),
    column(
        "cargo_kind",
        "string",
        "Kind of figure",
        "Actual, forecast, target, capacity, or unconfirmed.",
        enum=("actual", "forecast", "target", "capacity", "unconfirmed"),
    ),
    column("qualifier", "string", "Qualifier", "What the source adds to the figure."),
    column(
        "tiv_million",
        "number",
        "Trend-indicator value",
        "SIPRI trend-indicator value: volume of arms, not a price.",
        unit="million TIV",
        minimum=0,
    ),
    column(
        "recorded",
        "string",
        "Recorded",
        "recorded: a delivery row exists; none_recorded: no delivery row, which is not zero.",
        enum=("recorded", "none_recorded"),
    ),
    column(
        "kind",
        "string",
        "Kind",
        "Kind of event.",
        enum=("arms", "sanction", "diplomacy", "corridor", "trade-agreement", "conflict"),
    ),
    column("denial", "string", "Denial", "Who denies it, when somebody does."),
    column("topic", "string", "Topic", "Topic of the statement."),
    column("period_text", "string", "Period", "Year, span or date the statement speaks of."),
    column("statement", "string", "Statement", "The statement, in our words."),
    column("stance", "string", "Stance", "For or against the claim, or context.", enum=("for", "against", "context")),
    # Pledges
    column(
        "stage",
        "string",
        "Stage",
        ("Furthest stage with evidence: announced, contracted, evidenced (work or payment), delivered or in force."),
        enum=PLEDGE_STAGES,
    ),
    column("agreements", "integer", "Agreements", "Number of agreements, each at its furthest stage.", minimum=0),
    column("unknown", "integer", "Without a value", "How many of them have no known value.", minimum=0),
    column("open_above", "boolean", "Open above", "True when a value is unknown: the upper end is then no bound."),
    column("share_low", "number", "Lowest share", "Share with evidence of work, lower end.", minimum=0, maximum=1),
    column(
        "share_high",
        "number",
        "Highest share",
        "Share with evidence of work, with what is claimed.",
        minimum=0,
        maximum=1,
    ),
    column("evidenced", "string", "Evidenced", "Agreements with work evidenced, separated by spaces."),
    column("claimed", "string", "Claimed", "Agreements whose money is said, but not shown, to be at work."),
    column("unvalued", "string", "Without a value", "Agreements with work evidenced and no value."),
)
