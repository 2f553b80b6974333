"""What a reader can search: claims and parts, charts, countries, agreements, events, terms, tables; and the search.

assets/search.js finds in the same way in the browser, from `/search.json`; a test holds the two together.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cached_property

from dashboard.charts import frames
from dashboard.charts.registry import CHARTS
from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.texts import say, word
from dashboard.texts.glossary import glossary
from dashboard.ui import chart_options, urls

ADDRESS = "/search.json"  # of the index, which the browser reads when a search box has the focus
LONGEST = 100  # letters of a question that are read
MOST = 40  # entries on the page of results
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: what it is, its name, its address, and further words that lead to it."""

    kind: str
    title: str
    address: str
    text: str = ""

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """The words of its title and of its text."""
        return words(self.title), words(self.text)


def entries(now: Package) -> list[Entry]:
    """Everything that can be found, in the order in which equally good answers are shown; listed once for a package."""
    return now.once("search", lambda: list(_entries(now)))


def _entries(now: Package) -> Iterator[Entry]:
    for claim in claims.every(now):
        yield Entry("claim", claim.title, claim.address, claim.about["phrase"])
        for part in claim.parts:
            yield Entry("part", f"{claim.title}: {part.title}", part.address, part.sentence)
    for name in CHARTS:
        if chart_options.has_rows(name, now):
            yield Entry("chart", say(f"chart.{name}.title"), f"/charts/{name}")
    yield from _countries(now)
    for row in frames.each(now.words["agreements"]):
        yield Entry("agreement", str(row.title), f"/agreements#{row.id}", str(row.signed_date))
    for row in frames.each(now.words["sanctions_and_events"]):
        yield Entry("event", str(row.title), f"/data/sanctions_and_events?id={row.id}", str(row.date))
    for term in glossary().terms:
        yield Entry("term", term.term, f"/glossary#{term.name}", " ".join(term.also))
    for name, resource in now.resources.items():
        yield Entry("table", str(resource["title"]), f"/data/{name}", name.replace("_", " "))


def _countries(now: Package) -> Iterator[Entry]:
    """Every country that has a rank, at the chart of its place among partners of the first or second country."""
    first, second = now.parties.ids
    ranked = now.words["partner_ranks"][["reporter", "partner"]].drop_duplicates()
    of_first = set(ranked.loc[ranked["reporter"] == first, "partner"])
    chart = chart_options.chart("partner-rank", now)
    for partner in sorted(ranked["partner"].unique()):
        reporter = first if partner in of_first else second
        address = urls.alone(chart, chart.canonical({"partner": partner, "reporter": reporter}))
        yield Entry("country", now.parties.names.get(partner, partner), address, str(partner))


def as_json(now: Package) -> bytes:
    """The index as the browser reads it: names of kinds, and for each entry kind, title, address, text."""
    rows = [astuple(entry) for entry in entries(now)]
    kinds = {kind: word("found", kind) for kind in dict.fromkeys(row[0] for row in rows)}
    return json.dumps({"kinds": kinds, "entries": rows}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def words(text: str) -> list[str]:
    """The words of `text` in small letters, without accents."""
    plain = unicodedata.normalize("NFD", text.lower())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def find(listed: Iterable[Entry], question: str) -> list[Entry]:
    """Entries in which every word of `question` begins a word: those whose titles have them whole come first."""
    question_words = words(question[:LONGEST])
    scored = [(_score(entry, question_words), entry) for entry in listed] if question_words else []
    return [entry for score, entry in sorted(scored, key=lambda pair: -pair[0]) if score]


def _score(entry: Entry, question_words: list[str]) -> int:
    """How well an entry answers: for each word asked 3 for a word of its title, 2 for its beginning, 1 for its text."""
    title, text = entry.words

    def score(part: str) -> int:
        if part in title:
            return 3
        return 2 if any(w.startswith(part) for w in title) else int(any(w.startswith(part) for w in text))

    scores = [score(part) for part in question_words]
    return sum(scores) if all(scores) else 0
