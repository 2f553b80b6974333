"""The whole package in one file, and how to cite it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

from dashboard.package.store import Package
from dashboard.texts import say

FOLDER = "russia-iran-ledger"


def archive(now: Package) -> bytes:
    """The package, and how to cite it: one zip. The same bytes for the same package."""
    texts = {"CITATION.txt": (citation(now) + "\n").encode(), "CITATION.cff": cff(now).encode()}
    return zipped({**now.files, **now.packed, **texts}, now.created)


def zipped(files: Mapping[str, bytes], day: str, folder: str = FOLDER) -> bytes:
    """`files` in one `folder` of a zip, all of `day` (ISO), in the order of their names: the same bytes each time."""
    out = io.BytesIO()
    year, month, number = (int(part) for part in day.split("-"))
    with zipfile.ZipFile(out, "w") as box:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (max(year, 1980), month, number, 0, 0, 0))  # none is earlier
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".zip") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            box.writestr(entry, files[name], compresslevel=9)
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
