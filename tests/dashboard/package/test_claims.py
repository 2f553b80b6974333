"""Rows of claims and parts, in the order of the page."""

from __future__ import annotations

from dataclasses import replace

from dashboard.package import claims
from dashboard.package.cache import Cache
from dashboard.package.store import Package
from dashboard.package.tables import Tables


def test_claims_come_in_the_articles_order(package: Package) -> None:
    assert claims.ids(package) == ["trade-rank", "energy-deal"]
    assert [c.id for c in claims.every(package)] == ["trade-rank", "energy-deal"]


def test_a_claim_holds_its_parts_and_their_rows(package: Package) -> None:
    result = claims.claim(package, "trade-rank")
    assert result is not None
    level, cause = result.parts
    assert (level.name, level.word) == ("level", "overstated")
    assert len(level.specifications) == 2
    assert level.evidence.empty
    assert len(level.history) == 1
    assert cause.word == "not yet checked"
    assert cause.specifications.empty


def test_an_unknown_claim_gives_none(package: Package) -> None:
    assert claims.claim(package, "nothing") is None


def test_a_part_without_a_verdict_is_not_yet_checked(package: Package) -> None:
    tables = Tables(dict(package.tables) | {"verdicts": package.tables["verdicts"].head(0)})
    bare = replace(package, tables=tables, made=Cache(count=9))
    assert {part.word for claim in claims.every(bare) for part in claim.parts} == {"not yet checked"}


def test_without_a_claim_that_asks_to_be_first_the_first_few_are(package: Package) -> None:
    listed = [replace(r, about=r.about | {"asked_first": ""}) for r in claims.every(package) * 2]
    assert claims.asked_first(listed) == listed[:3]
    last = replace(listed[3], about=listed[3].about | {"asked_first": "1"})
    assert claims.asked_first([*listed, last]) == [last]
