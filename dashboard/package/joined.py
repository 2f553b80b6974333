"""Tables whose facts of lists stand in a table of their own, as readers of a dashboard get them: with every column.

A package says in `joined` which table holds the other columns of a table, and by which column the two are joined. What
is handed out is described as it is: fields, size and hash of the joined file, in the descriptor and in the crate.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

Resource = Mapping[str, Any]


def contents(resource: Resource, rows: bytes, lists: bytes) -> bytes:
    """The CSV of a table with the columns of its lists, as one that was written whole."""
    by, fields = resource["joined"]["on"], resource["joined"]["fields"]
    names, *facts = _lines(lists)
    lines = _lines(rows)
    head = next(lines)
    at, key = head.index(by), names.index(by)
    columns = [*head, *(name if name not in head else "" for name in names)]  # of both tables: the row's own
    chosen = itemgetter(*(columns.index(name) for name in fields))
    by_id = {fact[key]: fact for fact in facts}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(chosen(line + by_id[line[at]]) for line in lines)
    return out.getvalue().encode("utf-8")


def _lines(content: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(content.decode("utf-8"), newline=""))


def described(resource: Resource, lists: Resource, content: bytes) -> dict[str, Any]:
    """The description of the joined table whose file is `content`."""
    how = resource["joined"]
    fields = {f["name"]: f for one in (lists, resource) for f in one["schema"]["fields"]}
    links = [
        link
        for one in (resource, lists)
        for link in one["schema"].get("foreignKeys", ())
        if link["fields"] in how["fields"]
    ]
    own = {link["fields"]: link for link in reversed(links)}
    schema = {**resource["schema"], "fields": [fields[n] for n in how["fields"]], "primaryKey": how["primaryKey"]}
    schema["foreignKeys"] = [own[name] for name in how["fields"] if name in own]
    whole = {name: value for name, value in resource.items() if name != "joined"}
    return {**whole, **proof(content), "schema": schema}


def proof(content: bytes) -> dict[str, Any]:
    """Size and hash of a file, as a descriptor says them."""
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def crate(content: bytes, resources: Mapping[str, Resource]) -> bytes:
    """The crate `content` with sizes and hashes of the files that `resources` describe."""
    document = json.loads(content)
    known = {str(resource["path"]): resource for resource in resources.values()}
    for entity in document["@graph"]:
        if resource := known.get(entity["@id"]):
            entity |= {"contentSize": str(resource["bytes"]), "sha256": resource["hash"].removeprefix("sha256:")}
    return text(document)


def text(document: Mapping[str, Any]) -> bytes:
    """A document as JSON, a line for each value."""
    return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode("utf-8")
