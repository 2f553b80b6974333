"""An answer that lost figures is kept aside: nothing is withdrawn, it is asked again, and a person may accept it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.collect import ledger
from etl.collect.accept import accept
from etl.collect.answers import Answers, load
from etl.collect.entry import DOUBTFUL, OK
from etl.collect.store import Store
from etl.sources import SOURCES
from tests.etl import publications as pub
from tests.etl.faultserver import Asked, Publishers, Reply
from tests.etl.livekit import FakeClock, go

LATER = "2027-03-01T10:00:00+00:00"
ALL = [("RUS", p, y) for p in ("IRN", "TUR", "CHN") for y in range(2016, 2024)]
RUS = "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/RUS."


def _imf(cells: list[tuple[str, str, int]]) -> Reply:
    return Reply(pub.imf_csv(pub.imf_line(c, "XG_FOB_USD", p, y, 5) for c, p, y in cells))


def _second(tmp_path: Path, source: str, path: str, before: Reply, after: Reply) -> tuple[Path, int]:
    """The raw folder after two runs of `source` in which `path` answered `before` and then `after`."""
    raw = tmp_path / "raw"
    with Publishers() as server:
        server.fail(path, before, forever=True)
        assert go(server, raw, source).code == 0
        server.heal()
        server.fail(path, after, forever=True)
        code = go(server, raw, source, clock=FakeClock(LATER)).code
    return raw, code


def test_half_an_answer_withdraws_nothing_and_is_asked_again(tmp_path: Path) -> None:
    raw, code = _second(tmp_path, "imf_imts", RUS, _imf(ALL), _imf(ALL[::2]))
    entries = ledger.read(raw / "live")
    doubtful = [e for e in entries if e.outcome == DOUBTFUL]
    assert code == 1
    assert [e.request for e in doubtful] == ["country-RUS"]
    assert doubtful[0].message == "12 rows; doubtful: 12 of the 24 figures held for country-RUS are missing"
    assert (raw / "live" / doubtful[0].file).is_file()
    frame = SOURCES["imf_imts"].tidy(load(raw / "live")["imf_imts"])["trade"]
    assert not frame["note"].fillna("").str.contains("no longer given").any()
    with Publishers() as server:
        server.fail(RUS, _imf(ALL), forever=True)
        again = go(server, raw, "imf_imts", clock=FakeClock(LATER.replace("10:", "11:")))
        assert server.paths("RUS.XG")
    assert again.code == 0
    assert Answers(raw / "live").waiting() == []


@pytest.mark.parametrize(("kept", "code"), [(22, 0), (21, 1), (0, 1)])
def test_more_than_a_tenth_is_too_much(kept: int, code: int, tmp_path: Path) -> None:
    assert _second(tmp_path, "imf_imts", RUS, _imf(ALL), _imf(ALL[:kept]))[1] == code


def _months(raw: Path, kept: tuple[int, ...], after: Callable[[str], object]) -> list[int]:
    """Exit codes of a run a month, each answered with the first so many figures; `after` is called with its time."""
    codes = []
    with Publishers() as server:
        for month, count in enumerate(kept, start=3):
            server.heal()
            server.fail(RUS, _imf(ALL[:count]), forever=True)
            now = f"2027-0{month}-01T10:00:00"
            codes.append(go(server, raw, "imf_imts", clock=FakeClock(f"{now}+00:00")).code)
            after(f"{now}Z")
    return codes


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_little_lost_with_each_answer_adds_up(on_disk: bool, tmp_path: Path) -> None:
    raw = tmp_path / "raw"

    def elsewhere(_: str) -> None:
        for file in [] if on_disk else (raw / "live" / "imf_imts").glob("country-RUS*"):
            file.unlink()

    assert _months(raw, (24, 22, 20), elsewhere) == [0, 0, 1]
    (doubtful,) = [e for e in ledger.read(raw / "live") if e.outcome == DOUBTFUL]
    assert ("4 of the 24 figures" if on_disk else "4 of 24 rows") in doubtful.message


def test_what_an_operator_accepted_is_what_the_next_answers_are_compared_with(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    assert _months(raw, (24, 20, 18), lambda now: accept(raw, "imf_imts", now)) == [0, 1, 0]


def test_other_figures_in_place_of_those_held_are_doubtful_too(tmp_path: Path) -> None:
    others = [(c, p, y - 10) for c, p, y in ALL]
    assert _second(tmp_path, "imf_imts", RUS, _imf(ALL), _imf(others))[1] == 1


def _votes(number: int) -> Reply:
    return Reply(pub.un_csv([pub.un_line(n, c, "Y") for n in range(number) for c in ("RUS", "IRN", "USA")]))


def test_a_voting_file_of_another_name_is_compared_with_the_one_before(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    with Publishers() as server:
        server.fail(f"/record/4060887/files/{pub.UN_FILE}.csv", _votes(20))
        assert go(server, raw, "un_votes").code == 0
        listed = b'[{"name": "2027_02_01_ga_voting_corr1.csv", "url": "https://x.org/new.csv"}]'
        server.fail("/api/v1/file", Reply(listed), forever=True)
        server.fail("/new.csv", _votes(9), forever=True)
        report = go(server, raw, "un_votes", clock=FakeClock(LATER))
    assert "33 of the 60 figures held for votes are missing" in report.outcomes[0].failures[0]
    assert len(SOURCES["un_votes"].tidy(load(raw / "live")["un_votes"])["un_votes"]) == 60


def test_of_roll_calls_more_than_a_fiftieth_is_too_much(tmp_path: Path) -> None:
    assert {name: source.may_lose for name, source in SOURCES.items() if source.may_lose != 10} == {"un_votes": 2}
    file = f"/record/4060887/files/{pub.UN_FILE}.csv"
    with Publishers() as server:
        server.fail(file, _votes(100))
        assert go(server, tmp_path / "raw", "un_votes").code == 0
        server.fail(
            "/api/v1/file", Reply(b'[{"name": "2026_11_01_ga_voting", "url": "https://x.org/new.csv"}]'), forever=True
        )
        server.fail("/new.csv", _votes(97), forever=True)
        assert go(server, tmp_path / "raw", "un_votes", clock=FakeClock(LATER)).outcomes[0].doubtful == 1


PREVIEW = "/public/v1/preview/"
EMPTY = Reply(pub.comtrade_body([]))


def test_a_count_of_zero_beside_listed_reporters_is_doubtful_and_withdraws_nothing(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    with Publishers() as server:
        assert go(server, raw, "comtrade").code == 0
        before = SOURCES["comtrade"].tidy(load(raw / "live")["comtrade"])["trade"]
        released = "2027-01-05T00:00:00"
        server.answers["/public/v1/getDa/"] = lambda asked: Reply(pub.availability(asked, released))
        server.fail(PREVIEW, EMPTY, having="period=2022&partnerCode=364&cmdCode=TOTAL", forever=True)
        report = go(server, raw, "comtrade", clock=FakeClock(LATER))
    after = SOURCES["comtrade"].tidy(load(raw / "live")["comtrade"])["trade"]
    assert report.code == 1
    assert report.outcomes[0].doubtful == 1
    assert after["value_usd"].notna().sum() >= before["value_usd"].notna().sum()
    assert not (after["obs_status"] == "M").any()


@pytest.mark.parametrize(
    ("asked", "request_key"),
    [
        ("period=2022&partnerCode=364&cmdCode=TOTAL", "partner-364/2022"),
        ("period=2021&reporterCode=643&partnerCode=364&cmdCode=AG2", "pair-643-364/2021"),
    ],
)
def test_on_a_first_run_it_is_doubtful_too_and_asked_again_the_next_day(
    asked: str, request_key: str, tmp_path: Path
) -> None:
    raw, clock = tmp_path / "raw", FakeClock()
    with Publishers() as server:
        server.fail(PREVIEW, EMPTY, having=asked)
        assert go(server, raw, "comtrade", clock=clock).code == 1
        clock.sleep(86400)
        assert go(server, raw, "comtrade", clock=clock).code == 0
    assert [e.outcome for e in ledger.read(raw / "live") if e.request == request_key] == [DOUBTFUL, OK]


def _imports_only(asked: Asked) -> Reply:
    flows = ",".join(f for f in asked.one("flowCode").split(",") if f != "X")
    return Reply(pub.comtrade_data(replace(asked, query={**asked.query, "flowCode": [flows]})))


@pytest.mark.parametrize("key", ["", "a-key-0123456789"])
def test_a_reporter_of_imports_alone_is_no_failure(key: str, tmp_path: Path) -> None:
    with Publishers() as server:
        for path in (PREVIEW, "/data/v1/get/"):
            whole: Callable[[Asked], Reply] = server.answers[path]
            server.answers[path] = lambda asked, whole=whole: (  # type: ignore[misc]
                _imports_only(asked) if asked.one("reporterCode") == "643" else whole(asked)
            )
        report = go(server, tmp_path / "raw", "comtrade", env={"COMTRADE_API_KEY": key})
    assert report.code == 0


def test_an_answer_that_is_not_on_this_machine_is_compared_by_its_rows(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    with Publishers() as server:
        server.fail(RUS, _imf(ALL), forever=True)
        go(server, raw, "imf_imts")
        for file in (raw / "live" / "imf_imts").glob("country-RUS*"):
            file.unlink()
        server.heal()
        server.fail(RUS, _imf(ALL[:9]), forever=True)
        report = go(server, raw, "imf_imts")
    assert "15 of 24 rows are missing" in report.outcomes[0].failures[0]


def test_an_accepted_answer_is_used_and_dates_from_the_day_it_came(tmp_path: Path) -> None:
    raw, _ = _second(tmp_path, "imf_imts", RUS, _imf(ALL), _imf(ALL[::2]))
    text = accept(raw, "imf_imts", "2027-03-02T00:00:00Z")
    assert text == ["imf_imts/country-RUS: the answer of 2027-03-01T10:00:00Z is accepted (12 rows)"]
    newest = load(raw / "live")["imf_imts"][-1]
    assert (newest.key, newest.retrieved) == ("country-RUS", "2027-03-01T10:00:00Z")
    assert "nothing waits" in CliRunner().invoke(app, ["accept", "imf_imts", "--raw", str(raw)]).output
    with Publishers() as server:
        server.fail(RUS, _imf(ALL[::2]), forever=True)
        assert go(server, raw, "imf_imts", clock=FakeClock("2027-06-01T10:00:00+00:00")).code == 0


def test_one_question_of_a_source_may_be_accepted_alone(tmp_path: Path) -> None:
    raw, _ = _second(tmp_path, "imf_imts", RUS, _imf(ALL), _imf(ALL[::2]))
    assert accept(raw, "imf_imts/country-IRN", "2027-03-02T00:00:00Z") == []
    # the command's clock is the real one
    result = CliRunner().invoke(app, ["accept", "imf_imts/country-RUS", "--raw", str(raw)])
    assert result.exit_code == 0
    assert "is accepted (12 rows)" in result.output


def test_what_is_no_source_cannot_be_accepted(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["accept", "nobody", "--raw", str(tmp_path)])
    assert result.exit_code == 2


def test_a_ledger_of_an_earlier_version_is_read_and_gets_the_new_columns(tmp_path: Path) -> None:
    old = "source,request,address,retrieved,status,outcome,message,sha256,bytes,released,file\n"
    line = "worldbank,a,,2026-11-22T10:00:00Z,200,failed,no,,,,\n"
    (tmp_path / "ledger.csv").write_text(old + line)
    store = Store(tmp_path)
    assert [(e.request, e.rows, e.access) for e in store.entries] == [("a", "", "")]
    assert (tmp_path / "ledger.csv").read_text().startswith(old[:-1] + ",rows,access\n" + line)
