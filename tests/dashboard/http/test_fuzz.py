"""Any address, however odd, is answered in bounded time and never with a fault of ours."""

from __future__ import annotations

import time
from urllib.parse import quote, unquote_to_bytes

import dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.charts.registry import CHARTS
from dashboard.http.query import LONGEST_QUERY
from tests.dashboard.http.test_reached import question
from tests.dashboard.sample import ROWS

SECONDS = 3.0  # of the processor for the oddest question, on a loaded machine, pages made for the first time included
ODD = ("'", '"', "\x00", "%", "../", "\\", "<script>", "\U0001f600", "\u202e", "\ud7ff", "1e999", "-0", "null", "[]")
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=12), st.integers().map(str))
PAGES = [p["path"] for p in dash.page_registry.values() if p["path"]]
KNOWN = [f"/charts/{name}.{kind}" for name in CHARTS for kind in ("json", "csv", "svg", "html")]
KNOWN += [f"/{folder}/{name}" for folder, names in (("charts", CHARTS), ("claims", ["trade-rank"])) for name in names]
KNOWN += [f"/data/{name}{form}" for name in ROWS for form in ("", ".csv")]
PATHS = st.one_of(
    st.sampled_from([*PAGES, *KNOWN, "/healthz", "/data/ledger.zip", "/plotly.js", "/_dash-layout", "/assets/page.js"]),
    st.lists(WORDS, max_size=4).map(lambda parts: "/" + "/".join(quote(part, safe="") for part in parts)),
    st.tuples(st.sampled_from(KNOWN), WORDS).map(lambda pair: pair[0] + quote(pair[1], safe="")),
)
NAMES = st.one_of(
    WORDS,
    st.sampled_from(["from", "to", "q", "sort", "hide", "page", "excel", "v", "c", "embed", "size", "scheme", "name"]),
    st.sampled_from(sorted({column for rows in ROWS.values() for row in rows for column in row})),
    st.sampled_from([f"{name}.{choice.name}" for name, chart in CHARTS.items() for choice in chart.choices]),
    st.sampled_from(sorted({choice.name for chart in CHARTS.values() for choice in chart.choices})),
)
QUERIES = st.lists(st.tuples(NAMES, WORDS), max_size=6).map(
    lambda pairs: "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
)
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range", "Host", "If-Range"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    max_size=3,
)
FUZZ = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@FUZZ
@given(path=PATHS, query=QUERIES, headers=HEADERS, method=st.sampled_from(["GET", "GET", "HEAD", "OPTIONS", "PUT"]))
def test_any_address(client: FlaskClient, path: str, query: str, headers: dict[str, str], method: str) -> None:
    start = time.process_time()
    # as a server hands it on: the client of tests would take the first word behind two slashes for a host
    inside = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1")}
    answer = client.open("/", method=method, query_string=query, headers=headers, environ_overrides=inside)
    assert answer.status_code < 500
    assert time.process_time() - start < SECONDS


@FUZZ
@given(path=PATHS, query=QUERIES)
def test_any_page_that_dash_asks_for(client: FlaskClient, path: str, query: str) -> None:
    assert client.post("/_dash-update-component", json=question(path, f"?{query}")).status_code < 500


@settings(FUZZ, max_examples=40)
@given(
    path=st.sampled_from(["/data/partner_ranks", "/data/partner_ranks.csv", "/claims/trade-rank", "/trade"]),
    name=NAMES,
    value=WORDS,
)
def test_a_name_over_and_over_costs_no_more(client: FlaskClient, path: str, name: str, value: str) -> None:
    pair = f"{quote(name, safe='')}={quote(value, safe='')}"
    query = "&".join([pair] * (LONGEST_QUERY // (len(pair) + 1)))
    start = time.process_time()
    assert client.get(f"{path}?{query}").status_code < 500
    assert time.process_time() - start < SECONDS


LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["_pages_location", "search"])
)
JSON = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "property", "value", "inputs", "outputs", "output", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
)


@FUZZ
@given(body=JSON)
def test_any_question_to_dash(client: FlaskClient, body: object) -> None:
    assert client.post("/_dash-update-component", json=body).status_code < 500
