"""Ledgers: what we know of the data themselves."""

from __future__ import annotations

from etl.contract.tables.describe import SOURCE, table

TABLES = (
    table(
        name="sources",
        title="Sources",
        description="Each source: terms, when it was last asked, what came, and how new its newest observation is.",
        kind="ledger",
        key="id",
        columns=(
            "id=source title publisher mode homepage licence redistribute citation cadence_days last_tried "
            "last_succeeded last_outcome newest_observation rows raw_file"
        ),
        required="title publisher mode licence redistribute citation cadence_days",
    ),
    table(
        name="revisions",
        title="Revisions",
        description="Cells whose value a later vintage of the same source changed.",
        kind="ledger",
        key="source row_table cell new_vintage",
        columns="source row_table cell period old_value new_value change_pct old_vintage new_vintage seen",
        required="old_vintage",
        refers={"source": SOURCE},
    ),
    table(
        name="verdict_log",
        title="History of the verdicts",
        description="When a verdict was first given and when new data or a new rule changed it.",
        kind="ledger",
        key="claim part data_version rule_version",
        columns=(
            "claim part data_version rule_version package_date verdict=verdict_then why moved_by "
            "verdict_from=verdict_before"
        ),
        required="package_date verdict why",
        added="verdict_from",
    ),
    table(
        name="changes",
        title="Verdicts that changed",
        description="Each change of a verdict: from what, to what, by new data or a new rule, and why in a sentence.",
        kind="ledger",
        key="claim part data_version rule_version",
        columns=(
            "claim part verdict_from=verdict_before verdict_to=verdict_then why reason data_version rule_version "
            "package_date"
        ),
        required="verdict_from verdict_to why reason package_date",
    ),
)
