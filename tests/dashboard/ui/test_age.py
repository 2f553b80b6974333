"""How old data are is said in words, and old ones are marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.package.freshness import Span
from dashboard.package.store import Package
from dashboard.ui import age
from dashboard.ui.html import render


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2026-11-22", "today"),
        ("2026-11-30", "today"),  # a clock that is behind makes nothing negative
        ("2026-11-21", "1 day ago"),
        ("2026-11-02", "20 days ago"),
        ("2026-06-22", "5 months ago"),
        ("2023-11-22", "3 years ago"),
        ("2026", ""),
    ],
)
def test_ages(iso: str, told: str) -> None:
    assert age.words(iso, date(2026, 11, 22)) == told


def test_old_data_are_marked_in_words(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.package.current.today", lambda: date(2026, 11, 22))

    def line(created: str, asked: str) -> str:
        monkeypatch.setattr("dashboard.package.freshness.span", lambda *_: Span(newest="2025", asked=asked))
        return render(age.line(replace(package, descriptor=package.descriptor | {"created": created})))

    old, new = line("2026-01-01", "2025-12-01"), line("2026-11-01", "2026-11-01")
    assert "These data are old." in old
    assert "newest year in its sources: 2025; oldest source read on 1 December 2025." in old
    assert "old" not in new
    assert new.endswith('<a href="/data#sources">Age of every source</a></p>')
    assert 'datetime="2026-11-01"' in new
