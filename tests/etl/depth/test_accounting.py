"""The honest account: sentences with numbers of the package, and none without."""

from __future__ import annotations

import re

import pandas as pd

from etl.depth.accounting import account, missing, numbers
from tests.etl.depth.making import WORDS

Published = dict[str, pd.DataFrame]


def test_every_sentence_is_filled_in(published: Published) -> None:
    rows = published["account"]
    assert len(rows) == len(WORDS["account"])
    assert not rows["sentence"].str.contains(r"[{}]").any()
    counted = numbers(published, 0.67)
    assert rows["sentence"].iloc[0].startswith(f"{counted['recounts_agree']} of {counted['recounts']} ")


def test_a_sentence_without_its_number_is_left_out(published: Published) -> None:
    bare = {**published, "rank_uncertainty": published["rank_uncertainty"].iloc[:0]}
    titles = account(bare, 0.67, WORDS)["title"].tolist()
    assert "How firm a rank is" not in titles
    assert len(titles) == len(WORDS["account"]) - 1


def test_what_is_missing_is_read_from_the_tables(published: Published) -> None:
    assert missing(published, WORDS["missing"])["missing"].count(";") == 2
    sessions = published["alignment"].assign(vote_set="all-of-the-session")
    assert missing({**published, "alignment": sessions}, WORDS["missing"])["missing"].count(";") == 1


def test_it_claims_no_cause_and_gives_no_p_value(published: Published) -> None:
    text = " ".join(published["account"]["sentence"])
    assert "Nothing here proves a cause" in text
    assert not re.search(r"\bp\s*[<=]", text)
