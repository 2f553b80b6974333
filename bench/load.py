"""Many users at once: p50, p95 and answers a second at 1, 20 and 100 users, and the memory of each worker.

Ours is asked for a chart's address, so each answer includes its look at the data; the plain page for its callback,
which is what stands in its place: there four figures come at once, so one answer is also counted as four charts.
"""

from __future__ import annotations

import json
import urllib.request

from bench import hammer, limits, servers
from dashboard.__main__ import THREADS, WORKERS

USERS = (1, 20, 100)
SECONDS = 6
CHART = "/charts/russia-rank.json"
PAGE = "/claims/trade-rank"
CALLBACK = "/_dash-update-component"
LIMIT_P95_AT_20, LIMIT_RATE_AT_100, LIMIT_MIB = 25.0, 2000.0, 200.0
Measured = dict[int, hammer.Answers]


def callback() -> str:
    """What a browser sends for the one callback of the plain page."""
    outputs = [{"id": name, "property": "figure"} for name in ("rank", "turnover", "shares", "gaps")]
    joined = "...".join(f"{o['id']}.{o['property']}" for o in outputs)
    flow = {"id": "flow", "property": "value", "value": "total"}
    asked = {"output": f"..{joined}..", "outputs": outputs, "inputs": [flow], "changedPropIds": ["flow.value"]}
    return json.dumps(asked)


def measure(url: str, body: str | None = None) -> Measured:
    hammer.hit(url, 4, 1, body)  # every worker has answered once
    return {users: hammer.hit(url, users, SECONDS, body) for users in USERS}


def version(address: str) -> str:
    """The data version that the server answers with."""
    with urllib.request.urlopen(address + CHART, timeout=30) as answer:
        return str(answer.headers["X-Data-Version"])


def row(what: str, measured: Measured) -> list[str]:
    cells = [f"{m.p50:.1f} / {m.p95:.1f} / {m.rate:,.0f}" for m in measured.values()]
    return [what, *cells, str(sum(m.wrong for m in measured.values()))]


def against(what: str, plain: float, ours: float, limit: float, *, more: bool = False) -> list[str]:
    ratio = ours / plain if more else plain / ours
    bound = "at least" if more else "under"
    return [
        what,
        f"{plain:,.1f}",
        f"{ours:,.1f}",
        f"{ratio:,.1f}",
        f"{bound} {limit:,.0f}",
        limits.judged(ours, limit, least=more),
    ]


def main() -> int:
    with servers.plain() as served:
        plain = measure(served.address + CALLBACK, callback())
        plain_memory = max(served.memory(), default=float("nan"))
    with servers.ours() as served:
        page = measure(served.address + PAGE)
        asked_again = measure(served.address + CHART)
        chart = measure(f"{served.address}{CHART}?v={version(served.address)}")
        memory = max(served.memory(), default=float("nan"))
    head = ["p50 ms / p95 ms / answers a second", *(f"{users} users" for users in USERS), "wrong"]
    print(f"load tool: {hammer.tool()}; {WORKERS} workers of {THREADS} threads; {servers.company()}\n")
    rows = [row("plain: callback", plain), row(f"ours: {CHART}?v=", chart), row(f"ours: {CHART}", asked_again)]
    print(servers.markdown(head, [*rows, row(f"ours: {PAGE}", page)]) + "\n")
    rows = [
        against("p95 at 20 users, ms", plain[20].p95, chart[20].p95, LIMIT_P95_AT_20),
        against("answers a second at 100 users", plain[100].rate, chart[100].rate, LIMIT_RATE_AT_100, more=True),
        against("charts a second at 100 users", 4 * plain[100].rate, chart[100].rate, LIMIT_RATE_AT_100, more=True),
        against("MiB a worker after the load", plain_memory, memory, LIMIT_MIB),
    ]
    print(servers.markdown(["what", "plain", "ours", "times better", "limit", ""], rows))
    return limits.missed(rows)


if __name__ == "__main__":
    main()
