"""`contact_counts`: high-level contacts by year, before and after the day the article turns on."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.contract.frames import conform
from etl.contract.tables import TABLES


def contact_counts(tables: Mapping[str, pd.DataFrame], event: str) -> pd.DataFrame:
    """Frame of `contact_counts` from `contacts`; a contact on the day of the `event` counts as after it.

    A date without a day lies before it when its month does; the month of the event alone is after.
    """
    contacts = tables["contacts"]
    rows = contacts[contacts["counts"].astype(bool)]
    late = [str(d) >= event[: len(str(d))] for d in rows["date"]]
    marked = rows.assign(
        year=rows["date"].str[:4].astype("Int64"),
        span=pd.Series(late, index=rows.index).map({True: "after", False: "before"}),
        both=rows["source_url_2"].notna(),
    )
    grouped = marked.groupby(["year", "span", "level", "contact_kind"])["both"].agg(["size", "sum"]).reset_index()
    return conform(TABLES["contact_counts"], grouped.rename(columns={"size": "contacts", "sum": "two_publishers"}))
