"""Countries and what only looks like one; facts of the UN lists, and the lists themselves where they lie beside us."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from etl.contract.countries import (
    COUNTRIES,
    EU27,
    RANKED,
    from_iso3,
    from_m49,
)
from etl.contract.errors import UnknownCode

RECORDED = Path(__file__).resolve().parents[4] / "shared" / "recorded"
# Comtrade's partner codes that are no country; 490 is decided by the reporter
RESIDUAL = [0, 97, 837, 838, 839, 899, 472, 471, 129, 221, 697, 492, 473, 536, 637, 290, 527, 577, 568, 636, 879, 975]
# code, ISO3, year it expired (0: in use): rows of Comtrade's lists that a reader of other lists gets wrong
KNOWN = [
    (251, "FRA", 0),
    (842, "USA", 0),
    (699, "IND", 0),
    (579, "NOR", 0),
    (757, "CHE", 0),
    (380, "ITA", 0),
    (156, "CHN", 0),
    (364, "IRN", 0),
    (643, "RUS", 0),
    (784, "ARE", 0),
    (516, "NAM", 0),
    (729, "SDN", 0),
]


def recorded() -> list[tuple[int, str, int]]:
    """Countries of Comtrade's reporter and partner lists, when the recorded answers are there."""
    rows: list[tuple[str, str, str, bool]] = []
    reporters, partners = RECORDED / "comtrade_reference_Reporters.json", RECORDED / "comtrade_reference_partners.csv"
    if reporters.is_file():
        for r in json.loads(reporters.read_text(encoding="utf-8"))["results"]:
            end = r.get("entryExpiredDate") or ""
            rows.append((r["reporterCode"], r["reporterCodeIsoAlpha3"], end, r["isGroup"]))
    if partners.is_file():
        with partners.open(encoding="utf-8-sig", newline="") as handle:
            for p in csv.DictReader(handle):
                group = p["isGroup"] == "True"
                rows.append((p["PartnerCode"], p["PartnerCodeIsoAlpha3"], p["entryExpiredDate"], group))
    return [(int(c), iso, int(end[:4] or 0)) for c, iso, end, group in rows if not group]


def test_codes_in_use_give_the_country_of_the_list() -> None:
    in_use = [(c, iso) for c, iso, end in KNOWN + recorded() if not end and re.fullmatch("[A-Z]{3}", iso)]
    assert len(in_use) >= len(KNOWN)
    residual = {c for c, _ in in_use if from_m49(c) in ("WLD", "OTH", "NES837", "NES838", "NES839", "NES899", "EU")}
    assert residual <= set(RESIDUAL)
    assert {(c, from_m49(c)) for c, _ in in_use if c not in residual | {490}} == {
        (c, iso) for c, iso in in_use if c not in residual | {490}
    }


def test_every_code_that_lived_into_this_century_is_known() -> None:
    for code, _, end in KNOWN + recorded():
        if not end or end >= 2000:
            assert from_m49(code) in COUNTRIES


def test_490_is_taiwan_for_all_but_iran() -> None:
    assert from_m49(490) == from_m49(490, reporter=643) == "TWN"
    assert from_m49(490, reporter=364) == "NES490"
    assert "NES490" not in RANKED


def test_492_is_a_residual_group_not_monaco() -> None:
    assert from_m49(492) == "OTH"
    assert COUNTRIES["MCO"].m49 == 492


@pytest.mark.parametrize(
    ("code", "country"),
    [
        (250, "FRA"),
        (840, "USA"),
        (841, "USA"),
        (356, "IND"),
        (578, "NOR"),
        (756, "CHE"),
        (280, "DEU"),
        (736, "SDN_2011"),
    ],
)
def test_other_numbers_of_the_same_country(code: int, country: str) -> None:
    assert from_m49(code) == country


@pytest.mark.parametrize(
    ("code", "group"), [(0, "WLD"), (97, "EU"), (837, "NES837"), (838, "NES838"), (839, "NES839"), (899, "NES899")]
)
def test_what_only_looks_like_a_country_is_never_ranked(code: int, group: str) -> None:
    assert from_m49(code) == group
    assert group not in RANKED


@pytest.mark.parametrize("code", RESIDUAL)
def test_no_residual_number_gives_a_ranked_country(code: int) -> None:
    assert from_m49(code) not in RANKED


@pytest.mark.parametrize("code", [-1, 1, 1000])
def test_an_unknown_number_stops(code: int) -> None:
    with pytest.raises(UnknownCode, match=str(code)):
        from_m49(code)


@pytest.mark.parametrize(("code", "country"), [("IRN", "IRN"), ("KOS", "XKX"), ("WBG", "PSE"), ("NAM", "NAM")])
def test_letters_of_iso_and_of_the_imf(code: str, country: str) -> None:
    assert from_iso3(code) == country


@pytest.mark.parametrize("code", ["XXX", "WLD", "EU", "UN", "", "irn", "W00"])
def test_unknown_letters_and_groups_stop(code: str) -> None:
    with pytest.raises(UnknownCode):
        from_iso3(code)


def test_ids_numbers_and_names_are_each_used_once() -> None:
    m49 = Counter(c.m49 for c in COUNTRIES.values() if c.m49 is not None and c.kind == "country")
    names = Counter(c.name for c in COUNTRIES.values())
    assert [k for k, n in (m49 + names).items() if n > 1] == []
    assert all(key == c.id for key, c in COUNTRIES.items())
    assert all(re.fullmatch(r"[A-Z]{3}", i) for i in RANKED - {"SDN_2011"})


def test_groups_and_bodies_of_the_figures_are_no_countries() -> None:
    assert {"WLD", "OTH", "NES490", "NES899", "DEU_CHE", "EAEU", "EU", "CSTO", "UN"} <= set(COUNTRIES) - RANKED
    assert "BLX" in RANKED
    assert {COUNTRIES[c].kind for c in set(COUNTRIES) - RANKED} == {"world", "residual", "group", "body"}


def test_only_what_is_in_iso_today_has_an_iso_code() -> None:
    assert COUNTRIES["IRN"].iso3 == "IRN"
    assert {c: COUNTRIES[c].iso3 for c in ("SUN", "WLD", "SDN_2011", "EU")} == dict.fromkeys(
        ("SUN", "WLD", "SDN_2011", "EU")
    )


def test_membership() -> None:
    assert len(EU27) == 27
    assert "GBR" not in EU27
    sanctions = {c.id for c in COUNTRIES.values() if c.sanctions}
    assert EU27 < sanctions <= RANKED
    assert not sanctions & {"RUS", "IRN", "CHN", "TUR", "ARE", "IND", "BLR"}
