"""A label of a code that travels in the package is in no text of the dashboard again."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from dashboard.package.reading import load
from dashboard.texts import english, labels, parties, word

ROOT = Path(__file__).parents[1]
PACKAGE = load(ROOT / "data" / "processed")


def test_no_label_of_a_code_is_in_both_houses() -> None:
    """Countries, families, series, stages, options: a text equal to the one that `word` finds without it."""
    parties.use(PACKAGE.parties)
    names = {code: name for code, name in PACKAGE.parties.names.items() if name != code}
    twice = []
    for name, text in english().items():
        group, _, code = name.rpartition(".")
        # a chart's own short form, or its own word in place of the one that all pickers share
        own = ".short." in name or f"choice.{group.rpartition('.')[2]}.{code}" in english()
        if text in (labels.label_of(group, code), names.get(code)) and not (own and group.startswith("chart.")):
            twice.append(name)
    assert twice == []


def test_a_code_without_a_text_goes_by_its_label_in_the_package() -> None:
    parties.use(PACKAGE.parties)
    assert word("series", "comtrade") == "UN Comtrade"
    assert word("root_family", "sipri") == "SIPRI"
    assert word("stage", "R") == "reported or claimed"
    assert word("chart.definition-grid.eu", "one") == "EU as one"
    assert word("choice.partner", "TUR") == "Turkey"
    assert word("series", "another_one") == "another one"


def test_names_of_countries_are_in_one_file() -> None:
    with (ROOT / "etl" / "contract" / "countries.csv").open(encoding="utf-8") as file:
        names = {row["id"]: row["name"] for row in csv.DictReader(file)}
    for path in (ROOT / "dashboard" / "texts").glob("en*.toml"):
        choices = tomllib.loads(path.read_text(encoding="utf-8")).get("choice", {})
        assert [c for c, name in choices.get("partner", {}).items() if names.get(c) == name] == []
