"""/healthz says how old everything is, and 503 with a sentence while the package cannot be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dashboard.app import create_app
from dashboard.package import code_stamp
from tests.dashboard.sample import CREATED, VERSION, write_package


def test_it_names_version_age_and_every_source(tmp_path: Path) -> None:
    client = create_app(write_package(tmp_path / "p")).server.test_client()
    answer = client.get("/healthz")
    result = answer.get_json()
    days = (date.today() - date.fromisoformat(CREATED)).days
    assert (answer.status_code, result["status"], result["version"], result["created"]) == (200, "ok", VERSION, CREATED)
    assert (result["age_days"], result["code"]) == (days, code_stamp.code())
    assert [(s["id"], s["last_succeeded"], s["age_days"]) for s in result["sources"]] == [("imts_2025", CREATED, days)]
    assert result["sources"][0]["state"] in ("fresh", "stale", "failing")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_package_that_cannot_be_read_is_503_with_a_sentence_and_no_path(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    client = create_app(folder).server.test_client()
    described = (folder / "datapackage.json").read_bytes()
    for break_it in (lambda path: path.write_bytes(b"{"), lambda path: path.unlink()):
        break_it(folder / "datapackage.json")
        answer = client.get("/healthz")
        assert answer.status_code == 503
        assert f"the data of {CREATED}, version {VERSION}, are served on" in answer.get_json()["reason"]
        assert str(tmp_path) not in answer.get_data(as_text=True)
        assert client.get("/").status_code == 200
    (folder / "datapackage.json").write_bytes(described)
    answer = client.get("/healthz")
    assert (answer.status_code, "reason" in answer.get_json()) == (200, False)


def test_a_source_that_was_never_asked_has_no_age(tmp_path: Path) -> None:
    source = {"id": "x", "title": "X", "publisher": "X", "mode": "live", "licence": "x", "redistribute": "yes"}
    rows = [{**source, "citation": "X", "cadence_days": 30}]
    result = create_app(write_package(tmp_path / "p", sources=rows)).server.test_client().get("/healthz").get_json()
    assert result["sources"] == [{"id": "x", "state": "unasked", "last_succeeded": None, "age_days": None}]
