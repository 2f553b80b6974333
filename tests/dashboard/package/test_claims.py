"""Rows of claims and parts, in the order of the page."""

from __future__ import annotations

from dataclasses import replace

from dashboard.package import claims
from dashboard.package.store import Package


def test_claims_come_in_the_articles_order(package: Package) -> None:
    assert claims.ids(package) == ["trade-rank", "energy-deal"]
    assert [c.id for c in claims.every(package)] == ["trade-rank", "energy-deal"]


def test_an_unknown_claim_gives_none(package: Package) -> None:
    assert claims.claim(package, "nothing") is None


def test_without_a_claim_that_asks_to_be_first_the_first_few_are(package: Package) -> None:
    listed = [replace(r, about=r.about | {"asked_first": ""}) for r in claims.every(package) * 2]
    assert claims.asked_first(listed) == listed[:3]
    last = replace(listed[3], about=listed[3].about | {"asked_first": "1"})
    assert claims.asked_first([*listed, last]) == [last]
