"""The two countries of an article: in its order, each the other of the other, and never one or three."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.pair import Pair, names_of, pair_of, with_party

COUNTRIES = pd.DataFrame({"id": ["IRN", "CHN", "RUS"]})


def test_the_article_s_order_is_kept_whatever_that_of_the_table() -> None:
    tables = {"countries": with_party(COUNTRIES, Pair("RUS", "IRN"))}
    assert tables["countries"]["party"].tolist()[::2] == [2, 1]
    assert tables["countries"]["party"].isna().tolist() == [False, True, False]
    assert pair_of(tables) == ("RUS", "IRN")


def test_each_has_the_other() -> None:
    pair = Pair("CHN", "RUS")
    assert (pair.other("CHN"), pair.other("RUS")) == ("RUS", "CHN")
    with pytest.raises(KeyError):
        pair.other("IRN")


@pytest.mark.parametrize("pair", [("RUS", "ATL"), ("ATL", "ATL")])
def test_anything_but_two_is_an_error(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="expected two"):
        pair_of({"countries": with_party(COUNTRIES, Pair(*pair))})


def test_texts_have_the_names_in_the_article_s_order() -> None:
    named = COUNTRIES.assign(name=["Iran", "China", "Russia"])
    assert names_of({"countries": with_party(named, Pair("RUS", "IRN"))}) == {"first": "Russia", "second": "Iran"}
