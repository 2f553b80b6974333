"""What search engines read (JSON-LD): data sets as schema.org/Dataset, verdicts as schema.org/ClaimReview.

Nothing is said here that the page does not say. The article's own address and date are not known to us and not given.
"""

from __future__ import annotations

import json
from typing import Any

from dashboard.package import claims
from dashboard.package.archive import citation
from dashboard.package.claims import Claim
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.texts import say, word
from dashboard.texts.translations import language

Linked = dict[str, Any]
CONTEXT = "https://schema.org"


def script(linked: Linked) -> str:
    """A data block for the head of a page; it is no script, and no text in it can end it."""
    text = json.dumps(linked, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _author(origin: str) -> Linked:
    return {"@type": "Organization", "name": say("site.author"), "url": f"{origin}/"}


def website(now: Package, origin: str) -> Linked:
    """The site itself, with its search, and the data set that it is about."""
    entry_point = {"@type": "EntryPoint", "urlTemplate": f"{origin}/search?q={{words}}"}
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": say("site.title"),
        "url": f"{origin}/",
        "description": str(now.descriptor.get("description", "")),
        "inLanguage": language(),
        "publisher": _author(origin),
        "about": {"@type": "Dataset", "name": str(now.descriptor.get("title", "")), "url": f"{origin}/data"},
        "potentialAction": {"@type": "SearchAction", "target": entry_point, "query-input": "required name=words"},
    }


def package(now: Package, origin: str) -> Linked:
    """The whole package as a Dataset, with its zip and its tables as parts."""
    return {
        "@context": CONTEXT,
        **_dataset(now, now.descriptor, origin),
        "url": f"{origin}/data",
        "citation": citation(now),
        "distribution": [_file(f"{origin}/data/ledger.zip", "application/zip")],
        **_coverage(now),
        "hasPart": [_table(resource, origin) for resource in now.resources.values()],
    }


def table(now: Package, name: str, origin: str) -> Linked:
    """One table as a Dataset; empty for an unknown table."""
    resource = now.resources.get(name)
    if resource is None:
        return {}
    part = {"@type": "Dataset", "name": str(now.descriptor.get("title", "")), "url": f"{origin}/data"}
    measured = [str(f.get("title") or f["name"]) for f in resource["schema"]["fields"]]
    own = {**_dataset(now, resource, origin), **_table(resource, origin), **_coverage(now, f"/{name}")}
    return {"@context": CONTEXT, **own, "isPartOf": part, "variableMeasured": measured}


def _coverage(now: Package, part: str = "") -> Linked:
    """Which years and countries the data are about, under which name, and where they come from."""
    sources, dated = now.tables["sources"], [now.tables[name] for name in ("trade", "partner_ranks")]
    periods = [p for rows in dated for p in rows.loc[rows["calendar"] == "gregorian", "period"].dropna().unique()]
    years = sorted({str(period)[:4] for period in periods})
    return {
        "identifier": f"{now.descriptor.get('name', '')}/{now.version}{part}",
        "keywords": list(now.descriptor.get("keywords", ())),
        **({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {}),
        "spatialCoverage": [{"@type": "Country", "name": now.parties.names[country]} for country in now.parties.ids],
        "isBasedOn": sorted({str(address) for address in sources["homepage"].dropna()}),
    }


def _table(resource: Any, origin: str) -> Linked:
    name = resource["name"]
    return _named(resource, origin) | {
        "creator": _author(origin),
        "isAccessibleForFree": True,
        "url": f"{origin}/data/{name}",
        "distribution": [_file(f"{origin}/data/{name}.csv", "text/csv")],
    }


def _named(described: Any, origin: str) -> Linked:
    """Name, words and licence: an address, that of the list of sources where each publisher has terms of its own."""
    licences = [entry.get("path") or f"{origin}/data#sources" for entry in described.get("licenses", ())]
    name = str(described.get("title") or described.get("name", ""))
    values: Linked = {
        "@type": "Dataset",
        "name": name,
        "description": str(described.get("description", "")).replace("`", ""),
    }
    return values | ({"license": licences[0]} if licences and licences[0] else {})


def _dataset(now: Package, described: Any, origin: str) -> Linked:
    return _named(described, origin) | {
        "version": now.version,
        "dateModified": now.created,
        "creator": _author(origin),
        "isAccessibleForFree": True,
        "inLanguage": language(),
    }


def _file(address: str, kind: str) -> Linked:
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": kind}


def reviews(now: Package, name: str, origin: str) -> Linked:
    """One ClaimReview for each part of a claim that has a verdict; empty when there is no such claim."""
    claim = claims.claim(now, name)
    if claim is None:
        return {}
    checked = [part for part in claim.parts if part.word != "not yet checked"]
    return {"@context": CONTEXT, "@graph": [_review(claim, part, origin, now.article["title"]) for part in checked]}


def _review(claim: Claim, part: Part, origin: str, headline: str) -> Linked:
    dates = [str(day) for day in part.history["package_date"].dropna()]
    article = {"@type": "Article", "headline": headline}
    values: Linked = {
        "@type": "ClaimReview",
        "url": origin + part.address,
        "claimReviewed": part.about["strong"],
        "author": _author(origin),
        "inLanguage": language(),
        "itemReviewed": {"@type": "Claim", "name": claim.about["phrase"], "appearance": article},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": word("verdict", part.word),
            "ratingExplanation": part.sentence,
        },
    }
    return values | ({"datePublished": max(dates)} if dates else {})
