"""A part of a claim: its verdict, and the rows of other tables about it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.package import claims
from dashboard.package.cache import Cache
from dashboard.package.store import Package
from dashboard.package.tables import Tables


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


def test_a_part_without_a_verdict_is_not_yet_checked(package: Package) -> None:
    tables = Tables(dict(package.tables) | {"verdicts": package.tables["verdicts"].head(0)})
    bare = replace(package, tables=tables, made=Cache(count=9))
    assert {part.word for claim in claims.every(bare) for part in claim.parts} == {"not yet checked"}


def test_rows_of_a_part_are_those_of_its_table_that_name_it(package: Package) -> None:
    for part in (part for claim in claims.every(package) for part in claim.parts):
        for table in ("specifications", "evidence", "flips", "stability", "conditions", "possible_verdicts"):
            frame = package.words[table]
            named = frame[(frame["claim"] == part.about["claim"]) & (frame["part"] == part.name)]
            assert getattr(part, table).equals(named), (part.address, table)
