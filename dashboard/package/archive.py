"""The whole package in one file, and how to cite it."""

from __future__ import annotations

import io
import json
import zipfile

from dashboard.package.store import Package
from dashboard.texts import say

FOLDER = "russia-iran-ledger"


def archive(now: Package) -> bytes:
    """Tables, description, codebook, how to cite: one zip. The same bytes for the same package."""
    out = io.BytesIO()
    year, month, day = (int(n) for n in now.created.split("-"))
    texts = {**now.files, "CITATION.txt": (citation(now) + "\n").encode(), "CITATION.cff": cff(now).encode()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name in sorted(texts):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", (max(year, 1980), month, day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            box.writestr(entry, texts[name])
    return out.getvalue()


def citation(now: Package) -> str:
    """How to cite the package: its own words where it has them."""
    own = now.descriptor.get("citation")
    return str(own) if own else say("data.citation", version=now.version, created=now.created)


def cff(now: Package) -> str:
    """The same for reference managers, in the Citation File Format; JSON strings are YAML strings."""
    title = str(now.descriptor.get("title", say("site.title")))
    lines = [
        "cff-version: 1.2.0",
        f"message: {json.dumps(say('data.cff_message'))}",
        "type: dataset",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(say('site.author'), ensure_ascii=False)}",
        f"version: {json.dumps(now.version)}",
        f"date-released: {json.dumps(now.created)}",
    ]
    licence = next((entry.get("name") for entry in now.descriptor.get("licenses", ())), None)
    return "\n".join([*lines, *([f"license: {json.dumps(licence)}"] if licence else [])]) + "\n"
