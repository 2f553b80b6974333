from __future__ import annotations

import pytest

from etl.sources import imf_rows


@pytest.mark.parametrize(("code", "ours"), [("G001", "WLD"), ("RUS", "RUS"), ("KOS", "XKX"), ("G998", ""), ("QQQ", "")])
def test_codes_of_the_fund(code: str, ours: str) -> None:
    if code == "QQQ":
        assert imf_rows.is_unknown(code)
    else:
        assert imf_rows.partner(code) == ours
        assert not imf_rows.is_unknown(code)


@pytest.mark.parametrize(
    ("observation", "basis"),
    [
        (("RUS", "2021", "", ""), ("A", "russia_customs")),
        (("RUS", "2022", "", ""), ("E", "imf_estimate")),
        (("IRN", "2018", "", ""), ("A", "iran_customs")),
        (("IRN", "2018", "SE", ""), ("E", "imf_estimate")),
        (("IRN", "2024", "O", "P"), ("A", "iran_customs")),
        (("IRN", "2024", "O", "E"), ("E", "imf_estimate")),
        (("TUR", "2010", "R", ""), ("A", "partner_reports")),
        (("TUR", "2010", "", ""), ("V", "imf_estimate")),
    ],
)
def test_whose_figure_an_observation_is(observation: tuple[str, str, str, str], basis: tuple[str, str]) -> None:
    assert imf_rows.basis(*observation) == basis


def test_the_marks_in_words() -> None:
    assert imf_rows.note("O", "") is None
    assert imf_rows.note("SE", "P") == "IMF: derivation type SE, status P"
    assert imf_rows.note("O", "P") == "IMF: status P"
