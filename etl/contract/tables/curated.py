"""Curated tables: what we read and sort by hand."""

from __future__ import annotations

from etl.contract.tables.describe import CLAIM, ROOTED, SEEN_TWICE, table

TABLES = (
    table(
        name="agreements",
        title="Agreements",
        description=(
            "Every notable Russia-Iran agreement on energy, infrastructure and arms, with the furthest stage "
            "for which there is evidence."
        ),
        kind="curated",
        key="id",
        columns=(
            "id parent_id relation signed_date title parties_ru parties_ir sector instrument furthest "
            "furthest_claimed binding state umbrella counts value_usd value_status value_note "
            f"russian_money_usd realised_usd status_text status_asof {ROOTED} {SEEN_TWICE}"
        ),
        required="signed_date title sector instrument furthest state umbrella counts status_text publisher",
        refers={"parent_id": ("", "id")},
        caveats="overlap one-sided seen-in-copies",
    ),
    table(
        name="sanctions_and_events",
        title="Sanctions and events",
        description="Dated events of arms, sanctions, diplomacy, the corridor and trade agreements.",
        kind="curated",
        key="id",
        columns=(
            f"id date kind title value_usd actors denial act_kind mutual_defence {ROOTED} source_url publisher "
            "source_url_2 publisher_2 reading_confidence note correction"
        ),
        added="act_kind mutual_defence",
        required="date kind title actors root publisher",
        caveats="not-a-full-count seen-in-copies",
    ),
    table(
        name="history",
        title="Historical statements",
        description="Dated statements for and against the article's historical asides.",
        kind="curated",
        key="id",
        columns=(
            "id topic period_text statement stance root root_authority source_url publisher source_url_2 "
            "publisher_2 reading_confidence correction"
        ),
        added="source_url_2 publisher_2",
        required="topic statement stance root publisher",
        caveats="seen-in-copies",
    ),
    table(
        name="countries",
        title="Countries and groups",
        description="Ids used in every table; only countries are ranked.",
        kind="curated",
        key="id",
        columns="id=country name country_kind iso3 m49 valid_from valid_to eu27 sanctioned_by party",
        required="name country_kind",
    ),
    table(
        name="families",
        title="Series and whose books they read",
        description="Each series and the root family behind it; a series may change its root at a period.",
        kind="curated",
        key="series root_family",
        columns="series root_family from_period to_period basis rankable about",
        required="basis rankable about",
    ),
    table(
        name="claims",
        title="Claims",
        description="The article's claims in its order.",
        kind="curated",
        key="id",
        columns="id=claim position phrase quoted title about",
        required="position phrase quoted title about",
    ),
    table(
        name="parts",
        title="Parts of the claims",
        description="What of each claim can be checked, and by which rule.",
        kind="curated",
        key="claim part",
        columns=(
            "claim part position title rule asserted quote=article_words measure source_kind strong weak natural "
            "settle charts"
        ),
        required="position title rule asserted strong settle",
        refers=CLAIM,
    ),
    table(
        name="article",
        title="The article, phrase by phrase",
        description=(
            "Every phrase of the article that is held here, in its order, and the part that judges it; what was not "
            "available is said."
        ),
        kind="curated",
        key="position",
        columns="position phrase quoted kind=phrase_kind claim part note",
        required="phrase quoted kind note",
        refers=CLAIM,
    ),
    table(
        name="errata",
        title="Errors of ours",
        description="What was wrong in an earlier package, since when, who found it, and what moved.",
        kind="curated",
        key="id",
        columns="id what=what_was_wrong since=wrong_since found_by moved=moved_parts",
        required="what since found_by moved",
    ),
    table(
        name="choices",
        title="Choices",
        description="The closed set of equally defensible choices; each is a column of `specifications`.",
        kind="curated",
        key="choice option",
        columns="choice option title about",
        required="title about",
    ),
    table(
        name="messages",
        title="Messages",
        description=(
            "The English templates that sentences of verdicts and summaries of evidence are made of, by their id, and "
            "the words by which their values are written: what it takes to say a verdict in another language."
        ),
        kind="curated",
        key="message",
        columns="message template",
        required="template",
    ),
    table(
        name="rules",
        title="Rules",
        description="How a verdict comes about; within a rule type the first condition that matches wins.",
        kind="curated",
        key="rule position",
        columns="rule position verdict condition",
        required="verdict condition",
    ),
    table(
        name="thresholds",
        title="Thresholds",
        description="What the rule of measured parts compares with (see `rules`), by its name: a share or a number.",
        kind="curated",
        key="name",
        columns="name value=threshold",
        required="value",
    ),
)
