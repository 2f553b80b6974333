"""The marks that CLAIMS sets: what must come out of the figures, exactly, whatever else changes."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from etl import claims
from etl.contract.pair import pair_of
from etl.derive.current import current_trade
from etl.derive.mirror_gaps import mirror_gaps
from etl.derive.partner_ranks import partner_ranks, ranked
from etl.derive.reporter_gaps import reporter_gap
from etl.measures.cells import CellKey
from etl.measures.lists_from_trade import from_trade
from etl.measures.mirror import PRESENT_FACTOR
from etl.measures.partner_lists import PartnerList
from etl.measures.standings import Bounds
from etl.sources.bundled import Tables
from tests.etl.measures.making import bounds

UGANDA: CellKey = ("imts_rus", "UGA", "RUS", "2024", "importer")
Published = dict[str, pd.DataFrame]


def rows(frame: pd.DataFrame, **where: Any) -> pd.DataFrame:
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame


def row(frame: pd.DataFrame, **where: Any) -> dict[str, Any]:
    (result,) = rows(frame, **where).to_dict("records")
    return dict(result)


def verdict(published: Published, claim: str, part: str) -> dict[str, Any]:
    return row(published["verdicts"], claim=claim, part=part)


# ------------------------------------------------------------------ IMTS 2025: fifth, among those observed
def imts_2025(tables: Tables, flow: str) -> PartnerList:
    lists = from_trade(current_trade(tables))
    return next(x for x in lists if (x.source, x.reporter, x.flow) == ("imts_2025", "IRN", flow))


def russia(
    published: Published, period: str, source: str, flow: str = "total", basis: str = "as_recorded"
) -> dict[str, Any]:
    return row(
        published["partner_ranks"], reporter="IRN", partner="RUS", period=period, source=source, flow=flow, basis=basis
    )


@pytest.mark.parametrize(("flow", "rank"), [("total", 5), ("export", 9), ("import", 5)])
def test_russia_in_2025_among_observed_partners(published: Published, flow: str, rank: int) -> None:
    assert russia(published, "2025", "imts_2025", flow)["rank"] == rank


def test_the_partners_above_russia_in_2025(published: Published) -> None:
    total = rows(published["partner_ranks"], reporter="IRN", period="2025", source="imts_2025", flow="total")
    first = rows(total, basis="as_recorded").sort_values("rank").head(5)
    values = [(p, v / 1e6) for p, v in zip(first["partner"], first["value_usd"], strict=True)]
    assert values == [("ARE", 13990.6), ("CHN", 9792.8), ("TUR", 5409.9), ("BRA", 3005.4), ("RUS", 2411.0)]


@pytest.mark.parametrize(
    ("flow", "singly", "as_one"),
    [("total", (5, 7), (6, 8)), ("export", (9, 11), (10, 12)), ("import", (5, 6), (6, 7))],
)
def test_intervals_of_2025_on_these_books_alone(
    observed: Tables, flow: str, singly: tuple[int, int], as_one: tuple[int, int]
) -> None:
    books = imts_2025(observed, flow)
    alone, one = bounds(books, "RUS"), bounds(books.eu_as_one(), "RUS")
    assert ((alone.best, alone.worst), (one.best, one.worst)) == (singly, as_one)
    assert set(alone.missing) == ({"PAK"} if flow == "import" else {"IRQ", "PAK"})


def test_intervals_of_2025_leaning_on_irans_customs_for_iraq(published: Published) -> None:
    singly, one = (russia(published, "2025", "imts_2025", basis=b) for b in ("as_recorded", "eu_one"))
    assert [(r["rank_best"], r["rank_worst"], r["leaning_on"], r["missing"]) for r in (singly, one)] == [
        (6, 7, "IRQ", "PAK"),
        (7, 8, "IRQ", "PAK"),
    ]


def test_pakistan_cannot_be_leaned_on(observed: Tables) -> None:
    floors = {"IRQ": 10_500_000_000, "PAK": 603_000_000}
    gap = reporter_gap(observed)
    assert bounds(imts_2025(observed, "total"), "RUS", floors, gap) == Bounds(6, 7, ("PAK",), ("IRQ",))


def test_without_uzbekistans_implausible_cell_russia_moves_in_exports_alone(observed: Tables) -> None:
    left_out = [("imts_2025", "IRN", "UZB", "2025", "exporter")]
    books = {
        x.flow: x
        for x in from_trade(current_trade(observed), left_out)
        if x.reporter == "IRN" and x.source == "imts_2025"
    }
    export = bounds(books["export"], "RUS")
    assert (export.best, export.worst, export.missing) == (8, 11, ("IRQ", "PAK", "UZB"))


def test_the_flip_distance_of_2025_is_below_what_two_reporters_differ_by(
    published: Published, observed: Tables
) -> None:
    flip = russia(published, "2025", "imts_2025")["flip_pct"]
    assert flip == pytest.approx(24.65, abs=0.005)
    gap = reporter_gap(observed)
    assert gap is not None
    assert math.log1p(flip / 100) < gap


def test_the_pairs_own_crude_gaps_stand_in(observed: Tables) -> None:
    gaps = mirror_gaps(observed, claims.words())
    own = gaps[
        (gaps["factor"] == PRESENT_FACTOR)
        & (gaps["exporter"] == "RUS")
        & (gaps["importer"] == "IRN")
        & (gaps["gap_kind"] == "crude")
        & (gaps["export_source"] == "imts_rus")
    ]
    result = {(r.period, r.import_source): round(float(r.gap_log), 2) for r in own.itertuples(index=False)}
    assert {p: g for (p, _), g in result.items() if p in ("2021", "2022", "2023")} == {
        "2021": -0.67,
        "2022": -0.64,
        "2023": -0.39,
    }


# ------------------------------------------------------------------ Iran's customs: sixth or lower, printed seventh
def test_irans_customs_put_russia_sixth_or_lower_in_1401(published: Published) -> None:
    assert russia(published, "1401", "iran_customs")["rank_best"] == 6


def test_irans_customs_printed_seventh_in_eleven_months_of_1402(published: Published) -> None:
    result = russia(published, "1402-11m", "iran_customs")
    assert (result["rank"], result["rank_best"], result["rank_worst"]) == (7, 7, 7)


def test_fifth_among_neighbours_is_no_rank_among_all(published: Published) -> None:
    figures = published["official_figures"]
    fifth = rows(figures, reporter="IRN", partner="RUS", period="1403-5m", flow="total", rank_printed=5)
    assert len(fifth) == 1
    assert fifth["rank_scope"].str.contains("neighbours").all()
    assert pd.isna(russia(published, "1403-5m", "iran_customs")["rank"])


def test_russia_is_fifth_in_no_books_that_print_a_rank(published: Published) -> None:
    ranks = rows(published["partner_ranks"], reporter="IRN", partner="RUS", flow="total")
    since = ranks[ranks["period"].isin(["2022", "2023", "2024", "1401", "1402", "1402-11m", "1403", "1404"])]
    assert not ((since["rank_best"] == 5) & (since["rank_worst"] == 5)).any()


# ------------------------------------------------------------------ Iran among Russia's partners
def among_russias(observed: Tables, period: str, *left_out: CellKey) -> int:
    frame = partner_ranks(ranked(observed, left_out), pair_of(observed))
    result = row(
        frame, reporter="RUS", partner="IRN", period=period, source="imts_rus", flow="total", basis="as_recorded"
    )
    return int(result["rank"])


def test_iran_is_37th_of_russias_partners_in_2021(observed: Tables) -> None:
    assert among_russias(observed, "2021") == 37


def test_iran_is_36th_in_2024_with_ugandas_cell_left_out_and_37th_with_it(observed: Tables) -> None:
    assert among_russias(observed, "2024") == 37
    assert among_russias(observed, "2024", UGANDA) == 36


def test_ugandas_cell_is_left_out_of_the_published_ranks(published: Published) -> None:
    asked = {"reporter": "RUS", "period": "2024", "source": "imts_rus", "flow": "total", "basis": "as_recorded"}
    iran = row(published["partner_ranks"], partner="IRN", **asked)
    assert iran["rank"] == 36
    assert "left out: UGA" in iran["note"]
    assert pd.isna(row(published["partner_ranks"], partner="UGA", **asked)["rank"])


def test_kazakhstan_has_no_cell_in_2024_and_may_rank_above(observed: Tables) -> None:
    frame = partner_ranks(ranked(observed, [UGANDA]), pair_of(observed))
    result = row(
        frame, reporter="RUS", partner="IRN", period="2024", source="imts_rus", flow="total", basis="as_recorded"
    )
    assert {"KAZ", "UGA"} <= set(result["missing"].split())
    assert result["rank_worst"] > result["rank"]


# ------------------------------------------------------------------ growth: the jump precedes the war
def turnover(published: Published, year: int) -> float:
    pair = rows(published["trade"], source="imts_rus", period=str(year))
    pair = pair[pair["exporter"].isin(["RUS", "IRN"]) & pair["importer"].isin(["RUS", "IRN"])]
    assert len(pair) == 2
    return float(pair["value_usd"].sum()) / 1e6


def test_turnover_with_russia_as_reporter(published: Published) -> None:
    assert [round(turnover(published, y)) for y in (2020, 2021, 2024)] == [2229, 4046, 2734]
    assert turnover(published, 2021) / turnover(published, 2020) - 1 == pytest.approx(0.815, abs=5e-4)
    assert turnover(published, 2024) / turnover(published, 2021) - 1 == pytest.approx(-0.324, abs=5e-4)


def test_since_2021_depends_on_whether_estimates_count(published: Published) -> None:
    result = verdict(published, "trade-growth", "since-2021")
    assert result["verdict"] == "depends"
    assert round(result["strong_share"], 3) == 0.667
    assert result["verdict_without_imputed"] == "depends"
    assert {"root_family", "basis"} <= set(result["flips_on"].split())
    specs = rows(published["specifications"], claim="trade-growth", part="since-2021")
    answers = specs.groupby("root_family")["holds_strong"].agg(set).to_dict()
    assert answers == {"iran_customs": {True}, "russia_customs": {True}, "imf_estimate": {False}}
    assert set(rows(specs, root_family="imf_estimate")["cell_basis"]) == {"imputed"}


def test_the_officials_2025_was_said_before_the_year_ended_and_does_not_vote(published: Published) -> None:
    asked = {"claim": "trade-growth", "part": "since-2021", "root_family": "russia_customs"}
    assert row(published["specifications"], **asked)["period"] == "2024"
    text = rows(published["official_figures"], series="russian-officials", period="2025", flow="total")
    assert text["forecast"].all()


# ------------------------------------------------------------------ the verdicts CLAIMS expects
def test_level_is_overstated(published: Published) -> None:
    result = verdict(published, "trade-rank", "level")
    assert (result["verdict"], result["strong_share"], result["weak_share"]) == ("overstated", 0, 1)
    assert result["natural_holds"] is False or not result["natural_holds"]
    assert "seventh" in result["sentence"].lower()
    natural = rows(published["specifications"], claim="trade-rank", part="level", reading="natural")
    assert natural["period"].tolist() == ["1402-11m"]


def test_the_sum_for_russia_is_larger_than_the_whole_inflow(published: Published) -> None:
    result = verdict(published, "largest-investor", "plausible")
    assert (result["verdict"], round(result["value_low"], 2)) == ("contradicted", 1.84)


def test_the_rise_is_less_than_said(published: Published) -> None:
    result = verdict(published, "trade-rank", "change")
    assert (result["verdict"], result["strong_share"], result["weak_share"]) == ("overstated", 0, 1)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("signed", "supported"),
        ("binding", "contradicted"),
        ("contracts", "depends"),
        ("spent", "not shown"),
    ],
)
def test_the_forty_billion(published: Published, part: str, expected: str) -> None:
    assert verdict(published, "energy-deal", part)["verdict"] == expected


def test_oietai_1401(published: Published) -> None:
    claimed = rows(published["investment"], period_label="FY1401", measure_kind="claimed_realised", series="oietai")
    assert set(rows(claimed, origin_id="RUS")["value_usd"]) == {2_760_000_000}
    assert set(rows(claimed, origin_id="WLD")["value_usd"]) == {4_180_000_000}
    assert verdict(published, "largest-investor", "stated")["verdict"] == "supported"


@pytest.mark.parametrize("part", ["since-1521", "six-wars"])
def test_contested_history_depends(published: Published, part: str) -> None:
    assert verdict(published, "history", part)["verdict"] == "depends"


# ------------------------------------------------------------------ votes
def votes(published: Published) -> pd.DataFrame:
    texts = published["un_resolutions"]
    cast = rows(published["un_votes"], country="IRN")
    return texts[texts["about_ukraine"].fillna(False)].merge(cast, on="resolution_id").sort_values("date")


def test_iran_on_integrity_and_peace(published: Published) -> None:
    result = votes(published)
    peace = result[result["theme"] == "integrity, aggression, peace"]
    first = peace[peace["date"] <= "2025-02-24"]
    assert first["vote"].value_counts().to_dict() == {"A": 5, "X": 2}
    assert set(first.loc[first["vote"] == "X", "resolution_id"]) == {"UV01", "UV15"}
    later = peace[peace["date"] > "2025-02-24"]
    assert later["vote"].tolist() == ["N"]
    assert later["date"].str.startswith("2026").all()


def test_iran_on_every_other_text_about_ukraine(published: Published) -> None:
    result = votes(published)
    other = result[result["theme"] != "integrity, aggression, peace"]
    assert set(other["vote"]) == {"N"}
    assert len(other) == 17


def test_agreement_of_iran_and_russia(published: Published) -> None:
    pair = published["un_agreement"]
    pair = pair[pair["country_a"].isin(["IRN", "RUS"]) & pair["country_b"].isin(["IRN", "RUS"])]
    pair = pair[pair["year"].between(1999, 2019)]
    share = pair["identical"] / pair["both_voted"]
    assert (round(float(share.min()), 2), round(float(share.max()), 2)) == (0.60, 0.76)
