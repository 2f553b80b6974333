"""The day of a request is today's, unless whoever asks in process says another."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient

from dashboard.package import clock


def test_outside_of_a_request_it_is_today() -> None:
    assert clock.today() == date.today()


def test_a_day_is_given_by_the_environment_and_not_by_a_header(client: FlaskClient) -> None:
    with client.application.test_request_context("/", environ_base={clock.DAY: "2020-02-29"}):
        assert clock.today() == date(2020, 2, 29)
    with client.application.test_request_context("/", headers={"ledger.day": "2020-02-29"}):
        assert clock.today() == date.today()


def test_a_page_is_written_for_its_day(client: FlaskClient) -> None:
    later = client.get("/", environ_base={clock.DAY: "2099-01-01"}).get_data(as_text=True)
    assert "years ago" in later
    assert "These data are old" in later
    assert "years ago" not in client.get("/").get_data(as_text=True)
