"""A table of every type of column, and the text of its file."""

from __future__ import annotations

from typing import Any

from etl.contract.schema import Field, Table
from etl.contract.types import FieldType


def column(name: str, type: FieldType, title: str, description: str, **more: Any) -> Field:
    """A `Field`; `more` are its other attributes."""
    return Field(name=name, type=type, title=title, description=description, **more)


TOWNS = Table(
    name="towns",
    title="Towns",
    description="Towns of a test.",
    kind="observed",
    key=("id",),
    fields=(
        column("id", "string", "Id", "Its id.", pattern=r"^[A-Z]{3}$"),
        column("people", "integer", "People", "Who lives there.", unit="people", minimum=0),
        column("share", "number", "Share", "A share.", minimum=0, maximum=1),
        column("walled", "boolean", "Walled", "Has walls."),
        column("kind", "string", "Kind", "Kind.", enum=("old", "new")),
        column("founded", "date", "Founded", "When."),
        column("seen", "day", "Seen", "Day."),
        column("link", "link", "Link", "Where."),
        column("near", "string", "Near", "A town nearby."),
    ),
    required=("kind",),
    refers={"near": ("", "id")},
    spans=(("founded", "seen"),),
    derived=("share",),
)


def small(*fields: Field, **more: Any) -> Table:
    """A table with the key `a`; `more` are its other attributes, or others of these."""
    given: dict[str, Any] = {"name": "t", "title": "T", "description": "T.", "kind": "observed", "key": ("a",)}
    return Table(**given | more, fields=fields)


HEADER = ",".join(TOWNS.names)
GOOD = f"{HEADER}\nNAM,12,0.25,true,old,1992-05,2000-01-02,https://a.example/b,\nZRH,,,,new,,,,NAM\n"
