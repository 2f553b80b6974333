"""A reader's settings in an address: what may be set, what is refused, and that the two ways agree."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from dashboard.charts.base import UnknownChoice
from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.pages.settings import Offer, offer


def of(now: Package, claim: str, part: str) -> Offer | None:
    known = claims.claim(now, claim)
    assert known is not None
    return offer(next(p for p in known.parts if p.name == part), now)


@pytest.fixture(scope="module")
def level(now: Package) -> Offer:
    result = of(now, "trade-rank", "level")
    assert result is not None
    return result


def test_what_may_be_set_is_what_the_specifications_differ_in(now: Package, level: Offer) -> None:
    assert set(level.books) == {"imf_estimate", "iran_customs"}
    assert (level.options["estimates"], level.options["silent"]) == (("yes", "no"), ("counted", "left_out"))
    assert level.options["from"][0] == level.options["to"][-1] == "2022"
    assert level.options["eu"] == ("any", "countries", "one")
    assert "unspecified" not in level.options  # it changes nothing
    register = of(now, "arms-to-iran", "share")
    assert register is not None
    assert register.options["silent"] == ("counted",)
    assert set(register.thresholds) == {"supported", "overstated_weak", "overstated_strong", "contradicted"}
    assert of(now, "sanctions", "us") is None


def test_a_silent_address_is_the_ledger(level: Offer) -> None:
    assert level.read({}) == level.read({"russia-rank.flow": "export", "reader.change.from": "2024"}) == level.ledger
    assert level.pairs(level.ledger) == []


QUERY = (
    "reader.level.books=iran_customs&reader.level.estimates=no&reader.level.silent=left_out&reader.level.eu=one"
    "&reader.level.from=2023&reader.level.to=2024&reader.level.supported=70&reader.level.min_families=1"
)


def test_an_address_holds_the_settings_and_says_whose_they_are(level: Offer) -> None:
    query = {n: v if len(v) > 1 else v[0] for n, v in parse_qs(QUERY).items()}
    settings = level.read(query)
    assert settings.books == ("iran_customs",)
    assert settings.values | {"supported": "70", "eu": "one", "from": "2023", "to": "2024"} == settings.values
    assert dict(level.pairs(settings)) == query
    assert level.read(dict(level.pairs(settings))) == settings


def test_several_books_are_named_once_each(level: Offer) -> None:
    assert level.read({"reader.level.books": ["iran_customs", "imf_estimate"]}) == level.ledger


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("books", "nobody"),
        ("estimates", "maybe"),
        ("eu", "two"),
        ("from", "1999"),
        ("supported", "101"),
        ("supported", "-1"),
        ("supported", "٧"),
        ("min_families", "100"),
        ("nothing", "1"),
    ],
)
def test_what_the_part_does_not_have_is_refused(level: Offer, name: str, value: str) -> None:
    with pytest.raises(UnknownChoice) as err:
        level.read({f"reader.level.{name}": value})
    assert err.value.allowed
