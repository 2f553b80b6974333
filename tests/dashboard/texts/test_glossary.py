"""Words of the field: every one once, in the order of the alphabet, found as a whole word and in no everyday sense."""

from __future__ import annotations

import pytest

from dashboard.texts.glossary import glossary


def found(text: str) -> list[str]:
    return [glossary().by_form[match[0]].name for match in glossary().pattern.finditer(text)]


def test_words_are_in_the_order_of_the_alphabet_and_have_names_of_their_own() -> None:
    terms = [term.term.lower() for term in glossary().terms]
    assert terms == sorted(terms)
    assert len({term.name for term in glossary().terms}) == len(terms) > 50


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mirror gap of two reporters.", ["mirror-gap"]),
        ("Mirror gaps; root families.", ["mirror-gap", "root-family"]),
        ("Valued CIF, sold in 1402.", ["cif", "iranian-year"]),
        ("1402-11m and CIFRA, mirrorgap", []),
        ("He announced that the band was strong and the package fresh.", []),
        ("Every reading is one specification.", ["specification", "specification"]),
    ],
)
def test_a_form_is_found_as_a_whole_word_of_the_trade(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_the_longest_form_is_found() -> None:
    assert found("the natural reading") == ["natural-reading"]


def test_every_word_has_a_form_that_is_marked_or_is_everyday_english() -> None:
    silent = {term.name for term in glossary().terms if not term.forms_in_text}
    assert {"mirror-gap", "tiv", "kappa", "oietai", "imts", "eaeu", "cif", "fob"} & silent == set()
    assert len(silent) < 25
