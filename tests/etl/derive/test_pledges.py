"""Pledges by stage: each agreement once."""

from __future__ import annotations

import pandas as pd

Published = dict[str, pd.DataFrame]


def test_each_agreement_is_counted_once(published: Published) -> None:
    rows = published["agreements"]
    once = rows[rows["counts"].astype(bool) & ~rows["umbrella"].astype(bool) & (rows["relation"] != "restatement")]
    assert published["pledges"]["agreements"].sum() == len(once)
    assert (published["pledges"]["unknown"] <= published["pledges"]["agreements"]).all()
