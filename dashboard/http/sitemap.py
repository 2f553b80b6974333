"""Every public page, for search engines: /sitemap.xml (sitemaps.org), each with the day of the data."""

from __future__ import annotations

# XML is written here, and none is read
from xml.etree import ElementTree as ET  # nosec B405

import dash

from dashboard.charts.registry import CHARTS
from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.ui import urls

PATH, MIMETYPE = "/sitemap.xml", "application/xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def addresses(now: Package) -> list[str]:
    """Paths of all pages: those without a name in their address, claims and their specifications, charts, tables."""
    plain = [str(p["path"]) for p in dash.page_registry.values() if not p["path_template"]]
    specifications = now.tables["specifications"][["claim", "part", "specification"]].itertuples(index=False)
    return [
        *sorted(path for path in plain if not path.endswith("404")),
        *[f"/claims/{name}" for name in claims.ids(now)],
        *[urls.specification(str(claim), str(part), str(name)) for claim, part, name in specifications],
        *[f"/charts/{name}" for name in sorted(CHARTS)],
        *[f"/data/{name}" for name in sorted(now.resources)],
    ]


def sitemap(now: Package, origin: str) -> bytes:
    """The map for readers under `origin`."""
    root = ET.Element("urlset", xmlns=NAMESPACE)
    for path in addresses(now):
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = origin + path
        ET.SubElement(entry, "lastmod").text = now.created
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)
