"""Changed verdicts as an Atom feed (RFC 4287): one entry for each row of `changes`, the newest first."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

# XML is written here, and none is read
from xml.etree import ElementTree as ET  # nosec B405

from dashboard.package import claims
from dashboard.package.cells import Row
from dashboard.package.claims import Claim
from dashboard.package.store import DISTRIBUTION, Package
from dashboard.texts import say, word

PATH, MIMETYPE = "/changes.atom", "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(now: Package, origin: str) -> bytes:
    """The feed of the package as a reader under `origin` gets it; ids of entries are the same under every host."""
    rows = claims.changes(now)
    root = ET.Element("feed", xmlns=NAMESPACE)
    _text(root, "id", _id())
    _text(root, "title", say("feed.title", site=say("site.title")))
    _text(root, "subtitle", say("feed.subtitle"))
    _text(root, "updated", _moment(max([now.created, *(row["package_date"] for row in rows)])))
    _link(root, "self", origin + PATH, MIMETYPE)
    _link(root, "alternate", f"{origin}/changes", "text/html")
    _text(ET.SubElement(root, "author"), "name", say("site.author"))
    for row in rows:
        _entry(root, row, claims.claim(now, row["claim"]), origin)
    ET.indent(root, "")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: ET.Element, row: Row, known: Claim | None, origin: str) -> None:
    """The entry of one change; of a claim or a part that is there no more by its id."""
    claim, part = row["claim"], row["part"]
    judged = known and known.part(part)
    named = {"claim": known.title if known else claim, "part": judged.title if judged else part}
    before, after = (word("verdict", row[name]) for name in ("verdict_from", "verdict_to"))
    title = say("feed.entry", before=before, after=after, **named) if row["verdict_from"] else ""
    entry = ET.SubElement(root, "entry")
    _text(entry, "id", _id(claim, part, row["data_version"], row["rule_version"], row["verdict_to"]))
    _text(entry, "title", title or say("feed.first", after=after, **named))
    _text(entry, "updated", _moment(row["package_date"]))
    _link(entry, "alternate", f"{origin}/claims/{claim}#{part}", "text/html")
    why = {"why": word("changed_by", row["why"]), "version": row["data_version"]}
    _text(entry, "summary", say("feed.why", reason=row["reason"], **why))


def _id(*names: str) -> str:
    return uuid5(NAMESPACE_URL, "/".join([DISTRIBUTION, "changes", *names])).urn


def _moment(day: str) -> str:
    """A day as the moment at its start, which Atom asks for."""
    return f"{day}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", rel=rel, href=href, type=kind)
