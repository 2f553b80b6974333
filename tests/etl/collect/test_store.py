from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from etl.collect import ledger
from etl.collect.answers import load
from etl.collect.entry import FAILED, OK, QUOTA, REFUSED, UNCHANGED, Entry
from etl.collect.ledger import LEDGER
from etl.collect.store import Store
from etl.contract.errors import PayloadError


def _entry(request: str = "r/1", at: str = "2026-01-01T00:00:00Z", outcome: str = OK, message: str = "") -> Entry:
    return Entry("sipri", request, "http://x.org/a?b=1,2", at, status="200", outcome=outcome, message=message)


def _keep(store: Store, body: bytes, at: str = "2026-01-01T00:00:00Z", request: str = "r/1") -> Entry:
    entry = store.save(_entry(request, at), body)
    store.append(entry)
    return entry


def test_an_answer_comes_back_as_it_was_received(tmp_path: Path) -> None:
    entry = _keep(Store(tmp_path), b"bytes as they came")
    held = load(tmp_path)["sipri"][0]
    assert held.read() == b"bytes as they came"
    assert (held.key, held.retrieved) == ("r/1", "2026-01-01T00:00:00Z")
    assert entry.bytes == "18"
    assert gzip.decompress((tmp_path / entry.file).read_bytes()) == b"bytes as they came"


def test_equal_answers_are_kept_once_and_written_down_twice(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = _keep(store, b"same"), _keep(store, b"same", "2026-02-01T00:00:00Z")
    assert (first.outcome, second.outcome) == (OK, UNCHANGED)
    assert first.file == second.file
    assert [s.retrieved for s in load(tmp_path)["sipri"]] == ["2026-01-01T00:00:00Z"]
    assert store.last_success("sipri") == {"r/1": "2026-02-01T00:00:00Z"}


def test_as_of_a_day(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _keep(store, b"one", "2026-01-01T12:00:00Z")
    _keep(store, b"two", "2026-02-01T12:00:00Z")
    assert [s.read() for s in load(tmp_path, "2026-01-31")["sipri"]] == [b"one"]
    assert [s.read() for s in load(tmp_path, "2026-02-01")["sipri"]] == [b"one", b"two"]
    assert load(tmp_path, "2025-12-31") == {}


def test_a_torn_last_line_is_stepped_over_and_written_past(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _keep(store, b"one")
    with (tmp_path / LEDGER).open("ab") as handle:
        handle.write(b'sipri,r/2,"http://x.org/?a=1,')
    assert len(ledger.read(tmp_path)) == 1
    _keep(Store(tmp_path), b"two", "2026-02-01T00:00:00Z")
    assert [e.request for e in ledger.read(tmp_path)] == ["r/1", "r/1"]


@pytest.mark.parametrize("cut", range(0, 190, 7))
def test_a_ledger_cut_anywhere_can_be_read_and_continued(tmp_path: Path, cut: int) -> None:
    _keep(Store(tmp_path), b"one")
    whole = (tmp_path / LEDGER).read_bytes()
    (tmp_path / LEDGER).write_bytes(whole[:cut])
    assert ledger.read(tmp_path) == []
    _keep(Store(tmp_path), b"two", "2026-02-01T00:00:00Z")
    assert [s.read() for s in load(tmp_path)["sipri"]][-1] == b"two"


def test_messages_cannot_break_the_ledger(tmp_path: Path) -> None:
    Store(tmp_path).append(_entry(outcome=FAILED, message='said "no",\nthen\r\nleft'))
    assert ledger.read(tmp_path)[0].message == "said 'no', then left"


def test_a_damaged_file_is_reported(tmp_path: Path) -> None:
    entry = _keep(Store(tmp_path), b"one")
    held = load(tmp_path)["sipri"][0]
    (tmp_path / entry.file).write_bytes(gzip.compress(b"other"))
    with pytest.raises(PayloadError, match="does not hold what the ledger says"):
        held.read()
    (tmp_path / entry.file).write_bytes(b"no gzip")
    with pytest.raises(PayloadError, match="cannot be read back"):
        held.read()


def test_a_file_that_is_not_there_was_never_answered(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / _keep(store, b"one").file).unlink()
    assert load(tmp_path) == {}
    assert store.last_success("sipri") == {}
    # the same bytes again are the same answer: its figures keep the day on which they were first seen
    assert _keep(store, b"one", "2026-02-01T00:00:00Z").outcome == UNCHANGED
    assert [s.retrieved for s in load(tmp_path)["sipri"]] == ["2026-01-01T00:00:00Z"]


def test_an_answer_taken_back_leaves_the_one_before_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _keep(store, b"one")
    second = _keep(store, b"two", "2026-02-01T00:00:00Z")
    store.append(second._replace(outcome=REFUSED))
    assert [s.read() for s in load(tmp_path)["sipri"]] == [b"one"]
    assert store.last_success("sipri") == {"r/1": "2026-01-01T00:00:00Z"}
    store.append(second)
    assert [s.read() for s in load(tmp_path)["sipri"]] == [b"one", b"two"]


def test_a_spent_quota_is_remembered_until_it_is_replenished(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(_entry(outcome=QUOTA, message="403: enough; until 2026-01-02T00:00:00Z"))
    assert store.spent_until("sipri", "2026-01-01T23:59:59Z", "keyless") == "2026-01-02T00:00:00Z"
    assert store.spent_until("sipri", "2026-01-02T00:00:00Z", "keyless") == ""
    assert store.spent_until("comext", "2026-01-01T00:00:00Z", "keyless") == ""
    _keep(store, b"one")
    assert store.spent_until("sipri", "2026-01-01T23:59:59Z", "keyless") == ""


def test_what_a_killed_run_left_half_done_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "sipri").mkdir()
    (tmp_path / "sipri" / "r_1.tmp").write_bytes(b"half")
    Store(tmp_path)
    assert list(tmp_path.rglob("*.tmp")) == []


def test_an_answer_that_went_bad_is_asked_for_again_and_mended(tmp_path: Path) -> None:
    entry = _keep(Store(tmp_path), b"bytes as they came")
    (tmp_path / entry.file).write_bytes(b"junk")
    store = Store(tmp_path)
    assert store.last_success("sipri") == {}
    assert list(store.snapshots("sipri")) == []
    _keep(store, b"bytes as they came", "2026-02-01T00:00:00Z")
    assert store.last_success("sipri") == {"r/1": "2026-02-01T00:00:00Z"}
    assert [s.read() for s in store.snapshots("sipri")] == [b"bytes as they came"]


def test_a_spoiled_line_is_set_aside_and_said_with_file_and_line(tmp_path: Path) -> None:
    live = tmp_path / "live"
    store = Store(live)
    _keep(store, b"one")
    with (live / "ledger.csv").open("a", encoding="utf-8") as handle:
        handle.write("imf,r/1,,20x6-11-26T00:00:00Z,200,ok,,,,,\n")
    sentences = ledger.repair(live)
    assert [s.split(":")[0] for s in sentences] == ["live/ledger.csv, line 3"]
    assert sentences[0].endswith("moved to live/ledger.damaged.csv")
    assert ledger.repair(live) == []
    assert len(load(live)["sipri"]) == 1


def test_a_time_in_the_future_is_not_believed_by_who_knows_the_time(tmp_path: Path) -> None:
    _keep(Store(tmp_path), b"one", "2099-01-01T00:00:00Z")
    assert Store(tmp_path, now="2026-06-01T00:00:00Z").last_success("sipri")["r/1"] < "2026"
    _keep(Store(tmp_path, now="2026-06-01T00:00:00Z"), b"two", "2026-06-01T00:00:00Z")
    assert Store(tmp_path).newest() == "2026-06-01T00:00:00Z"
