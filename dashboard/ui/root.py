"""The path under which the site lies (LEDGER_PREFIX), written before the addresses of our own pages.

Pages and templates write `/trade`; what leaves the house says `/ledger/trade`. It is done here, for all of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flask import has_request_context, request

from dashboard.ui.elements import Element

_PROPERTIES = ("href", "src", "srcSet", "action")
_VALUE = "data-value"  # a cell of a table, which may begin with a slash too


def root() -> str:
    """Empty at the top of a host, otherwise such as "/ledger"."""
    return request.script_root if has_request_context() else ""


@cache
def _in_attributes(under: str) -> re.Pattern[str]:
    names = "|".join(name.lower() for name in _PROPERTIES)
    # Dash writes its own addresses with the path already
    return re.compile(rf'( (?:{names}|(?!{_VALUE}=)data-[a-z-]+)=")/(?!/|{re.escape(under[1:])}[/"])')


def in_html(text: str) -> str:
    """`text` with the path before every address of ours in an attribute."""
    under = root()
    return _in_attributes(under).sub(rf"\g<1>{under}/", text) if under else text


def in_tree(node: Any) -> Any:
    """The same for a tree of elements, as they are or as plain JSON; elements are changed."""
    under = root()
    return _rooted(node, under) if under else node


def _rooted(node: Any, under: str) -> Any:
    if isinstance(node, Element):
        node.children, node.props = _rooted(node.children, under), _rooted(node.props, under)
        return node
    if isinstance(node, list):
        return [_rooted(child, under) for child in node]
    if not isinstance(node, dict):
        return node
    return {name: _address(name, value, under) for name, value in node.items()}


def _address(name: str, value: Any, under: str) -> Any:
    if not isinstance(value, str):
        return _rooted(value, under)
    if name == "data-html":
        return in_html(value)
    ours = name in _PROPERTIES or (name.startswith("data-") and name != _VALUE)
    return under + value if ours and value.startswith("/") and not value.startswith("//") else value
