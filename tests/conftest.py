"""What every test shares: a closing account of what was left out, so that no skipped test goes unseen."""

from __future__ import annotations

import gc
import os
from typing import Any

import pytest
from hypothesis import settings

# no example may fail because a machine is slow, and a run says the same as the run before
settings.register_profile("ledger", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("ledger")

# tests make many small frames: looking for circles among them as often as usual costs a seventh of the run
gc.set_threshold(200_000, 50, 100)

pytest_plugins = ["tests.world"]  # a world that several folders of tests walk

# set by continuous integration: there nothing may be left out but what needs reference data that are not ours to commit
STRICT = os.environ.get("REQUIRE_BROWSER") == "1"
BESIDE = "is not beside the repo"


def reason_of(report: Any) -> str:
    """Why a test was skipped."""
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if STRICT and exitstatus == 0 and any(BESIDE not in reason_of(report) for report in skipped):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    strict = STRICT and any(BESIDE not in reason_of(report) for report in skipped)
    terminalreporter.section("left out on this machine" + (": not allowed here" if strict else ""))
    for report in skipped:
        terminalreporter.write_line(f"{report.nodeid}: {reason_of(report)}")
