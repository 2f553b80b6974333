"""`rivals`: dated events that would move the same figures as the article's own event, as its file lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from etl.contract.frames import conform
from etl.contract.tables import TABLES


def rivals(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Frame of `rivals`, in the order of the file."""
    return conform(TABLES["rivals"], pd.DataFrame(rows).assign(position=range(1, len(rows) + 1)))
