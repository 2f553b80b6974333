"""`python -m dashboard [--host H] [--port P]`: serves the dashboard, with several workers where the system can.

`python -m dashboard export DIR` writes it as files that need no server: dashboard/edition.
"""

from __future__ import annotations

import argparse
import errno
import socket
import sys
from typing import Any

from dashboard.app import create_app
from dashboard.http import reached
from dashboard.http.reached import SettingError
from dashboard.package import heap
from dashboard.package.reading import PackageError

WORKERS, THREADS = 2, 4  # measured: more threads are slower


def main(arguments: list[str] | None = None) -> int:
    """0 when it was stopped, 1 when it could not start or not print; prints the reason in one line."""
    try:
        try:
            return _command(sys.argv[1:] if arguments is None else arguments)
        finally:
            print(end="", flush=True)  # what cannot be written is an error here, and not when the interpreter ends
    except OSError as err:
        if not err.errno:  # not of the system but of a library: a fault of ours
            raise
        sys.stdout = None
        what = f"{err.filename} cannot be used" if err.filename else "the output cannot be written"
        return _refuse(f"{what}: {str(err.strerror or err).lower()}")


def _command(words: list[str]) -> int:
    if words[:1] == ["export"]:
        from dashboard.edition import command

        return command.main(words[1:], create_app)
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="Serves the Russia-Iran Ledger; export writes it as files."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8050, help="port to listen on (8050)")
    options = parser.parse_args(words)
    fault = _taken(options.host, options.port)
    if fault:
        return _refuse(fault)
    heap.settle()
    try:
        server = create_app().server
    except SettingError as err:
        return _refuse(str(err))
    except PackageError as err:
        return _refuse(f"{err}\nBuild it first: python -m etl build")
    return _serve(server, options.host, options.port)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; expected 1 to 65535")
    return int(text)


def _refuse(why: str) -> int:
    try:
        print(f"error: {why}", file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = None
    return 1


def _taken(host: str, port: int) -> str:
    """Why nobody can listen there, or nothing."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(kind, socket.SOCK_STREAM) as door:
            if sys.platform != "win32":
                door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
            door.bind((host, port))
    except OSError as err:
        return _unusable(host, port, err)
    return ""


def _unusable(host: str, port: int, err: OSError) -> str:
    if err.errno == errno.EADDRINUSE:
        return f"port {port} is taken; choose another with --port, or make run PORT=8051"
    return f"cannot listen on {host}:{port}: {err.strerror or err}"


def _serve(server: Any, host: str, port: int) -> int:
    address = f"[{host}]" if ":" in host else host
    message = f"Serving the Russia-Iran Ledger at http://{address}:{port}"
    if sys.platform == "win32":
        return _one_process(server, host, port, message)
    heap.share()
    from gunicorn.app.base import BaseApplication

    from dashboard.http.worker import BufferedWorker

    class Workers(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            settings = {
                "bind": f"{address}:{port}",
                "workers": WORKERS,
                "threads": THREADS,
                "worker_class": BufferedWorker,
                "preload_app": True,
                "loglevel": "warning",
                "accesslog": None,
                "when_ready": lambda _: print(message, flush=True),
                # nobody steers it from outside, and a user without a home of its own cannot make the socket
                "control_socket_disable": True,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return server

    Workers().run()
    return 0


def _one_process(server: Any, host: str, port: int, message: str) -> int:
    """Serves with threads alone, where the system cannot fork; says so once it listens."""
    import waitress

    reached.quiet()
    try:
        threads = waitress.create_server(server, host=host, port=port, threads=2 * THREADS, **reached.WAITRESS)
    except OSError as err:  # the port was taken after we looked
        return _refuse(_unusable(host, port, err))
    print(message, flush=True)
    threads.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
