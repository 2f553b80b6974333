"""The command `ledger` of an installed wheel: `serve` and `export` of the dashboard, and the pipeline's commands."""

from __future__ import annotations

import sys
from contextlib import suppress

SERVED_HELP = """ledger serve [--host H] [--port P]   serve the dashboard
ledger export DIR                    write the edition that needs no server
and the commands of the pipeline:"""


def main() -> int:
    """Exit code of the command in `sys.argv`: as `python -m dashboard` and `python -m etl` give it."""
    command = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if command == "serve":
        from dashboard.__main__ import main as serve

        return serve(sys.argv[2:])
    if command == "export":
        from dashboard.__main__ import main as serve

        return serve(sys.argv[1:])
    from etl.__main__ import app
    from etl.collect import disk

    if command == "--help":
        with suppress(OSError):  # the help that follows it cannot be written either, and says so
            print(SERVED_HELP, flush=True)
    disk.furnish()
    app(args=[command, *sys.argv[2:]], prog_name="ledger")
    return 0


if __name__ == "__main__":
    sys.exit(main())
