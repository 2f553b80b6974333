"""Columns of bounds, tonnes, deals, roll calls, acts, contacts and searches."""

from __future__ import annotations

from etl.contract.enums import ACT_KINDS, CONTACT_KINDS, GAP_KINDS, LEVELS
from etl.contract.schema import column

FIELDS = (
    column(
        "doubted",
        "boolean",
        "Doubted",
        "True when whoever read the table does not believe the value; the note says why. It is ranked as printed.",
    ),
    column(
        "gap_kind",
        "string",
        "Kind of gap",
        "same_year: both records are of one calendar year; crude: an Iranian year, non-oil, against a calendar year.",
        enum=GAP_KINDS,
    ),
    column(
        "months",
        "integer",
        "Months counted",
        "Months in the mean of the year; 12 is a whole year.",
        minimum=1,
        maximum=12,
    ),
    column(
        "bound",
        "string",
        "Bound",
        "What the figure says of the whole period: its value, at least or at most so much.",
        enum=("value", "at_least", "at_most"),
    ),
    column(
        "against_partner", "string", "Compared with", "The partner the bound is held against; an id of `countries`."
    ),
    column(
        "against",
        "string",
        "Order",
        "Whether the partner lies above or below the one it is held against.",
        enum=("above", "below", "unknown"),
    ),
    column(
        "reports",
        "boolean",
        "Publishes figures",
        "False: the partner publishes no figures of its own, so it is counted apart.",
    ),
    column(
        "tonnes_change_pct", "number", "Change in tonnes", "Change in weight on the year before, as printed.", unit="%"
    ),
    column(
        "value_change_pct", "number", "Change in value", "Change in value on the year before, as printed.", unit="%"
    ),
    column("register_id", "string", "Register number", "Number of the deal in the publisher's database."),
    column("designation", "string", "Designation", "Name of the weapon in the register."),
    column("weapon", "string", "Weapon", "Kind of weapon in the register's words."),
    column("category", "string", "Category", "Category of armament in the register."),
    column("order_year", "integer", "Year of order", "Year in which it was ordered.", minimum=1950, maximum=2100),
    column("order_estimated", "boolean", "Order estimated", "True when the publisher estimates the year of order."),
    column("delivered", "integer", "Delivered", "Number delivered in the year.", minimum=0),
    column("delivered_estimated", "boolean", "Number estimated", "True when the publisher estimates the number."),
    column(
        "delivery_year", "integer", "Year of delivery", "Year in which it was delivered.", minimum=1950, maximum=2100
    ),
    column("delivery_estimated", "boolean", "Delivery estimated", "True when the publisher estimates the year."),
    column("condition_of_goods", "string", "Condition", "New or second hand.", enum=("new", "second hand")),
    column("tiv_unit", "number", "Value of one", "Trend-indicator value of one piece.", unit="million TIV", minimum=0),
    column("local_production", "boolean", "Made in the receiving country", "True when it is made there under licence."),
    column("roll_call", "string", "Roll call", "An id of `un_roll_calls`."),
    column(
        "issues",
        "string",
        "Issue codes",
        "me Middle East, nu nuclear, di arms control, hr human rights, co colonialism, ec development.",
    ),
    column(
        "important",
        "boolean",
        "Important vote",
        "True when the US Department of State lists it as important; empty = not known (it is known to session 72).",
    ),
    column("amendment", "boolean", "Amendment", "True when the vote was on an amendment."),
    column("paragraph", "boolean", "Paragraph", "True when the vote was on a paragraph."),
    column(
        "act_kind",
        "string",
        "Kind of evidence",
        "act, vote, contract, admission: acts of the actor itself; statement, denial: its words; report: another's; "
        "allegation: an unverified paper.",
        enum=ACT_KINDS,
    ),
    column(
        "mutual_defence",
        "boolean",
        "Mutual defence",
        "Of a treaty: whether each must defend the other; empty for what is no treaty.",
    ),
    column(
        "contact_kind",
        "string",
        "Kind of contact",
        "Visit, telephone call, meeting on the margins of another event, or video link.",
        enum=CONTACT_KINDS,
    ),
    column("contact_level", "string", "Level", "Highest office of those who met.", enum=LEVELS),
    column("russian_side", "string", "Russian side", "Office of who took part for Russia."),
    column("iranian_side", "string", "Iranian side", "Office of who took part for Iran."),
    column("place", "string", "Place", "Where it was."),
    column("occasion", "string", "Occasion", "What it was about, in our words."),
    column("question", "string", "Question", "What was looked for."),
    column("searched_in", "string", "Looked for in", "Where it was looked for."),
    column("query", "string", "Words of the search", "The words that were searched for."),
    column("answer", "string", "Answer", "What the search gave."),
    column("was_found", "boolean", "Found", "Whether what was looked for was found."),
)
