"""`python tools/docs.py`: writes the parts of the documentation that are made from the project's own files.

docs/GLOSSARY.md from the two files glossary.toml, of the dashboard and of the article, and the block of verdicts in
README.md from data/processed.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLOSSARIES = (ROOT / "dashboard" / "texts" / "glossary.toml", ROOT / "etl" / "claims" / "glossary.toml")
START, END = "<!-- verdicts: made by `make docs` -->", "<!-- end of verdicts -->"


def glossary() -> str:
    """The text of docs/GLOSSARY.md, its words in alphabetical order."""
    # the words of the article take the place of general ones
    words = {n: w for path in GLOSSARIES for n, w in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    lines = [
        "# Glossary",
        "",
        "Made by `make docs` from `dashboard/texts/glossary.toml` and, for words of the article,",
        "`etl/claims/glossary.toml`, from which the pages take their explanations too.",
        "",
    ]
    for name, word in sorted(words.items(), key=lambda item: item[1]["term"].lower()):
        also = f" ({', '.join(word['also'])})" if word["also"] else ""
        lines += [f'<a id="{name}"></a>**{word["term"]}**{also}: {word["text"]} *{word["source"]}.*', ""]
    return "\n".join(lines)


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (ROOT / "data" / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def verdicts() -> str:
    """The block of README.md: every claim and part in the article's order, with its verdict."""
    words = {(row["claim"], row["part"]): row["verdict"] for row in _rows("verdicts")}
    parts = sorted(_rows("parts"), key=lambda row: int(row["position"]))
    lines = [START, "", "| claim | the article's phrase | what the record says |", "|---|---|---|"]
    for claim in sorted(_rows("claims"), key=lambda row: int(row["position"])):
        said = [f"{p['title']}: **{words[p['claim'], p['part']]}**" for p in parts if p["claim"] == claim["id"]]
        lines.append(f"| `{claim['id']}` | {claim['phrase']} | {'; '.join(said)} |")
    return "\n".join([*lines, "", END])


def readme(text: str) -> str:
    """`text` with its block of verdicts as the package has them; ValueError when the block is missing."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError("README.md has no block of verdicts")
    return before + verdicts() + after


def main() -> None:
    """Write both files."""
    (ROOT / "docs" / "GLOSSARY.md").write_text(glossary(), encoding="utf-8")
    path = ROOT / "README.md"
    path.write_text(readme(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
