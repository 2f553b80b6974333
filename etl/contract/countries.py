"""Countries and what only looks like one: ids, codes, membership, and the groups that are never ranked.

Read once from `countries.csv`. Ids are ISO 3166 alpha-3; `m49` is the number UN Comtrade uses today (251 France, 842
USA, 699 India, 579 Norway, 757 Switzerland, 380 Italy). `comtrade_codes.csv` holds its other numbers: of residual
groups, and earlier ones of a country (250 is France without its overseas parts). The numbers are facts of the UN's code
lists. `sanctions` are the states on the list that the government concerned made in March 2022 (order 430-r, as amended)
of those that joined in sanctions; from memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.contract.errors import UnknownCode
from etl.contract.lists import csv_rows


@dataclass(frozen=True, kw_only=True)
class Country:
    """One row of `countries`; `kind` is country, group, world, residual or body, and only countries are ranked."""

    id: str
    name: str
    kind: str = "country"
    m49: int | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    eu27: bool = False
    sanctions: bool = False

    @property
    def iso3(self) -> str | None:
        """ISO 3166 alpha-3, or None for what is not in ISO 3166 today."""
        return self.id if self.kind == "country" and len(self.id) == 3 and not self.valid_to else None


def _country(row: Mapping[str, str]) -> Country:
    numbers = {name: int(row[name]) if row[name] else None for name in ("m49", "valid_from", "valid_to")}
    marks = {name: row[name] == "yes" for name in ("eu27", "sanctions")}
    cells: dict[str, Any] = {**row, **numbers, **marks}
    return Country(**cells)


COUNTRIES = {row["id"]: _country(row) for row in csv_rows("countries.csv")}
RANKED = frozenset(c.id for c in COUNTRIES.values() if c.kind == "country")
EU27 = frozenset(c.id for c in COUNTRIES.values() if c.eu27)
_BY_M49 = {c.m49: c.id for c in COUNTRIES.values() if c.m49 is not None and c.kind == "country"}
# 492 is a residual group in Comtrade, and Monaco in M49
_BY_M49 |= {int(row["m49"]): row["id"] for row in csv_rows("comtrade_codes.csv")}
# three-letter codes of the IMF that are not ISO's
_IMF = {"KOS": "XKX", "WBG": "PSE"}


def from_m49(code: int, reporter: int | None = None) -> str:
    """Id of UN Comtrade's partner `code`; residual groups other than named ones become OTH.

    490 is Taiwan unless the `reporter` is Iran (364), whose 490 is unspecified goods, mostly oil. Raises UnknownCode
    for a number that no list of ours has.
    """
    if code == 490:
        return "NES490" if reporter == 364 else "TWN"
    if code in _BY_M49:
        return _BY_M49[code]
    raise UnknownCode(f"partner code {code} is in none of our lists")


def is_iso3(code: str) -> bool:
    """Whether `from_iso3` knows `code`."""
    return _IMF.get(code, code) in RANKED


def is_m49(code: int) -> bool:
    """Whether `from_m49` knows `code`."""
    return code == 490 or code in _BY_M49


def from_iso3(code: str) -> str:
    """The country of ours with this code (ISO's, or the IMF's for Kosovo and Palestine); UnknownCode otherwise."""
    code = _IMF.get(code, code)
    if code in RANKED:
        return code
    raise UnknownCode(f"country code {code!r} is in none of our lists")
