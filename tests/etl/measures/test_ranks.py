"""Ranks as intervals: whatever the missing figures are, the true rank lies between best and worst."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.countries import EU27
from etl.measures.lists_from_figures import from_figures
from etl.measures.lists_from_trade import from_trade
from etl.measures.partner_lists import Entry, PartnerList
from etl.measures.ranks import ranked
from etl.measures.standings import Bounds
from tests.etl.measures.making import bounds

PARTNERS = ("CHN", "ARE", "TUR", "IND", "DEU", "FRA", "AFG", "OMN", "BRA", "RUS")
FLOWS = ("export", "import", "total")
Truth = dict[str, dict[str, int]]

OTHERS = {"IRN": "RUS"}


def listed(entries: Mapping[str, int | Entry | None], max_unlisted: int | None = None, **given: Any) -> PartnerList:
    """A list of partners with these values; None = missing."""
    result = {
        c: v if isinstance(v, Entry) else Entry(v or 0, v, v, "M" if v is None else "A") for c, v in entries.items()
    }
    base: dict[str, Any] = {
        "flow": "total",
        "source": "s",
        "root_family": "f",
        "remainder": max_unlisted,
        "total": None,
    }
    base |= {"reporter": "IRN", "period": "2024", "calendar": "gregorian"}
    return PartnerList(entries=result, max_unlisted=max_unlisted, **{**base, **given})


BOOKS = {"CHN": 90, "ARE": 70, "TUR": 50, "RUS": 40, "IND": 30}


# ------------------------------------------------------------------ the truth lies in the interval
def true_rank(truth: Mapping[str, int], who: str) -> int:
    return 1 + sum(v > truth[who] for v in truth.values())


def as_one(truth: Mapping[str, int]) -> dict[str, int]:
    rest = {c: v for c, v in truth.items() if c not in EU27}
    return {**rest, "EU": sum(v for c, v in truth.items() if c in EU27)}


def check(lists: Iterable[PartnerList], truth: Truth) -> None:
    for one in lists:
        for view, values in ((one, truth[one.flow]), (one.eu_as_one(), as_one(truth[one.flow]))):
            for who in values:
                result, rank = bounds(view, who), true_rank(values, who)
                assert result.best <= rank, (who, view)
                assert result.worst is None or rank <= result.worst, (who, view)


def rows(flow: str, kept: Mapping[str, tuple[int, str]], scope: str = "complete") -> list[tuple[object, ...]]:
    """L listed, M missing, U unlisted: then its value lies in the remainder."""
    out: list[tuple[object, ...]] = []
    for partner, (value, how) in kept.items():
        ends = ("IRN", partner) if flow == "export" else (partner, "IRN")
        if how != "U":
            out.append((*ends, value if how == "L" else None, "A" if how == "L" else "M", scope))
    if scope == "complete":
        ends = ("IRN", "OTH") if flow == "export" else ("OTH", "IRN")
        out.append((*ends, sum(v for v, how in kept.values() if how == "U"), "A", "remainder"))
    return out


def lists_of(flows: Iterable[tuple[object, ...]]) -> list[PartnerList]:
    frame = pd.DataFrame(list(flows), columns=["exporter", "importer", "value_usd", "obs_status", "list_scope"])
    frame = frame.astype({"value_usd": "Int64"}).assign(
        source="s",
        root_family="f",
        period="2024",
        calendar="gregorian",
        recorded_by="exporter",
        valuation="FOB",
        commodity="TOTAL",
    )
    return [x for x in from_trade(frame) if x.reporter == "IRN"]


SIDES = st.fixed_dictionaries({c: st.tuples(st.integers(0, 40), st.sampled_from("LLLMU")) for c in PARTNERS})


def totals(export: Mapping[str, int], imports: Mapping[str, int]) -> Truth:
    both = {c: export[c] + imports[c] for c in export}
    return {"export": dict(export), "import": dict(imports), "total": both}


@given(SIDES, SIDES, st.sampled_from(["complete", "incomplete"]))
def test_the_true_rank_lies_in_the_interval_whatever_is_missing(
    export: dict[str, tuple[int, str]], imports: dict[str, tuple[int, str]], scope: str
) -> None:
    result = lists_of([*rows("export", export, scope), *rows("import", imports, scope)])
    check(result, totals({c: v for c, (v, _) in export.items()}, {c: v for c, (v, _) in imports.items()}))


@given(st.permutations(range(60)), st.permutations(range(60)))
def test_the_true_rank_lies_in_the_interval_of_a_top_five(a: list[int], b: list[int]) -> None:
    truth = totals(dict(zip(PARTNERS, a, strict=False)), dict(zip(PARTNERS, b, strict=False)))
    flows = []
    for flow in ("export", "import"):
        five = sorted(truth[flow], key=lambda c: truth[flow][c])[-5:]
        flows += rows(flow, {c: (truth[flow][c], "L") for c in five}, "top5")
    check(lists_of(flows), truth)


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[Truth, pd.DataFrame]:
    """A truth, and what an authority prints of it: intervals, parts of the year, ranks, perhaps the world."""
    some = ("CHN", "ARE", "TUR", "IND", "DEU", "OMN", "RUS")
    value = st.integers(0, 30)
    truth = totals({c: draw(value) for c in some}, {c: draw(value) for c in some})
    out: list[tuple[object, ...]] = []
    for flow, values in truth.items():
        for c, v in values.items():
            if draw(st.booleans()):
                low, high = max(0, v - draw(st.integers(0, 4))), v + draw(st.integers(0, 4))
                out.append((c, "1402", flow, low, low, high, None))
            if draw(st.integers(0, 3)) == 0:
                part = draw(st.integers(0, v))
                out.append((c, "1402-8m", flow, part, part, part, None))
            if len(set(values.values())) == len(some) and draw(st.booleans()):
                out.append((c, "1402", flow, None, None, None, true_rank(values, c)))
        if draw(st.booleans()):
            out.append(("WLD", "1402", flow, *[sum(values.values())] * 3, None))
    money = ["value_usd", "value_low_usd", "value_high_usd"]
    frame = pd.DataFrame(out, columns=["partner", "period", "flow", *money, "rank_printed"])
    frame = frame.astype(dict.fromkeys([*money, "rank_printed"], "Int64")).assign(
        root_family="iran_customs",
        series="irica",
        reporter="IRN",
        calendar="solar_hijri",
        cell_basis="observed",
    )
    scope = ["all partners" if pd.notna(r) else None for r in frame["rank_printed"]]
    return truth, frame.assign(rank_scope=scope)


@given(printed_figures())
def test_the_true_rank_lies_in_the_interval_of_printed_figures(given: tuple[Truth, pd.DataFrame]) -> None:
    truth, frame = given
    families = pd.DataFrame({"series": ["irica"], "root_family": ["iran_customs"], "rankable": [True]})
    check((x for x in from_figures(frame, families) if x.period == "1402"), truth)


# ------------------------------------------------------------------ what ranks are
@given(st.dictionaries(st.sampled_from(PARTNERS), st.integers(1, 50), min_size=2), st.integers(2, 10**9))
def test_a_complete_list_gives_competition_ranks_and_a_scalar_changes_none(values: dict[str, int], scalar: int) -> None:
    for who in values:
        expected = Bounds(true_rank(values, who), true_rank(values, who), ())
        assert bounds(listed(values, max_unlisted=0), who) == expected
        assert bounds(listed({c: v * scalar for c, v in values.items()}, max_unlisted=0), who) == expected


@given(st.sampled_from(["WLD", "OTH", "NES490", "NES899", "NES838", "EAEU", "DEU_CHE", "UN"]), st.integers(0, 10**6))
def test_what_is_no_country_moves_no_rank(group: str, value: int) -> None:
    for who in BOOKS:
        assert bounds(listed({**BOOKS, group: value}, max_unlisted=0), who) == bounds(
            listed(BOOKS, max_unlisted=0), who
        )
    frame = ranked([listed({**BOOKS, group: value}, max_unlisted=0)], {}, None, OTHERS).ranks
    assert group not in set(frame["partner"])
    assert set(frame["partners"]) == {len(BOOKS)}


def test_ties_share_the_better_rank() -> None:
    tied = listed({**BOOKS, "AFG": 40, "OMN": 10}, max_unlisted=0)
    assert [bounds(tied, c).best for c in ("RUS", "AFG", "IND")] == [4, 4, 6]


def test_missing_partners_widen_the_interval_and_are_named() -> None:
    assert bounds(listed({**BOOKS, "PAK": None, "IRQ": None}, max_unlisted=0), "RUS") == Bounds(4, 6, ("IRQ", "PAK"))


def test_a_partner_that_is_missing_itself_may_have_any_rank() -> None:
    result = bounds(listed({**BOOKS, "RUS": None}, max_unlisted=0), "RUS")
    assert (result.best, result.worst) == (1, 5)


def test_a_remainder_holds_so_many_partners_of_that_size_and_no_more() -> None:
    assert bounds(listed(BOOKS, max_unlisted=39), "RUS").worst == 4
    assert bounds(listed(BOOKS, max_unlisted=85), "RUS").worst == 4 + 2


def test_nothing_bounds_an_incomplete_list() -> None:
    assert bounds(listed(BOOKS, complete=False), "RUS") == Bounds(4, None, ())


def test_an_interval_that_crosses_is_possibly_above() -> None:
    crossing = listed({**BOOKS, "IND": Entry(35, 45, 38), "TUR": Entry(39, 60, 50)}, max_unlisted=0)
    assert bounds(crossing, "RUS") == Bounds(3, 5, ("IND", "TUR"))


# ------------------------------------------------------------------ leaning on other books
def test_leaning_gives_the_order_alone_and_only_beyond_the_gap() -> None:
    books = listed({**BOOKS, "IRQ": None}, max_unlisted=0)
    gap = math.log(2)
    assert bounds(books, "RUS", {"IRQ": 81}, gap) == Bounds(5, 5, (), ("IRQ",))
    assert bounds(books, "RUS", {"IRQ": 80}, gap) == Bounds(4, 5, ("IRQ",))
    assert bounds(books, "RUS", {"IRQ": 81}, None) == Bounds(4, 5, ("IRQ",)), "no gap known: never"
    frame = ranked([books], {("IRN", "2024", "total"): {"IRQ": 10**12}}, gap, OTHERS).ranks.set_index(
        ["partner", "basis"]
    )
    assert pd.isna(frame.loc[("IRQ", "as_recorded"), "value_usd"]), "no number is filled in"


def test_a_recorded_value_is_never_overruled_by_other_books() -> None:
    assert bounds(listed(BOOKS, max_unlisted=0), "RUS", {"IND": 10**9}, 0.1) == Bounds(4, 4, ())


# ------------------------------------------------------------------ printed ranks and the union
def printed(**ranks: int) -> PartnerList:
    entries = {c: Entry(0, None, None, "A", r) for c, r in ranks.items()}
    run = next(i for i in range(1, 30) if i not in ranks.values()) - 1
    return listed(entries, complete=False, run=run)


SEVENTH = {"CHN": 1, "ARE": 2, "TUR": 3, "IRQ": 4, "IND": 5, "PAK": 6, "RUS": 7}


def test_a_printed_rank_is_what_it_is() -> None:
    assert bounds(printed(**SEVENTH), "RUS") == Bounds(7, 7, ())
    assert bounds(printed(RUS=10), "RUS") == Bounds(10, 10, ())


def test_whoever_is_not_in_a_printed_run_ranks_lower() -> None:
    five = printed(**{c: r for c, r in SEVENTH.items() if r <= 5})
    assert bounds(five, "RUS") == Bounds(6, None, ())


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        (SEVENTH, Bounds(7, 8, ("EU",))),  # nobody above is a member: the union may be
        ({**SEVENTH, "IND": 8, "DEU": 5}, Bounds(7, 7, ())),  # one member above: it becomes the union
        ({**SEVENTH, "IND": 8, "DEU": 5, "IRQ": 9, "ITA": 4}, Bounds(6, 6, ())),
        ({"CHN": 1, "RUS": 4}, Bounds(3, 5, ("EU",))),  # two places nobody is named for: members, or not
        ({"CHN": 1, "DEU": 2, "RUS": 4}, Bounds(3, 4, ())),
    ],
)
def test_a_printed_rank_with_the_union_as_one(ranks: dict[str, int], expected: Bounds) -> None:
    assert bounds(printed(**ranks).eu_as_one(), "RUS") == expected


# ------------------------------------------------------------------ the table
def test_the_table_holds_gaps_shares_and_the_smallest_change_that_turns_a_rank() -> None:
    frame = ranked([listed(BOOKS, max_unlisted=0, total=400)], {}, None, OTHERS).ranks
    row = frame[(frame["partner"] == "RUS") & (frame["basis"] == "as_recorded")].iloc[0]
    assert (row["rank"], row["partners"], row["share"]) == (4, 5, 0.1)
    assert (row["gap_above_usd"], row["gap_below_usd"], row["flip_pct"]) == (10, 10, 25)
    first = frame[(frame["partner"] == "CHN") & (frame["basis"] == "as_recorded")].iloc[0]
    assert pd.isna(first["gap_above_usd"])
    assert first["flip_pct"] == pytest.approx(100 * 20 / 90)


@given(st.permutations(range(1, 40)))
def test_the_flip_distance_is_the_smallest_change_that_turns_the_rank(order: list[int]) -> None:
    values = dict(zip(PARTNERS, order, strict=False))
    frame = (
        ranked([listed(values, max_unlisted=0)], {}, None, OTHERS)
        .ranks.query("basis == 'as_recorded'")
        .set_index("partner")
    )
    for who, flip in frame["flip_pct"].items():
        less, more = (
            {true_rank({**values, who: values[who] * (1 + way * part * flip / 100)}, who) for way in (1, -1)}
            for part in (0.999, 1.001)
        )
        assert less == {true_rank(values, who)}
        assert more - less


def test_a_rank_within_an_incomplete_list_is_no_rank() -> None:
    frame = ranked([listed(BOOKS, complete=False)], {}, None, OTHERS).ranks
    assert frame["rank"].isna().all()
    assert frame["rank_best"].notna().all()


def test_both_readings_of_the_union_stand_in_the_table() -> None:
    frame = ranked([listed({**BOOKS, "DEU": 20, "FRA": 25}, max_unlisted=0)], {}, None, OTHERS).ranks.set_index(
        ["partner", "basis"]
    )
    assert (frame.loc[("RUS", "as_recorded"), "rank"], frame.loc[("RUS", "eu_one"), "rank"]) == (4, 5)
    assert frame.loc[("EU", "eu_one"), "value_usd"] == 45
    assert ("DEU", "eu_one") not in frame.index


def test_the_pair_is_always_shown_even_when_it_is_not_listed() -> None:
    five = {"CHN": 90, "ARE": 70, "TUR": 50, "IND": 45, "AFG": 44}
    frame = ranked([listed(five, max_unlisted=43, remainder=None, complete=False)], {}, None, OTHERS).ranks.set_index(
        ["partner", "basis"]
    )
    row = frame.loc[("RUS", "as_recorded")]
    assert (row["rank_best"], pd.isna(row["value_usd"]), row["obs_status"]) == (6, True, "M")


def test_cells_left_out_and_partners_missing_are_named_once_for_a_list_and_on_the_pair_s_row() -> None:
    result = ranked([listed({**BOOKS, "PAK": None, "IRQ": None}, max_unlisted=0, left_out=("UGA",))], {}, None, OTHERS)
    ranks = result.ranks[result.ranks["basis"] == "as_recorded"].set_index("partner")
    assert ranks.loc["RUS", ["note", "missing"]].tolist() == ["left out: UGA", "IRQ PAK"]
    assert set(ranks.drop("RUS")["note"]) | set(ranks.drop("RUS")["missing"]) == {""}
    facts = result.lists[["basis", "list_scope", "partners", "missing", "note"]].to_dict("records")
    same = {"list_scope": "complete", "partners": 5, "missing": "IRQ PAK", "note": "left out: UGA"}
    assert facts == [{"basis": "as_recorded", **same}, {"basis": "eu_one", **same}]


def test_of_a_list_without_freight_the_pair_alone_is_ranked() -> None:
    values = {"CHN": (40, "L"), "ARE": (30, "L"), "TUR": (20, "L"), "RUS": (10, "L")}
    (total,) = [x for x in lists_of([*rows("export", values), *rows("import", values)]) if x.flow == "total"]
    frame = ranked([replace(total, freight_removed=True)], {}, None, OTHERS).ranks
    assert set(zip(frame["partner"], frame["basis"], strict=True)) == {("RUS", "fob"), ("RUS", "eu_one_fob")}
    assert list(frame["rank"]) == [4, 4]
