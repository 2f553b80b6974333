"""How a table is described: columns by name, and the references and groups of columns that many tables share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from etl.contract.caveats import CAVEATS
from etl.contract.fields import COLUMNS
from etl.contract.schema import Field, Kind, Table

COUNTRY = ("countries", "id")
SOURCE = ("sources", "id")
SERIES = ("families", "series")
CLAIM = {"claim": ("claims", "id")}
ROOTED = "root root_authority"
SEEN = "source_url publisher source_date reading_confidence note correction"
SEEN_TWICE = (
    "source_url publisher source_date source_url_2 publisher_2 source_date_2 reading_confidence note correction"
)


def table(
    *,
    name: str,
    title: str,
    description: str,
    kind: Kind,
    key: str,
    columns: str,
    required: str = "",
    refers: Mapping[str, tuple[str, str]] | None = None,
    spans: tuple[tuple[str, str], ...] = (),
    derived: str = "",
    licence: str = "CC-BY-4.0",
    caveats: str = "",
    added: str = "",
    new: bool = False,
    open: str = "",
) -> Table:
    """A table whose `key`, `columns`, `required`, `derived`, `caveats`, `added`, `open` are names, spaces between them.

    A column "shown=described" stands under another name than the one it is described by. ValueError for an unknown
    caveat, KeyError for an unknown column.
    """
    unknown = [c for c in caveats.split() if c not in CAVEATS]
    if unknown:
        raise ValueError(f"table {name}: unknown caveats {unknown}")
    return Table(
        name=name,
        title=title,
        description=description,
        kind=kind,
        key=tuple(key.split()),
        fields=tuple(_column(c) for c in columns.split()),
        required=tuple(required.split()),
        refers=refers or {},
        spans=spans,
        derived=tuple(derived.split()),
        licence=licence,
        caveats=tuple(caveats.split()),
        added=tuple(added.split()),
        new=new,
        open=tuple(open.split()),
    )


def _column(spec: str) -> Field:
    name, _, base = spec.partition("=")
    return replace(COLUMNS[base], name=name) if base else COLUMNS[name]
