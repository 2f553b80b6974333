"""Specifications of ties that are counted from registers: arms, contacts and votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.distinct import where
from etl.contract.frames import Tables
from etl.judge.records import Record, by, found_at, in_time, records
from etl.judge.specification import OWN_REGISTER, Specification
from etl.measures.distributions import odds_bounds

THEME_OF_PEACE = "integrity, aggression, peace"
_DAY = len("2022-02-24")


def arms_share(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """The supplier's share in the recipient's recorded arms imports, by period and vintage of the register.

    params: supplier, recipient, periods (those of `arms_shares` that are asked), since (first year of a span).
    """
    pair = ("imports", params["supplier"], params["recipient"])
    specifications = []
    for row in records(tables.get("arms_shares")):
        asked = (row["side"], row["supplier"], row["recipient"]) == pair and row["period_label"] in params["periods"]
        if asked and in_time(f"{row['to_year']}-12-31", until):
            share = None if pd.isna(row["share_pct"]) else float(row["share_pct"])
            spec = Specification.exact(
                share,
                root_family="sipri",
                series=str(row["source"]),
                period=str(row["period_label"]),
                basis="observed",
                unit="%",
                why_not="" if share is not None else "no-denominator",
                **found_at("arms_shares", row),
                ends=date(int(row["to_year"]), 12, 31),
            )
            specifications.append(spec)
    return specifications


def votes_against(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Share of roll calls on Ukraine in which `country` voted No, in per cent, by theme and era.

    A press report of a roll call is a report of the same register, so it adds a text and no second family.
    params: country, turn (the last day of the first era).
    """
    votes = tables["un_votes"]
    own = records(votes, where(votes["country"], params["country"].__eq__))
    noes = {row["resolution_id"]: row["vote"] == "N" for row in own}
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for text in records(tables["un_resolutions"]):
        asked = text["about_ukraine"] is True and isinstance(text["theme"], str) and text["resolution_id"] in noes
        if asked and in_time(text["date"], until):
            era = f"{'to' if text['date'] <= params['turn'] else 'after'}-{params['turn']}"
            groups["peace" if text["theme"] == THEME_OF_PEACE else "other", era].append(text)
    return [
        Specification.exact(
            100 * sum(noes[text["resolution_id"]] for text in texts) / len(texts),
            root_family="un_record",
            series="roll-calls",
            period=era,
            basis="stated" if all(text["root_family"] == "press_reports" for text in texts) else "observed",
            unit="%",
            choices={"theme": theme, "era": era},
            row_table="un_resolutions",
            row_key=" ".join(text["resolution_id"] for text in texts),
            ends=date.fromisoformat(max(text["date"] for text in texts)),
        )
        for (theme, era), texts in sorted(groups.items())
    ]


def contact_rate(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Contacts a year since `event` over contacts a year from `since` to it, of one level and of some kinds.

    An interval: the ratios that counts so large are no surprise for, with the chance `level_of_chance` (0 to 1). The
    register ends on the day it was last looked through, not with the last contact that was found, and what happened
    later is not counted. It holds what was found, so only a level and kinds of which it holds most may be asked.
    Without one before `event` there is no rate to compare with, and no specification.
    params: event and since (days), level, kinds, level_of_chance; claim and part, under which its searches are filed.
    """
    known = [row for row in records(tables.get("contacts")) if len(row["date"]) == _DAY]
    searches = by(tables.get("searches"), "claim", "part").get((params["claim"], params["part"]), [])
    looked = [row["date"] for row in searches]
    # without a search on record it ends with its last contact of any kind
    ends = max(looked or [row["date"] for row in known], default=params["event"])
    last = min(date.fromisoformat(ends), until or date.max)
    level = [row for row in known if row["counts"] is True and row["level"] == params["level"]]
    asked = [row for row in level if row["contact_kind"] in params["kinds"]]
    rows = [row for row in asked if params["since"] <= row["date"] <= last.isoformat()]
    before = sum(row["date"] < params["event"] for row in rows)
    since, event = (date.fromisoformat(params[name]) for name in ("since", "event"))
    if not before or last <= event:
        return []
    longer = (event - since).days / (last - event).days
    low, high = odds_bounds(len(rows) - before, before, params["level_of_chance"])
    return [
        Specification(
            low=low * longer,
            high=high * longer,
            point=(len(rows) - before) / before * longer,
            root_family=OWN_REGISTER,
            series=params["level"],
            period=f"{params['event'][:4]}-{last.year}",
            basis="observed",
            unit="times",
            why_not="chance",
            row_table="contacts",
            row_key=" ".join(row["id"] for row in rows),
            ends=last,
        )
    ]
