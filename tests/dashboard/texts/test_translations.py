"""Another language is one file: pages, plural forms and sentences of verdicts come out in it, and nothing is lost."""

from __future__ import annotations

from html import escape
from pathlib import Path
from types import ModuleType

import pytest

from dashboard import texts
from dashboard.app import create_app
from dashboard.http.reached import SettingError
from dashboard.package import wording
from dashboard.package.reading import default_folder, load
from dashboard.package.store import Package
from dashboard.texts import say, translations
from etl.claims.render import FORMATS
from tests.dashboard.texts.conftest import forget


def test_in_english_every_sentence_comes_out_as_the_package_has_it(now: Package) -> None:
    messages = wording.of(now.tables)
    for table, column, ids in (
        ("verdicts", "sentence", "message"),
        ("verdicts", "procedure", "procedure_messages"),
        ("evidence", "summary", "message"),
    ):
        rows = now.tables[table].dropna(subset=[ids])
        assert len(rows) >= 46
        for row in rows.to_dict("records"):
            values = row["values"] if isinstance(row["values"], str) else ""
            assert " ".join(messages.render(i, values) for i in row[ids].split()) == row[column], row[ids]


def test_in_english_every_text_of_a_derived_table_comes_out_as_the_package_has_it(now: Package) -> None:
    messages, seen = wording.of(now.tables), 0
    for name, frame in now.tables.items():
        if "messages" in frame:
            for row in frame.dropna(subset=["messages"]).to_dict("records"):
                known = messages.texts(row["messages"])
                assert known == {column: row[column] for column in known}, name
                seen += len(known)
    assert seen > 400


def test_every_way_of_writing_a_value_is_there(now: Package) -> None:
    messages = wording.of(now.tables)
    assert all(callable(messages.writer(name)) for name in FORMATS)
    with pytest.raises(AttributeError):
        messages.writer("nothing")


def test_every_message_of_the_package_can_be_translated(tool: ModuleType, now: Package) -> None:
    known = dict(tool.messages())
    published = now.tables["messages"].set_index("message")["template"]
    assert {key: known[key] for key in published.index} == published.to_dict()
    assert "home.title" in known
    assert "claim.trade-rank.title" in known


def test_a_page_and_a_verdict_are_read_in_another_language(pseudo: Path) -> None:
    client = create_app(default_folder()).server.test_client()
    page = client.get("/claims/trade-rank").get_data(as_text=True)
    assert '<html lang="ru"' in page
    package = load(default_folder())
    about = package.words["claims"].set_index("id").loc["trade-rank", "about"]
    assert about.startswith("«")
    row = package.words["verdicts"].set_index(["claim", "part"]).loc[("trade-rank", "level")]
    english = package.tables["verdicts"].set_index(["claim", "part"]).loc[("trade-rank", "level")]
    assert row["sentence"] == f"«{english['sentence']}»"
    assert escape(row["sentence"], quote=False) in page
    assert row["procedure"].startswith("«The proposition can be computed in ")
    assert row["evidence_reason"] == f"«{english['evidence_reason']}»"


def test_plural_forms_and_ordinals_are_those_of_the_language(pseudo: Path) -> None:
    assert [say("age.days", n=n).split()[0] for n in (1, 3, 5, 21)] == ["«one", "«few", "«many", "«one"]
    assert {translations.ordinal_form(n) for n in (1, 2, 3, 11)} == {"other"}


def test_what_is_not_translated_stays_english(pseudo: Path) -> None:
    content = pseudo.read_text(encoding="utf-8").replace('msgstr "«Charts»"', 'msgstr ""')
    pseudo.write_text(content, encoding="utf-8")
    forget()
    assert translations.translated("nothing.has.this.key", "As it is") == "As it is"


def test_bringing_a_language_up_to_date_keeps_what_was_translated(tool: ModuleType, pseudo: Path) -> None:
    before = pseudo.read_text(encoding="utf-8").count("«")
    tool.main(["ru"])
    assert pseudo.read_text(encoding="utf-8").count("«") == before


def test_english_has_its_own_plural_where_a_text_gives_one(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {**texts.english(), "rows.one": "{n} row", "rows.other": "{n} rows"}
    monkeypatch.setattr(texts, "english", lambda: forms)
    assert [say("rows", n=n) for n in (1, 2)] == ["1 row", "2 rows"]
    assert [translations.ordinal_form(n) for n in (1, 2, 3, 4, 11, 41)] == [
        "one",
        "two",
        "few",
        "other",
        "other",
        "one",
    ]


def test_a_language_without_a_file_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_LANGUAGE", "xx")
    with pytest.raises(SettingError, match="LEDGER_LANGUAGE=xx has no translation: there is en"):
        create_app(default_folder())
