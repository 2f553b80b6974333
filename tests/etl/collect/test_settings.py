from __future__ import annotations

import pytest

from etl.collect.settings import Settings
from etl.contract.errors import SettingError
from etl.sources import SOURCES


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_every_address_can_be_overridden(source: object) -> None:
    held = SOURCES[source.id]  # type: ignore[attr-defined]
    names = [f"{held.id.upper()}_BASE_URL", *(f"{host.upper()}_BASE_URL" for host in held.hosts)]
    settings = Settings.of(held, {name: f"http://127.0.0.1/{name}" for name in names})
    assert sorted(settings.bases.values()) == sorted(f"http://127.0.0.1/{name}" for name in names)


def test_defaults_are_the_publishers() -> None:
    settings = Settings.of(SOURCES["comtrade"], {})
    assert settings.bases[""] == "https://comtradeapi.un.org"
    assert settings.pace >= 1.5
    assert settings.budget <= 500
    assert settings.key == ""


def test_pace_budget_and_limits_are_settings() -> None:
    env = {"SIPRI_PACE": "9", "SIPRI_BUDGET": "3", "SIPRI_READ_TIMEOUT": "5", "SIPRI_TIME_LIMIT": "60"}
    settings = Settings.of(SOURCES["sipri"], env)
    assert (settings.pace, settings.budget, settings.read, settings.limit) == (9, 3, 5, 60)


def test_a_setting_that_is_no_number_is_named() -> None:
    with pytest.raises(SettingError, match="SIPRI_PACE must be a number"):
        Settings.of(SOURCES["sipri"], {"SIPRI_PACE": "slow"})


def test_the_key_is_not_shown() -> None:
    settings = Settings.of(SOURCES["comtrade"], {"COMTRADE_API_KEY": " k3y "})
    assert settings.key == "k3y"
    assert "k3y" not in repr(settings)


@pytest.mark.parametrize("value", ["inf", "nan", "-5"])
@pytest.mark.parametrize("name", ["COMTRADE_BUDGET", "COMTRADE_PACE", "COMTRADE_READ_TIMEOUT"])
def test_a_setting_that_is_no_amount_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} must be a number of 0 or more"):
        Settings.of(SOURCES["comtrade"], {name: value})


@pytest.mark.parametrize(
    "value", ["api.example.org", "ftp://example.org", "https://", "https://[broken/", "http://x:99999"]
)
@pytest.mark.parametrize("name", ["COMEXT_BASE_URL", "ECB_BASE_URL"])
def test_a_setting_that_is_no_address_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} must be an address"):
        Settings.of(SOURCES["comext"], {name: value})
