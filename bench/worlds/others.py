"""Answers of the publishers that ask and give less: roll calls, the arms register, indicators, the EU's trade."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from bench.worlds.flows import SEED, World

VOTING = "{year}_02_06_ga_voting"
RESOLUTIONS = 5000  # roll calls since 1946, for a world of 34 years of trade
# the twelve that are read, and some that are not
STATES = "RUS IRN USA CHN IND TUR BLR SYR KAZ ARM AZE UKR FRA BRA ZAF DEU"
UN_HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,"
    "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)
SIPRI_HEADER = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production"
)
SIPRI_NAMES = ("Russia", "Iran", "India", "China", "Algeria", "Syria", "Venezuela", "Viet Nam", "United States")
DEALS = 130  # rows of the register of one year


def voting_list(world: World) -> bytes:
    """The library's list of files, an older one among them."""
    where = "https://digitallibrary.un.org/record/4060887/files/"
    names = [VOTING.format(year=y) for y in (world.last, world.last + 1)]
    return json.dumps([{"name": n, "url": f"{where}{n}.csv", "format": ".csv"} for n in names]).encode()


def voting_file(world: World) -> bytes:
    """The voting file: a row for each state and roll call; some states are silent."""
    rng = np.random.default_rng(SEED + 2)
    calls = RESOLUTIONS * len(world.flows.years) // 34
    marks = rng.choice(list("YYYYNNAAX"), (calls, len(STATES.split())))
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(UN_HEADER.split(","))
    for call in range(calls):
        lines.writerows(_votes(world, call, calls, marks[call]))
    return out.getvalue().encode("utf-8-sig")


def _votes(world: World, call: int, calls: int, marks: Sequence[str]) -> Iterator[list[str]]:
    session = 1 + call * (world.last - 1945) // calls
    ukraine = call % 97 == 0
    title = f"Question {call} : resolution / adopted by the General Assembly"
    cells = {
        "undl_id": str(1_000_000 + call),
        "date": f"{session + 1945}-12-{1 + call % 28:02}",
        "session": str(session),
        "resolution": f"A/RES/{session}/{call}",
        "title": title,
        "total_yes": "120.0",
        "total_no": "20.0",
        "agenda_title": "Situation in Ukraine" if ukraine else f"An item of the agenda, of the session {session}",
        "subjects": "UKRAINE SITUATION" if ukraine else "DISARMAMENT|NUCLEAR WEAPONS",
        "total_abstentions": "40.0",
        "total_non_voting": "13.0",
        "total_ms": "193.0",
        "undl_link": f"https://digitallibrary.un.org/record/{call}",
    }
    for state, mark in zip(STATES.split(), marks, strict=True):
        yield [{**cells, "ms_code": state, "ms_name": state, "ms_vote": mark}.get(n, "") for n in UN_HEADER.split(",")]


def register(world: World, asked: str) -> bytes:
    """The arms register of the years asked, one row for each deal and delivery year, as base64 in JSON."""
    span = next(f for f in json.loads(asked)["filters"] if f["field"] == "Delivery year")
    rng = np.random.default_rng(SEED + 3)
    lines = [f'"Line {i}"' for i in range(9)] + ["''", "'Data generated: 10 Feb 2026 10:52:58 AM'", SIPRI_HEADER]
    for year in range(span["value1"], span["value2"] + 1):
        for deal in range(DEALS):
            supplier, recipient = rng.choice(SIPRI_NAMES, 2, replace=False)
            value = round(float(rng.exponential(12)), 2)
            deal_words = f'{deal},{supplier},{recipient},"Mi-17, later",helicopter,Aircraft,1999,No,5,No,{year}'
            lines.append(f"{deal_words},No,New,7.25,7.25,{value},No")
    return json.dumps({"bytes": base64.b64encode("\n".join(lines).encode()).decode()}).encode()


def indicator(world: World, path: str) -> bytes:
    """A World Bank indicator of the countries asked, every year; the newest is not known yet."""
    parts = path.split("/")
    name, countries = parts[-1], parts[-3].split(";")
    rows = [
        {
            "indicator": {"id": name, "value": name},
            "country": {"id": country[:2], "value": country},
            "countryiso3code": country,
            "date": str(year),
            "unit": "",
            "obs_status": "",
            "decimal": 0,
            "value": None if year > world.last - 1 else _level(name, country, year),
        }
        for country in countries
        for year in range(world.last + 1, 1959, -1)
    ]
    meta = {"page": 1, "pages": 1, "per_page": 20000, "total": len(rows), "sourceid": "2"}
    return json.dumps([meta | {"lastupdated": f"{world.last + 1}-10-01"}, rows]).encode()


def _level(name: str, country: str, year: int) -> float:
    grown = 1.03 ** (year - 2010)
    if name == "FP.CPI.TOTL":
        return round(100 * 1.02 ** (year - 2010), 4)
    return round((sum(map(ord, country)) - 180) * grown * (1e6 if name == "SP.POP.TOTL" else 8e9), 1)


def rates(world: World) -> bytes:
    """The European Central Bank's dollars for a euro, average of each year."""
    header = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,TITLE"
    years = range(1999, world.last + 1)
    lines = [f'EXR.A.USD.EUR.SP00.A,A,USD,EUR,SP00,A,{y},{1.05 + y % 7 / 40:.4f},"US dollar, average"' for y in years]
    return "\r\n".join([header, *lines, ""]).encode()


def comext(world: World, since: int) -> bytes:
    """The EU-27's trade with Iran and Russia in euro, as sparse JSON-stat; one cell is not there."""
    years = [str(y) for y in range(since, world.last + 1)]
    dims: dict[str, list[str]] = {
        "freq": ["A"],
        "reporter": ["EU27_2020"],
        "partner": ["IR", "RU"],
        "product": ["TOTAL"],
        "flow": ["1", "2"],
        "indicators": ["VALUE_IN_EUROS"],
        "time": years,
    }
    rng = np.random.default_rng(SEED + 4)
    values = {str(i): round(float(v), 2) for i, v in enumerate(rng.uniform(1e9, 2e11, 4 * len(years))) if i != 7}
    answer: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "updated": f"{world.last + 1}-10-15T11:00:00+0200",
        "id": list(dims),
        "size": [len(c) for c in dims.values()],
        "value": values,
        "dimension": {n: {"category": {"index": {c: i for i, c in enumerate(codes)}}} for n, codes in dims.items()},
    }
    return json.dumps(answer).encode()
