"""`python tools/picture.py`: takes the picture of the front page that the README shows, docs/images/front.png."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Serve the package, open the front page in Debian's Chromium, and write what is seen first."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = str(door.getsockname()[1])
    command = [sys.executable, "-m", "dashboard", "--port", port]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as play:
        try:
            if server.stdout is None or "Serving" not in server.stdout.readline():
                raise SystemExit("the dashboard did not start")
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1200, "height": 1000})
            answer = page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
            if answer is None or not answer.ok:
                raise SystemExit("the front page does not answer")
            page.screenshot(path=ROOT / "docs" / "images" / "front.png")
            browser.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
