"""When a build fails on what a publisher sent: find whose new answers it is, take them back, and publish the rest.

Each answer was read and checked before it was stored, but only the whole package shows whether its rows fit together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from etl.collect.ledger import OK, REFUSED, Entry
from etl.collect.report import Report
from etl.collect.store import Store
from etl.contract.errors import EtlError

T = TypeVar("T")


def build_without_new(build: Callable[[], T], store: Store, since: str, report: Report, err: EtlError) -> T | None:
    """What `build` gives without the answers that came after `since` of one source, or of all; None when nothing helps.

    `err` is why it failed with them. Answers taken back are asked for again by the next run.
    """
    fresh: dict[str, list[Entry]] = {}
    for source in dict.fromkeys(e.source for e in store.entries):
        fresh[source] = [e for e in store.good(source) if e.outcome == OK and e.retrieved > since]
    suspects = [[s] for s, entries in fresh.items() if entries]
    all_of_them = [s for sources in suspects for s in sources]
    for sources in [*suspects, all_of_them] if len(suspects) > 1 else suspects:
        withdrawn = [e for s in sources for e in fresh[s]]
        for e in withdrawn:
            store.append(e._replace(outcome=REFUSED, message="no package can be built from it"))
        try:
            outcome = build()
        except EtlError:
            for e in withdrawn:
                store.append(e)
            continue
        report.problems.append(f"the new answers of {', '.join(sources)} were taken back: {_first(err)}")
        return outcome
    report.problems.append(f"nothing was published: {_first(err)}")
    return None


def _first(err: EtlError) -> str:
    lines = str(err).splitlines() or [type(err).__name__]
    return lines[0] + (f" (and {len(lines) - 1} more)" if len(lines) > 1 else "")
