"""How each source is asked: addresses, pace, budgets and time limits, from its own defaults and the environment."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from etl.contract.errors import SettingError
from etl.sources.source import Source


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How one source is asked; from its own defaults and the environment.

    `<ID>_BASE_URL` (and `<HOST>_BASE_URL` for a helper host), `<ID>_PACE`, `<ID>_BUDGET`, `<ID>_READ_TIMEOUT` and
    `<ID>_TIME_LIMIT` override; seconds, calls a day.
    """

    bases: Mapping[str, str]
    pace: float
    budget: int
    read: float
    limit: float
    key: str = field(default="", repr=False)
    connect: float = 10.0
    attempts: int = 4
    backoff: float = 2.0

    @property
    def access(self) -> str:
        """Whether the source is asked with a key: keyed or keyless."""
        return "keyed" if self.key else "keyless"

    @cached_property
    def key_pattern(self) -> re.Pattern[bytes]:
        """The key in any case, also with tags and spaces between its letters; without a key nothing matches."""
        letters = map(re.escape, self.key)
        pattern = r"(?:<[^<>]{0,100}>|\s)*".join(letters) if self.key else "(?!)"
        return re.compile(pattern.encode(), re.IGNORECASE)

    @classmethod
    def of(cls, source: Source, env: Mapping[str, str] = os.environ) -> Settings:
        """Settings of `source` under `env`; SettingError names a setting that cannot be read."""
        name = source.id.upper()
        bases = {"": _address(env, f"{name}_BASE_URL", source.base_url)}
        bases |= {h: _address(env, f"{h.upper()}_BASE_URL", base) for h, base in source.hosts.items()}
        return cls(
            bases=bases,
            pace=_number(env, f"{name}_PACE", source.pace),
            budget=int(_number(env, f"{name}_BUDGET", source.budget)),
            read=_number(env, f"{name}_READ_TIMEOUT", source.read),
            limit=_number(env, f"{name}_TIME_LIMIT", source.limit),
            key=_key(env, source.key_env) if source.key_env else "",
        )


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    address = env.get(name, "").strip() or default
    try:
        place = urlsplit(address)
        good = place.scheme in ("http", "https") and bool(place.hostname) and place.port != 0
    except ValueError:
        good = False
    if not good:
        raise SettingError(f"{name} must be an address that begins with https:// or http://")
    return address


def _key(env: Mapping[str, str], name: str) -> str:
    key = env.get(name, "").strip()
    if not key.isascii() or not key.isprintable():
        raise SettingError(f"{name} holds a letter that no key has")
    return key


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    try:
        value = float(env.get(name) or default)
    except ValueError:
        raise SettingError(f"{name} must be a number") from None
    if not math.isfinite(value) or value < 0:
        raise SettingError(f"{name} must be a number of 0 or more")
    return value
