"""`make bench`: every measurement of the project in one run, printed as tables. Numbers, not tests.

A bench is a module of this folder with `main() -> int`, which gives how many limits were missed; names given on the
command line run alone. The exit code is 1 when a limit was MISSED, and 2 for an unknown name. `world` makes the raw
folder of a made-up world as large as life (bench/world.py); `soak` lets readers, builds and faults loose on the
dashboard at once (bench/soak.py).
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """Benches of this folder, in the order of their names."""
    found = sorted(m.name for m in pkgutil.iter_modules([str(FOLDER)]) if not m.name.startswith("_"))
    return [n for n in found if hasattr(importlib.import_module(f"bench.{n}"), "main")]


def main(args: list[str]) -> int:
    if args[:1] in (["world"], ["soak"]):
        return importlib.import_module(f"bench.{args[0]}").command(args[1:])  # type: ignore[no-any-return]
    unknown = sorted(set(args) - set(names()))
    if unknown:
        print(f"no bench named {', '.join(unknown)}; there are: {', '.join(names())}")
        return 2
    missed = 0
    for name in args or names():
        print(f"\n## {name}", flush=True)
        missed += importlib.import_module(f"bench.{name}").main()
    print(f"\nlimits missed: {missed}", flush=True)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
