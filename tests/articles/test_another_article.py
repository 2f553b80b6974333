"""Another article about another pair: a folder of TOML files is judged with no line of Python, and reads rightly."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from etl.build import build
from etl.contract.reading import read
from etl.contract.tables import TABLES
from tests.etl.conftest import RAW

FOLDER = Path(__file__).parent / "russia-china"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """Tables of claims of a package built for the other article."""
    out = tmp_path_factory.mktemp("china") / "processed"
    build(RAW, out, article=FOLDER)
    names = ("claims", "parts", "verdicts", "evidence", "article", "errata", "account")
    return {n: read(TABLES[n], (out / f"{n}.csv").read_text(encoding="utf-8"), f"{n}.csv") for n in names}


def test_only_the_claims_of_that_article_are_judged(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["claims"]["id"].tolist() == ["first-partner"]
    assert sorted(tables["verdicts"]["part"]) == ["growth", "level", "share"]
    assert len(tables["article"]) == 1
    assert tables["errata"].empty
    assert "Errors of ours" not in set(tables["account"]["title"])


def test_a_rank_a_share_and_a_growth_are_judged_from_the_bundled_figures(tables: dict[str, pd.DataFrame]) -> None:
    words = tables["verdicts"].set_index("part")
    assert words.loc["level", "verdict"] in ("supported", "depends")
    assert words.loc["growth", "verdict"] == "supported"
    assert words.loc["share", "verdict"] != "not yet checked"
    assert words["evidence"].ne("none").all()
    shown = set(tables["evidence"]["part"])
    assert shown == {"growth", "level", "share"}


def test_sentences_name_the_right_countries_and_places(tables: dict[str, pd.DataFrame]) -> None:
    said = tables["verdicts"].set_index("part")["sentence"]
    assert re.match(r"(Yes: )?China was first among Russia's partners in \d{4}", said["level"])
    assert not said.str.contains(r"Iran|\d(?:1th|2th|3th)\b").any()
