"""The application: every page and its status, words before scripts, headers, cold starts, new builds."""

from __future__ import annotations

import json
import queue
import re
import threading
from pathlib import Path

import brotli
import dash
import pytest
from flask.testing import FlaskClient

from dashboard.app import Ledger, create_app
from dashboard.charts.registry import CHARTS
from dashboard.package import code_stamp
from dashboard.package.reading import PackageError
from dashboard.package.store import Package
from dashboard.ui import chart_options
from tests.dashboard.asking import drawn
from tests.dashboard.sample import ROWS, VERSION, write_package

PAGES = ["/", "/claims/trade-rank", "/claims/energy-deal", "/data", "/data/", "/data/partner_ranks", "/data/un_votes"]


def text_of(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_one_heading_title_and_language(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert page.count("<h1>") == 1
    assert '<html lang="en"' in page
    assert re.search(r"<title>.*The Russia–Iran Ledger", page)
    assert re.search(r'<meta name="description" content="[^"]+', page)
    assert (
        page.index('id="first-words"') < page.index('id="react-entry-point"') < page.index('<script id="_dash-config"')
    )


def test_every_registered_page_is_met_by_a_test() -> None:
    result = {"/", "/claims/<claim>", "/data", "/data/<table>", "/not-found-404"}
    registered = {p["path_template"] or p["path"] for p in dash.page_registry.values()}
    assert result <= registered


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/claims/nothing", 404),
        ("/claims/trade-rank/more", 404),
        ("/data/nothing", 404),
        ("/not-found-404", 404),
        ("/claims/trade-rank?russia-rank.flow=sideways", 400),
        ("/claims/trade-rank?russia-rank.nonsense=1", 400),
        ("/claims/trade-rank?russia-rank.flow=export", 200),
        ("/claims/trade-rank?utm_source=somewhere", 200),
    ],
)
def test_the_status_is_true_of_the_page(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "<h1>" in answer.get_data(as_text=True)
    assert 'href="/"' in answer.get_data(as_text=True)


def test_a_wrong_choice_says_what_is_allowed(client: FlaskClient) -> None:
    assert "total, export, import" in text_of(client, "/claims/trade-rank?russia-rank.flow=sideways")


def test_the_first_html_tells_every_claim_and_verdict_in_order(client: FlaskClient) -> None:
    words = text_of(client, "/").partition('id="react-entry-point"')[0]
    phrases = ["fifth-largest trading partner", "$40 billion &lt;deal&gt; &amp; more"]
    plain = re.sub("<[^>]*>", "", words)  # a word with a hyphen has a tag of its own
    assert plain.index(phrases[0]) < plain.index(phrases[1])
    for row in ROWS["verdicts"]:
        assert row["sentence"] in plain
        assert f"</span>{row['verdict']}</span>" in words
    counted = re.sub("<[^>]*>", "", text_of(client, "/claims/trade-rank"))
    assert "one way of measuring can be computed, of 2 defined; it holds in 0" in counted


def test_a_claims_words_hold_its_readings_evidence_and_rows(client: FlaskClient) -> None:
    words = text_of(client, "/claims/trade-rank").partition('id="react-entry-point"')[0]
    for result in (
        "Strong level.",
        "Settled by level.",
        "the natural reading",
        "partners missing: IRQ",
        "EU members singly",
    ):
        assert result in words
    assert "1402, first 11 months (Mar\u00a02023–Feb\u00a02024)" in words
    assert 'class="rows" data-rows=' in words
    assert "iran_customs" in words.partition('class="rows"')[2]  # the chart's rows stand in the words
    deal = text_of(client, "/claims/energy-deal")
    assert 'href="https://example.org/memo" rel="noopener noreferrer"' in deal
    assert "Denied by: Gazprom" in deal


def test_the_codebook_describes_every_column(client: FlaskClient, package: object) -> None:
    page = text_of(client, "/data/partner_ranks")
    for field in package.fields("partner_ranks").values():
        assert f"<code>{field['name']}</code>" in page
        assert field["description"].split("`")[0].split("<")[0][:40] in page


def test_choices_in_the_address_stand_in_the_words(client: FlaskClient) -> None:
    page = text_of(client, "/claims/trade-rank?russia-rank.flow=export")
    assert 'selected="selected" value="export"' in page or 'value="export" selected' in page
    assert f"/charts/russia-rank.csv?flow=export&amp;c={code_stamp.code()}&amp;v={VERSION}" in page


def test_dash_draws_the_same_tree_as_the_words(client: FlaskClient) -> None:
    words = text_of(client, "/claims/trade-rank")
    tree, title = drawn(client, "/claims/trade-rank")
    texts = [t for t in _texts(tree) if t.strip()]
    place = 0
    for text in texts:
        written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        place = words.index(written, place)
    assert len(texts) > 80
    assert title in words


def _texts(node: object) -> list[str]:
    if isinstance(node, dict):
        return _texts(node.get("props", {}).get("children")) if node.get("type") != "Graph" else []
    if isinstance(node, list):
        return [text for child in node for text in _texts(child)]
    return [] if node is None else [str(node)]


def test_dash_gets_the_page_for_a_wrong_address_too(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout").get_json()
    assert layout["props"]["id"] == "shell"
    store = next(c for c in layout["props"]["children"] if c["props"].get("id") == "settings")
    assert store["props"]["data"]["version"] == VERSION
    assert set(store["props"]["data"]["templates"]) == {"light", "dark"}


def test_the_policy_allows_no_foreign_and_no_inline_script(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy).group(1)
    assert "unsafe" not in scripts
    assert "http" not in scripts
    assert len(re.findall(r"'sha256-", scripts)) >= 2
    assert "frame-ancestors 'self'" in policy
    assert "frame-ancestors 'self'" in client.get("/?embed=1").headers["Content-Security-Policy"]  # nothing to embed
    embedded = client.get("/charts/russia-rank?embed=1")
    assert "frame-ancestors" not in embedded.headers["Content-Security-Policy"]
    assert '<html lang="en" dir="ltr" data-embed="1">' in embedded.get_data(as_text=True)


def test_nothing_is_asked_from_another_host(client: FlaskClient) -> None:
    for path in PAGES:
        # canonical and alternate links are addresses of the page itself, and nothing is asked from them
        asked = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", text_of(client, path))
        loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', asked)
        assert loaded
        assert [a for a in loaded if not a.startswith("/") or a.startswith("//")] == []


def test_pages_and_scripts_are_compressed_and_revalidated(client: FlaskClient) -> None:
    accepted = {"Accept-Encoding": "br, gzip"}
    page = client.get("/", headers=accepted)
    assert page.headers["Content-Encoding"] == "br"
    assert b"fifth-largest" in brotli.decompress(page.data)
    again = client.get("/", headers=accepted | {"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    script = next(s for s in re.findall(r'src="(/_dash[^"]+)"', text_of(client, "/")) if "renderer" in s)
    packed = client.get(script, headers=accepted)
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == client.get(script).data
    assert "max-age=31536000" in packed.headers["Cache-Control"]


def test_plotly_has_an_address_that_names_its_version(client: FlaskClient) -> None:
    address = re.search(r'data-plotly="([^"]+)"', text_of(client, "/")).group(1)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"lotly" in answer.data[:3000]


def test_parallel_first_requests_at_a_cold_server(folder: Path) -> None:
    for _ in range(3):
        server = create_app(folder).server
        gate, found = threading.Barrier(8), []

        def ask(server: object = server, gate: threading.Barrier = gate, found: list[int] = found) -> None:
            gate.wait(30)
            found.append(server.test_client().get("/claims/trade-rank").status_code)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert found == [200] * 8


def test_a_new_build_is_noticed_without_a_restart(tmp_path: Path) -> None:
    client = create_app(write_package(tmp_path / "p")).server.test_client()
    old = client.get("/")
    result = [{"id": "other", "position": 1, "phrase": "something new", "title": "New", "about": "New."}]
    write_package(tmp_path / "p", version="ffffffffffff", claims=result)
    new = client.get("/", headers={"If-None-Match": old.headers["ETag"]})
    assert new.headers["X-Data-Version"] == "ffffffffffff"
    assert "something new" in new.get_data(as_text=True)
    assert client.get("/claims/other").status_code == 200
    assert client.get("/claims/trade-rank").status_code == 404


def test_charts_of_a_new_build_are_made_before_a_reader_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: queue.Queue[set[str]] = queue.Queue()
    usual = chart_options.prepare

    def prepare(now: Package) -> None:
        usual(now)
        made.put({chart.id for chart in chart_options.every(now) if "picture" in vars(chart_options.usual(chart, now))})

    monkeypatch.setattr(chart_options, "prepare", prepare)
    client = create_app(write_package(tmp_path / "p")).server.test_client()
    assert made.get_nowait() == set(CHARTS)
    write_package(tmp_path / "p", version="ffffffffffff")
    assert client.get("/").headers["X-Data-Version"] == "ffffffffffff"
    assert made.get(timeout=60) == set(CHARTS)


def test_a_page_never_mixes_two_builds(tmp_path: Path) -> None:
    """Readers ask while builds follow each other; every answer must be of one build, named in its header."""
    folder = write_package(tmp_path / "p", version="0" * 12, claims=_named("0" * 12))
    server = create_app(folder).server
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        client = server.test_client()
        while not done.is_set():
            answer = client.get("/")
            version = answer.headers["X-Data-Version"]
            if f"build {version}" not in answer.get_data(as_text=True):
                wrong.append(version)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for build in range(1, 6):
        version = f"{build:012x}"
        write_package(folder, version=version, claims=_named(version))
    done.set()
    for thread in threads:
        thread.join(60)
    assert wrong == []


def _named(version: str) -> list[dict[str, object]]:
    return [{"id": "one", "position": 1, "phrase": f"build {version}", "title": "t", "about": "a"}]


def test_without_a_package_there_is_no_application(tmp_path: Path) -> None:
    with pytest.raises(PackageError):
        create_app(tmp_path)


def test_callbacks_of_dash_are_all_in_the_browser(client: FlaskClient) -> None:
    result = json.loads(client.get("/_dash-dependencies").data)
    ours = [c for c in result if "fetchFigure" in str(c.get("clientside_function"))]
    assert len(ours) == 1
    assert '"chart":["MATCH"]' in ours[0]["output"]


def test_an_application_is_a_dash(app: Ledger) -> None:
    assert isinstance(app, dash.Dash)
    assert app.server.name == "dashboard"


@pytest.mark.parametrize("body", ["{}", "[]", "null", '{"output": "nobody.knows", "inputs": []}', "[" * 3000])
def test_junk_to_dash_is_a_wrong_question(client: FlaskClient, body: str) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500


def test_a_question_of_many_bytes_is_refused(client: FlaskClient) -> None:
    body = b'{"output": "' + b"x" * 300_000 + b'"}'
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 413


def test_an_error_of_ours_is_logged_once_and_has_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(write_package(tmp_path / "p"))
    monkeypatch.setattr("dashboard.http.routes.resolve", lambda *_: 1 / 0)
    answer = app.server.test_client().get("/method?utm_source=error", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "A fault of ours" in answer.get_data(as_text=True)
    assert len(caplog.records) == 1


@pytest.mark.parametrize("page", ["\u00b2", "\u0661", "0", "-1", "x"])
def test_a_page_that_is_no_number_is_a_wrong_question(client: FlaskClient, page: str) -> None:
    assert client.get("/data/partner_ranks", query_string={"page": page}).status_code == 400
