"""Columns of votes in the United Nations."""

from __future__ import annotations

from etl.contract.enums import YARDSTICKS
from etl.contract.schema import ID, column

FIELDS = (
    # Votes
    column("resolution", "string", "Resolution", "Symbol of the text, or a description where none is known."),
    column("resolution_id", "string", "Resolution (id)", "An id of `un_resolutions`.", pattern=ID),
    column("theme", "string", "Theme", "Theme of the text."),
    column("era", "string", "Era", "Span of time within the theme."),
    column("about_ukraine", "boolean", "About Ukraine", "True when the text is about Ukraine."),
    column("yes", "integer", "Yes", "Votes in favour.", minimum=0),
    column("no", "integer", "No", "Votes against.", minimum=0),
    column("abstain", "integer", "Abstentions", "Abstentions.", minimum=0),
    column("vote", "string", "Vote", "Y yes, N no, A abstention, X not voting.", enum=("Y", "N", "A", "X")),
    column("roll_calls", "integer", "Roll calls", "Roll calls of the year in the source.", minimum=0),
    column("both_voted", "integer", "Both voted", "Roll calls in which both voted yes, no or abstained.", minimum=0),
    column("identical", "integer", "Identical", "Roll calls with the same vote.", minimum=0),
    column("opposite", "integer", "Opposite", "Roll calls with yes against no.", minimum=0),
    column(
        "agree3",
        "number",
        "Agreement (three values)",
        "Same vote counts 1, an abstention against a yes or no one half.",
        minimum=0,
        maximum=1,
    ),
    column(
        "agree2",
        "number",
        "Agreement (yes or no)",
        "Share of same votes where both said yes or no.",
        minimum=0,
        maximum=1,
    ),
    column("year_coverage", "string", "Coverage of the year", "Whether the year's roll calls are all in the file."),
    # Alignment
    column(
        "yardstick",
        "string",
        "Measure",
        (
            "Voting agreement raw (agree_raw same vote, agree3 half a point for an abstention, agree2 yes or "
            "no only, S = 2 agree3 - 1) and beyond chance (kappa, pi); trade share and intensity."
        ),
        enum=YARDSTICKS,
    ),
    column("vote_set", "string", "Roll calls", "Which roll calls are compared."),
    column("series_break", "boolean", "Series break", "True in the first year after the series changed its source."),
    column("total_usd", "integer", "Total", "The reporter's flow with all partners.", unit="USD"),
)
