"""A module of `etl.derive` is a table, or is named with its reason in the docstring of the folder."""

from __future__ import annotations

import re
from pathlib import Path

from etl import derive
from etl.contract.tables import TABLES


def test_every_module_is_a_table_or_says_why_not() -> None:
    modules = {path.stem for path in Path(derive.__path__[0]).glob("*.py")} - {"__init__"}
    named = set(re.findall(r"`(\w+)`", derive.__doc__ or ""))
    assert modules - set(TABLES) == named
