"""In a made-up language no page, no chart and no text column is still English where a translation is given."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pandas as pd

from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.http import machines
from dashboard.package.reading import default_folder, load
from dashboard.package.store import Package
from tests.dashboard.texts.conftest import forget

WORDS = 4  # a text of fewer words may be a name
SENTENCE = 6  # one of fewer may stand within what a source says, or among names of columns
#: tables that are not derived and hold texts of ours
OURS = ("claims", "parts", "choices", "rules", "rivals")
#: columns of these tables that quote a source, a row or the article, or hold codes
RECORDED = {
    *("phrase", "quote", "root", "root_authority", "witness", "denial", "publisher", "publisher_2", "origin"),
    *("row_key", "values", "messages", "missing", "leaning_on", "above", "not_run", "options", "charts", "fired"),
    *("procedure_messages", "year_coverage", "unit", "found", "moved", "leave_one_out", "maybe", "item"),
    *("period_labels", "vintage"),
}
#: (table, column): a title or a summary of a recorded row, or what has no message yet
QUOTED = {("umbrellas", "title"), ("recounts", "title")}
#: notes that are marks: a word and ids
MARK = r"((^|; )((mechanical: one factor shared with|left out:) [A-Z_ ]+|doubtful cell))+"


def text_columns(now: Package) -> Iterator[tuple[str, str]]:
    """Columns of derived tables and of OURS that hold sentences."""
    for name, frame in now.tables.items():
        if now.resources[name]["kind"] == "derived" or name in OURS:
            for column in frame.select_dtypes("str"):
                if column not in RECORDED and len(english(now, name, str(column))):
                    yield name, str(column)


def english(now: Package, table: str, column: str) -> pd.Series:
    texts = now.tables[table][column].dropna()
    return texts[(texts.str.count(" ") >= WORDS - 1) & ~texts.str.fullmatch(MARK)]


def test_every_text_column_is_written_in_the_language_of_the_reader(pseudo: Path) -> None:
    now = load(default_folder())
    columns = set(text_columns(now)) - QUOTED
    assert {("anomalies", "sentence"), ("conditions", "title"), ("grid", "why_not"), ("rivals", "about")} <= columns
    for table, column in sorted(columns):
        for row, text in english(now, table, column).items():
            written = now.words[table].loc[row, column]
            summary = column == "summary" and pd.isna(now.tables[table].loc[row, "message"])
            assert summary or written.startswith("«"), f"{table}.{column}: {text}"


def test_quoted_columns_are_columns_with_texts(now: Package) -> None:
    assert set(text_columns(now)) >= QUOTED


def untranslated(page: str, texts: list[str]) -> list[str]:
    """The `texts` that stand in a page in English, outside of the angle quotes of the made-up language."""
    cut, count = page, 1
    while count:
        cut, count = re.subn("«[^«»]*»", "", cut)
    return [t for t in texts if t in cut]


def test_no_sentence_of_a_page_or_chart_is_still_english(pseudo: Path, tool: ModuleType) -> None:
    now = load(default_folder())
    known = {str(text) for _, text in tool.messages() if "{" not in str(text)}
    for table, column in set(text_columns(now)) - QUOTED:
        if column != "summary":
            known |= set(english(now, table, column))
    texts = sorted(text for text in known if text.count(" ") >= SENTENCE - 1)
    assert len(texts) > 800
    client = create_app(default_folder()).server.test_client()
    # the pages of tables show the codebook and the rows as they are published
    pages = [path for path in machines.addresses(now) if not path.startswith("/data")]
    pages += (f"/charts/{name}.{kind}" for name in CHARTS for kind in ("json", "html"))
    result = {}
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        content = answer.get_data(as_text=True)
        body = json.dumps(json.loads(content), ensure_ascii=False) if path.endswith(".json") else html.unescape(content)
        if left := untranslated(body, texts):
            result[path] = left
    assert result == {}


def test_countries_go_by_their_names_in_the_language(pseudo: Path) -> None:
    countries = load(default_folder()).words["countries"].set_index("id")["name"]
    assert countries["IRN"] == "«Iran»", "as the file of the language says"
    pseudo.write_text(re.sub(r'msgstr "«(Iran|European Union)»"', 'msgstr ""', pseudo.read_text(encoding="utf-8")))
    forget()
    countries = load(default_folder()).words["countries"].set_index("id")["name"]
    assert (countries["IRN"], countries["EU"]) == ("Иран", "European Union"), "as CLDR does, where it has a name"
