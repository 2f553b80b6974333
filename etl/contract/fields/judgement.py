"""Columns of claims, specifications, evidence and verdicts."""

from __future__ import annotations

from etl.contract.enums import EVIDENCE, FOUND, PHRASE_KINDS, RULES, SOURCE_KINDS, VERDICTS, VERDICTS_THEN
from etl.contract.schema import ID, column

FIELDS = (
    # Claims and verdicts
    column("claim", "string", "Claim", "An id of `claims`.", pattern=ID),
    column("part", "string", "Part", "Part of the claim that can be checked.", pattern=ID),
    column("position", "integer", "Position", "Order in the article or on the page.", minimum=1),
    column("phrase", "string", "The article's words", "Short phrase of the article."),
    column(
        "quoted",
        "boolean",
        "In the article's own words",
        "True when the phrase is the article's wording; false when it is our short name for it.",
    ),
    column("about", "string", "What it is about", "What the claim is about, in our words."),
    column("rule", "string", "Rule", "Rule type by which the part is judged; see `rules`.", enum=RULES),
    column("measure", "string", "Measure", "Measure the part is judged on."),
    column("strong", "string", "Strong proposition", "The proposition as the article says it."),
    column("weak", "string", "Weak proposition", "Same direction, without the number or superlative."),
    column("natural", "string", "Natural reading", "The reading the article most likely means."),
    column("settle", "string", "What would change it", "What would settle the part or change its verdict."),
    column("charts", "string", "Charts", "Charts that show it, separated by spaces."),
    column("choice", "string", "Choice", "Name of a choice column."),
    column("option", "string", "Option", "One defensible way to take the choice."),
    column("condition", "string", "Condition", "When this verdict is given; the first match wins."),
    column(
        "specification",
        "string",
        "Specification",
        "One defensible way to measure the part: root family, series, period and choices.",
        pattern=r"^\S+$",
    ),
    column(
        "eu",
        "string",
        "European Union as",
        "countries: the members singly; one: the 27 as one partner.",
        enum=("countries", "one"),
    ),
    column(
        "valued_as",
        "string",
        "Valuation",
        "as_recorded: exports without, imports with freight; FOB: both without.",
        enum=("as_recorded", "FOB"),
    ),
    column(
        "unspecified",
        "string",
        "Unspecified partners",
        "dropped: they take no place; kept: Other Asia, not elsewhere specified, takes one.",
        enum=("dropped", "kept"),
    ),
    column(
        "weight",
        "number",
        "Weight",
        "1/families x 1/periods x 1/series x 1/choices; the weights of a part sum to 1.",
        minimum=0,
        maximum=1,
        decimals=9,
    ),
    column("value", "number", "Value", "The tested value in the measure's unit; empty when it cannot be computed."),
    column("value_low", "number", "Lowest value", "Lowest value the sources allow."),
    column("value_high", "number", "Highest value", "Highest value the sources allow."),
    column("unit", "string", "Unit", "Unit of the value."),
    column(
        "holds_strong", "boolean", "Strong holds", "Whether the strong proposition holds; empty when it cannot be told."
    ),
    column("holds_weak", "boolean", "Weak holds", "Whether the weak proposition holds; empty when it cannot be told."),
    column(
        "reading",
        "string",
        "Reading",
        "natural: the article's own reading; runner-up: the next one.",
        enum=("natural", "runner-up"),
    ),
    column("why_not", "string", "Why not", "Why a proposition cannot be told."),
    column(
        "verdict",
        "string",
        "Verdict",
        (
            "Computed by the rule of the part. Until 2026-11 `depends` of measured parts was called depends on "
            "definition, and `not shown` of agreements was called cannot be settled."
        ),
        enum=VERDICTS,
    ),
    column(
        "verdict_before", "string", "Verdict before", "The verdict that this one took the place of.", enum=VERDICTS_THEN
    ),
    column("verdict_then", "string", "Verdict then", "The verdict in the words of its day.", enum=VERDICTS_THEN),
    column("holds", "integer", "Holds in", "Specifications in which the strong proposition holds.", minimum=0),
    column(
        "computable", "integer", "Computable", "Specifications in which the strong proposition can be told.", minimum=0
    ),
    column("defined", "integer", "Defined", "Specifications that are defined.", minimum=0),
    column(
        "strong_share",
        "number",
        "S",
        "Weighted share of computable specifications in which the strong proposition holds.",
        minimum=0,
        maximum=1,
    ),
    column(
        "weak_share",
        "number",
        "W",
        "Weighted share of computable specifications in which the weak proposition holds.",
        minimum=0,
        maximum=1,
    ),
    column(
        "natural_holds",
        "boolean",
        "Natural reading holds",
        "Whether the strong proposition holds in the natural reading.",
    ),
    column(
        "runner_up_holds",
        "boolean",
        "Runner-up holds",
        "Whether the strong proposition holds in the runner-up reading.",
    ),
    column(
        "resolvable",
        "boolean",
        "Resolvable",
        "Whether the distance to the other answer exceeds what two reporters typically differ by.",
    ),
    column(
        "evidence",
        "string",
        "Evidence",
        (
            "strong: an act of the actor itself, an authoritative register, or three independent roots, observed; "
            "medium: two roots; thin: one root, one side's word, or estimates; none. Until 2026-11 the words were "
            "robust, medium, limited, none."
        ),
        enum=EVIDENCE,
    ),
    column("evidence_reason", "string", "Why this evidence", "Why the evidence has this word."),
    column(
        "agreement",
        "string",
        "Agreement",
        "high: S or 1-S at least .8; medium: at least .65; low otherwise.",
        enum=("high", "medium", "low"),
    ),
    column("flips_on", "string", "Flips on", "Choices on which the answer turns, separated by spaces."),
    column("stable", "boolean", "Stable", "True when thresholds moved by ten points give the same verdict."),
    column(
        "verdict_without_imputed",
        "string",
        "Verdict without estimates",
        "The verdict when imputed specifications are left out.",
        enum=VERDICTS,
    ),
    column(
        "verdict_to_1402",
        "string",
        "Verdict on periods to 1402",
        "The verdict on periods that end by 2024-03-19.",
        enum=VERDICTS,
    ),
    column(
        "sentence",
        "string",
        "Conclusion",
        "One plain sentence of at most 200 characters, built from the numbers.",
        reveals="quote",
    ),
    column("message", "string", "Message", "Id of the template of the sentence or summary."),
    column(
        "template",
        "string",
        "Template",
        "Text with {names} of values, and how they are written: {rank:ordinal}.",
    ),
    column("values", "string", "Values", "The named values of the template, as JSON.", reveals="value"),
    column("procedure", "string", "Procedure", "How the rule came to the verdict, for whoever wants to know."),
    column(
        "leave_one_out",
        "string",
        "Without one source",
        "Sources whose absence changes the verdict, and to what; empty when none does.",
    ),
    column("asserted", "boolean", "Asserted", "True when the article says so; false when we ask further."),
    column(
        "article_words", "string", "The article's words for it", "Short quotation; empty when no words of it are held."
    ),
    column(
        "source_kind",
        "string",
        "Kind of source",
        "disputed: books differ, two families are needed; register: one authoritative record is enough.",
        enum=SOURCE_KINDS,
    ),
    column("searched_on", "day", "Searched on", "Day on which it was last looked for; see `searches`."),
    column("search", "string", "Search", "An id of `searches`.", pattern=ID),
    column("row_table", "string", "Table of the row", "Table in which the evidence stands."),
    column("row_key", "string", "Key of the row", "Key of the evidence row, its parts separated by spaces."),
    column("summary", "string", "Summary", "What the row says, in our words.", reveals="quote"),
    # The article and our own errors
    column(
        "phrase_kind",
        "string",
        "Kind",
        "checkable: it leads to a verdict; opinion: a judgement, beside which signs are held; not held: not available.",
        enum=PHRASE_KINDS,
    ),
    column("what_was_wrong", "string", "What was wrong", "What we said or did, and why it was wrong."),
    column("wrong_since", "day", "Since", "Package date of the first package that had it."),
    column("found_by", "string", "Found by", "Who found it, and when."),
    column("moved_parts", "string", "What moved", "Parts whose verdict or sentence moved, separated by spaces."),
    # Grid
    column("definition", "string", "Definition", "Root family, series, period and choices."),
    column(
        "found",
        "string",
        "What is found",
        (
            "own rows: it votes as a specification; same rows: it reads the rows of another specification and "
            "adds no vote; derived: computed for who asks, without a vote; not to be had: why stands beside "
            "it."
        ),
        enum=FOUND,
    ),
    # A reader's own verdict
    column("threshold", "number", "Threshold", "A share between 0 and 1, or a smallest number of lists or families."),
    column(
        "year_asked",
        "integer",
        "Year",
        "Gregorian year the period is asked for under: the one it stands for, or the one it ends in.",
        minimum=1500,
        maximum=2100,
    ),
    column(
        "options",
        "string",
        "Options",
        "Options of choices it stands for, as choice=option: its own, and those under which the same rows are read.",
    ),
    column(
        "natural_order",
        "integer",
        "Order as natural reading",
        "1: it is the natural reading; 2: it takes its place when that one is left out. Empty: it never is.",
        minimum=1,
    ),
    column(
        "silent_low",
        "number",
        "Lowest without silent partners",
        "Lowest value when partners that publish nothing, such as Iraq, are left out; for places alone.",
    ),
    column(
        "silent_high",
        "number",
        "Highest without silent partners",
        "Highest value when partners that publish nothing, such as Iraq, are left out; for places alone.",
    ),
    column(
        "silent_strong",
        "boolean",
        "Strong holds without silent partners",
        "Whether the strong proposition holds when partners that publish nothing are left out.",
    ),
    column(
        "silent_weak",
        "boolean",
        "Weak holds without silent partners",
        "Whether the weak proposition holds when partners that publish nothing are left out.",
    ),
    column("settings", "integer", "Settings", "Settings of a reader that give this verdict.", minimum=1),
    column("possible", "integer", "Possible settings", "Settings of a reader there are for the part.", minimum=1),
)
