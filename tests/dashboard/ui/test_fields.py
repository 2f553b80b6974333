"""The one element that dash.html has not."""

from __future__ import annotations

import pytest

from dashboard.ui.fields import Input
from dashboard.ui.html import render


def test_a_field_is_an_element_without_an_end() -> None:
    assert (
        render(Input(type="text", name="q", value="a<b", list="l"))
        == '<input list="l" name="q" type="text" value="a&lt;b">'
    )
    assert render(Input(type="checkbox", name="hide", value="n", checked=True)).startswith("<input checked name=")


def test_what_is_none_is_left_out() -> None:
    assert render(Input(type="search", value=None)) == '<input type="search">'


def test_a_property_that_it_has_not_is_an_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        Input(colour="red")
