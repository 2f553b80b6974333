"""The honest account: sentences with numbers of the package, and none without."""

from __future__ import annotations

import re

import pandas as pd

from etl.package.account import account, missing, numbers
from tests.etl.derive.making import WORDS

Published = dict[str, pd.DataFrame]


def test_every_sentence_is_filled_in(published: Published) -> None:
    rows = published["account"]
    assert len(rows) == len(WORDS["depth"]["account"]) - 1  # of two sentences on the typical gap one applies
    assert not rows["sentence"].str.contains(r"[{}]").any()
    counted = numbers(published, 0.67)
    assert rows["sentence"].iloc[0].startswith(f"{counted['recounts_agree']} of {counted['recounts']} ")


def test_a_sentence_without_its_number_is_left_out(published: Published) -> None:
    bare = {**published, "rank_uncertainty": published["rank_uncertainty"].iloc[:0]}
    titles = account(bare, 0.67, WORDS)["title"].tolist()
    assert "How firm a rank is" not in titles
    assert len(titles) == len(published["account"]) - 1


def test_a_list_of_one_partner_has_no_neighbour_to_change_places_with(published: Published) -> None:
    ranks = published["rank_uncertainty"].assign(flip_up_pct=pd.NA, flip_down_pct=pd.NA)
    known = numbers({**published, "rank_uncertainty": ranks}, 0.67)
    assert "place" in known
    assert "near" not in known


def test_gaps_that_stand_in_are_named_apart_from_measured_ones(published: Published) -> None:
    assert "differ_crude" in numbers(published, 0.5)
    trade = published["trade"]
    # twelve flows of 2025 that the importer recorded as well
    sold = trade[(trade["exporter"] == "IRN") & (trade["source"] == "imts_2025")].head(12)
    bought = sold.assign(recorded_by="importer", valuation="CIF", obs_status="A")
    both = pd.concat([trade, bought, sold.assign(source="again", obs_status="A")], ignore_index=True)
    assert "differ" in numbers({**published, "trade": both}, 0.5)


def test_a_verdict_that_no_threshold_can_move_is_not_counted_as_stable(published: Published) -> None:
    counted = numbers(published, 0.67)
    assert counted["stable"] <= counted["movable"] < counted["measured"]


def test_what_is_missing_is_read_from_the_tables(published: Published) -> None:
    assert len(missing(published, WORDS)["missing"]) == 2
    ukraine = published["alignment"].assign(vote_set="texts-on-ukraine")
    assert len(missing({**published, "alignment": ukraine}, WORDS)["missing"]) == 3


def test_it_claims_no_cause_and_gives_no_p_value(published: Published) -> None:
    text = " ".join(published["account"]["sentence"])
    assert "Nothing here proves a cause" in text
    assert not re.search(r"\bp\s*[<=]", text)
