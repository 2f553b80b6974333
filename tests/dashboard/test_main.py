"""The command: it serves and says where, or says in one line why it cannot."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import waitress

from dashboard import __main__ as command
from dashboard.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def test_a_taken_port_gives_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        assert main(["--port", str(port)]) == 1
    assert (
        capsys.readouterr().err == f"error: port {port} is taken; choose another with --port, or make run PORT=8051\n"
    )


def test_a_port_taken_after_we_looked_gives_the_same_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def taken(*_: object, **__: object) -> None:
        raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr(waitress, "create_server", taken)
    assert command._one_process(None, "127.0.0.1", 8050, "Serving") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "error: port 8050 is taken; choose another with --port, or make run PORT=8051\n"


def test_one_process_says_where_once_it_listens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Server:
        def run(self) -> None:
            print("runs")

    monkeypatch.setattr(waitress, "create_server", lambda *_, **__: Server())
    assert command._one_process(None, "127.0.0.1", 8050, "Serving") == 0
    assert capsys.readouterr().out == "Serving\nruns\n"


def test_a_kind_of_address_that_the_system_has_not_gives_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> socket.socket:
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "socket", refused)
    assert main(["--host", "::1", "--port", "8050"]) == 1
    assert capsys.readouterr().err == "error: cannot listen on ::1:8050: Address family not supported by protocol\n"


def test_an_unusable_address_gives_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "203.0.113.1", "--port", "8050"]) == 1
    assert "cannot listen on 203.0.113.1:8050" in capsys.readouterr().err


def test_a_missing_package_names_the_command_that_builds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
    assert main(["--port", str(free_port())]) == 1
    result = capsys.readouterr().err
    assert "no whole package in" in result
    assert "python -m etl build" in result


@pytest.mark.skipif(sys.platform == "win32", reason="the several workers of gunicorn need fork")
def test_it_serves_and_says_where_and_nothing_else(folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "--port", str(port)]
    environment = os.environ | {"LEDGER_DATA": str(folder), "HOME": "/proc/no-home"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stderr is not None
            assert server.stdout.readline() == f"Serving the Russia-Iran Ledger at http://127.0.0.1:{port}\n"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                assert b"trading partner" in answer.read()
            time.sleep(1)  # what the server has to say of itself comes a moment after it is ready
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(30) == 0
        assert server.stderr.read() == ""


@pytest.mark.parametrize("port", ["99999", "-1", "0", "x", "\u0661"])
def test_an_invalid_port_is_refused_in_one_line(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--port", port])
    assert left.value.code == 2
    assert "expected" in capsys.readouterr().err
