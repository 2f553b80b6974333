"""The `input` element, which dash.html has not: a plain field of a form; assets/charts.js has its other half."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

_PROPERTIES = {
    *("type", "id", "name", "value", "checked", "list", "placeholder", "pattern", "inputMode", "size", "title"),
    *("min", "max", "step", "className"),
}


class Input(Component):
    """A field whose content belongs to the browser: no property changes when a reader writes.

    `checked` is True or left out.
    """

    _namespace = "dashboard"
    _type = "Input"

    def __init__(self, **props: Any) -> None:
        self._prop_names = [*sorted(_PROPERTIES), "data-*", "aria-*"]
        self.available_properties = self._prop_names
        self._valid_wildcard_attributes = ["data-", "aria-"]
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(**{name: value for name, value in props.items() if value is not None})
