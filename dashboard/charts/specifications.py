"""Where the page of a specification is: a cell or a mark of a chart that shows one leads there."""

from __future__ import annotations


def slug(specification: str) -> str:
    """The id of a specification as one step of an address."""
    return specification.replace("/", ".").replace(":", "-").replace("=", "-")


def address(claim: str, part: str, name: str) -> str:
    """Address of the page of the specification with the id `name`."""
    return f"/claims/{claim}/{part}/{slug(name)}"
