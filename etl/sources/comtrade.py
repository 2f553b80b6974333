"""UN Comtrade: who records what about Iran and Russia, annual, all commodities; the pair by HS chapter.

Availability is asked first: it says which reporter published which year and when, so that only what was released since
our last look is fetched, and an empty answer can be told from a wrong question. Four dimensions are pinned in the
question (second partner, transport, customs, classic breakdown) and checked in the answer: rows multiply otherwise.

An observation is E when the row is neither reported nor summed up from reported rows (isReported and isAggregate both
false), else A. `legacyEstimationFlag` 0, 2, 4, 6 speaks of quantities and weights only; any other value counts as E.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd

from etl.answers import json_object, json_value, refusal
from etl.codes import COUNTRIES, from_m49
from etl.errors import PayloadError
from etl.sources.base import Checked, Family, Known, Request, Snapshot, Source
from etl.vintages import Answer, vintages

IRAN, RUSSIA = 364, 643
PREVIEW_CAP, KEYED_CAP, KEYED_PERIODS, AVAILABILITY_PERIODS = 500, 100_000, 12, 12
LOOK_DAYS = 1
_ROOTS = {"IRN": "iran_customs", "RUS": "russia_customs"}
_QUANTITY_FLAGS = {0, 2, 4, 6, None}
_PINNED: dict[str, frozenset[object]] = {
    "partner2Code": frozenset({0}), "motCode": frozenset({0}), "customsCode": frozenset({"C00"}),
    "mosCode": frozenset({"0", "-1", 0, -1, None}),
}  # fmt: skip
_KINDS: dict[str, tuple[type, ...]] = {
    "period": (str, int), "reporterCode": (int,), "partnerCode": (int,), "flowCode": (str,), "cmdCode": (str,),
    "partner2Code": (int,), "motCode": (int,), "customsCode": (str,), "mosCode": (str, int, type(None)),
    "primaryValue": (float, int, type(None)), "isReported": (bool,), "isAggregate": (bool,),
    "legacyEstimationFlag": (int, type(None)),
}  # fmt: skip
_FIELDS = tuple(_KINDS)
_CELL = ["exporter", "importer", "period", "recorded_by", "commodity"]
_YEARS = re.compile(r"\d{4}")
Releases = Mapping[tuple[int, str], str]  # (reporter, classification) -> what tells its release


# ---------------------------------------------------------------- what to ask
def requests(known: Known) -> Iterator[Request]:
    """Availability first; then every question whose periods were released since they were last answered."""
    years = range(known.since, known.today.year + 1)
    for chunk in _chunks(years, AVAILABILITY_PERIODS):
        if known.due(_key("availability", chunk), LOOK_DAYS):
            yield _availability(chunk)
    now = _published(known, None)
    for kind in _QUESTIONS:
        stale = [y for y in reversed(years) if _concerned(kind, now.get(y, {})) and _stale(known, kind, y, now[y])]
        for chunk in _chunks(stale, KEYED_PERIODS if known.keyed else 1):
            yield _question(kind, sorted(chunk), known.keyed, now)


def _availability(years: Sequence[int]) -> Request:
    period = ",".join(map(str, years))
    return Request(_key("availability", years), "/public/v1/getDa/C/A/HS", (("period", period),))


_QUESTIONS: dict[str, tuple[str, str, str, str]] = {
    # kind: reporter, partner, commodity, flow; empty = all of them
    "partner-364": ("", "364", "TOTAL", "M,X"),
    "partner-643": ("", "643", "TOTAL", "M,X"),
    "reporter-364-X": ("364", "", "TOTAL", "X"),
    "reporter-364-M": ("364", "", "TOTAL", "M"),
    "reporter-643-X": ("643", "", "TOTAL", "X"),
    "reporter-643-M": ("643", "", "TOTAL", "M"),
    "pair-364-643": ("364", "643", "AG2", "M,X"),
    "pair-643-364": ("643", "364", "AG2", "M,X"),
}


def _question(kind: str, years: Sequence[int], keyed: bool, now: Mapping[int, Releases]) -> Request:
    reporter, partner, commodity, flow = _QUESTIONS[kind]
    asked = [("reporterCode", reporter), ("partnerCode", partner)]
    params = [(name, value) for name, value in asked if value]
    params += [("period", ",".join(map(str, years))), ("cmdCode", commodity), ("flowCode", flow)]
    params += [("partner2Code", "0"), ("motCode", "0"), ("customsCode", "C00"), ("breakdownMode", "classic")]
    params += [("maxRecords", str(KEYED_CAP if keyed else PREVIEW_CAP)), ("format", "JSON"), ("includeDesc", "false")]
    released = max(stamp.rpartition("|")[2] for y in years for stamp in now[y].values())
    return Request(
        _key(kind, years), "/data/v1/get/C/A/HS" if keyed else "/public/v1/preview/C/A/HS", tuple(params),
        cap=KEYED_CAP if keyed else PREVIEW_CAP, expects=kind.startswith("reporter") and len(years) == 1,
        released=released[:10],
    )  # fmt: skip


def count(request: Request) -> Request:
    """The question how many rows a question has; it is not cut."""
    params = (*request.params, ("countOnly", "true"))
    return Request(f"{request.key}/count", request.path, params)


def counted(body: bytes) -> int:
    """The number in the answer to `count`."""
    number = json_object(body).get("count")
    if not isinstance(number, int) or isinstance(number, bool):
        raise PayloadError("the count is missing")
    return number


def probes(known: Known) -> Iterator[Request]:
    yield _availability([known.today.year - 2])
    yield _question("partner-364", [known.today.year - 2], known.keyed, {known.today.year - 2: {(0, ""): "|"}})


def _chunks(years: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    it = iter(years)
    while chunk := list(itertools.islice(it, size)):
        yield chunk


def _key(kind: str, years: Sequence[int]) -> str:
    return f"{kind}/{'+'.join(map(str, years))}"


def _periods(key: str) -> list[int]:
    return [int(y) for y in _YEARS.findall(key.partition("/")[2])]


def _concerned(kind: str, published: Releases) -> bool:
    reporter = _QUESTIONS[kind][0]
    return any(not reporter or str(code) == reporter for code, _ in published)


def _published(known: Known, until: str | None) -> dict[int, dict[tuple[int, str], str]]:
    """What was published for each year, as known at the moment `until` (None: now)."""
    out: dict[int, dict[tuple[int, str], str]] = {}
    newest = {s.key: s for s in known.snapshots if _is_look(s) and (until is None or s.retrieved <= until)}
    for snapshot in sorted(newest.values(), key=lambda s: s.retrieved):
        for year in _periods(snapshot.key):
            out[year] = {}
        for row in _looked(snapshot.read()):
            code = (row["reporterCode"], str(row.get("classificationCode")))
            out.setdefault(int(row["period"]), {})[code] = f"{row.get('datasetChecksum')}|{row.get('lastReleased')}"
    return out


def _stale(known: Known, kind: str, year: int, now: Releases) -> bool:
    """Whether what is published for `year` changed since the question was last answered for it."""
    looks = [t for key, t in known.looked.items() if key.startswith(f"{kind}/") and year in _periods(key)]
    if not looks:
        return True
    reporter = _QUESTIONS[kind][0]
    then = _published(known, max(looks)).get(year)
    ours = [code for code in now if not reporter or str(code[0]) == reporter]
    return then is None or any(then.get(code) != now[code] for code in ours)


def _is_look(snapshot: Snapshot) -> bool:
    return snapshot.key.startswith("availability/")


# ---------------------------------------------------------------- how to read it
def check(request: Request, body: bytes) -> Checked:
    """Rows of the answer; PayloadError when it is not about what was asked."""
    if request.key.startswith("availability/"):
        rows = _looked(body)
        return Checked(len(rows), max((str(r.get("lastReleased") or "") for r in rows), default="")[:10])
    raw = _rows(body)
    frame = _pinned(raw)
    wanted = {str(y) for y in _periods(request.key)}
    other = set(frame["period"]) - wanted
    if other:
        raise PayloadError(f"the answer speaks of {', '.join(sorted(other))}, asked was {', '.join(sorted(wanted))}")
    reporter, partner, commodity, _ = _QUESTIONS[request.key.partition("/")[0]]
    for column, code in (("reporterCode", reporter), ("partnerCode", partner)):
        if code and set(frame[column]) - {int(code)}:
            raise PayloadError(f"the answer holds another {column} than {code}")
    length = {len(c) for c in set(frame["cmdCode"]) if c != "TOTAL"}
    if (commodity == "TOTAL" and length) or length - {2}:
        raise PayloadError("the answer holds other commodities than were asked")
    return Checked(len(raw))


def _looked(body: bytes) -> list[dict[str, Any]]:
    answer = json_object(body)
    rows = answer.get("data")
    if answer.get("error") or not isinstance(rows, list):
        raise PayloadError(f"availability says: {refusal(body)}")
    for row in rows:
        good = isinstance(row, dict) and {"period", "reporterCode"} <= row.keys()
        if not good or not _YEARS.fullmatch(str(row["period"])) or not isinstance(row["reporterCode"], int):
            raise PayloadError("an availability row without period or reporter")
    return rows


def _rows(body: bytes) -> list[tuple[Any, ...]]:
    """The rows of an answer as tuples of `_FIELDS`; each field of the documented type."""
    pick = itemgetter(*_FIELDS)

    def row(value: dict[str, Any]) -> Any:
        # called for every object of the answer as it is read, so that no whole row stays in memory
        return pick(value) if "reporterCode" in value else value

    try:
        answer = json_value(body, row)
    except KeyError as err:
        raise PayloadError(f"a row without the field {err.args[0]}") from None
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list) or answer.get("error"):
        raise PayloadError(f"no data: {refusal(body)}")
    rows: list[tuple[Any, ...]] = answer["data"]
    if not set(map(type, rows)) <= {tuple}:
        raise PayloadError("a row without the field reporterCode")
    if answer.get("count") != len(rows):
        raise PayloadError(f"the answer says {answer.get('count')} rows and holds {len(rows)}: cut off?")
    for name, kinds, column in zip(_FIELDS, _KINDS.values(), zip(*rows, strict=True), strict=bool(rows)):
        odd = set(map(type, column)) - set(kinds)
        if odd:
            raise PayloadError(f"the field {name} holds {', '.join(sorted(t.__name__ for t in odd))}")
    return rows


def _pinned(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Only totals over second partner, transport and customs; PayloadError for a split whose total is not there."""
    frame = pd.DataFrame(rows, columns=list(_FIELDS))
    frame["period"] = frame["period"].astype("str")
    total = pd.Series(True, index=frame.index)
    for name, allowed in _PINNED.items():
        if not set(frame[name].unique()) <= allowed:
            total &= frame[name].isin(list(allowed))
    cell = ["period", "reporterCode", "partnerCode", "flowCode", "cmdCode"]
    frame = frame[frame["flowCode"].isin(["M", "X"])]
    kept = frame[total.loc[frame.index]]
    if len(kept) < len(frame):
        split = pd.MultiIndex.from_frame(frame[cell].drop_duplicates())
        if not split.isin(pd.MultiIndex.from_frame(kept[cell])).all():
            raise PayloadError("rows by transport, customs or second partner without their total")
    kept = kept.drop_duplicates([*cell, "primaryValue"])
    if kept.duplicated(cell).any():
        raise PayloadError("two different values for one cell")
    if (kept["primaryValue"].fillna(0) < 0).any():
        raise PayloadError("a negative value")
    return kept


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` from every answer but availability, a vintage for each change."""
    answers: list[Answer] = []
    for snapshot in snapshots:
        if not _is_look(snapshot):
            kind, day = snapshot.key.partition("/")[0], snapshot.retrieved[:10]
            frame = _trade(_pinned(_rows(snapshot.read())))
            asked = _periods(snapshot.key)
            if len(snapshots) == 1 or len(asked) == 1:
                answers.append((f"{kind}/{asked[-1]}", day, frame))
            else:
                answers += [(f"{kind}/{year}", day, frame[frame["period"] == str(year)]) for year in asked]
    frame = vintages(answers, _CELL, ["value_usd", "obs_status"]) if answers else _trade(_pinned([]))
    return {"trade": _finished(frame)}


def _trade(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the table without what is the same for all of them."""
    names = {int(c): from_m49(int(c)) for c in rows["reporterCode"].unique()}
    reporter = rows["reporterCode"].map(names).astype("str")
    partner = _partners(rows)
    exports = rows["flowCode"] == "X"
    sums = ~(rows["isReported"].astype(bool) | rows["isAggregate"].astype(bool))
    flags = set(rows["legacyEstimationFlag"].unique()) - _QUANTITY_FLAGS
    estimated = sums | rows["legacyEstimationFlag"].isin([f for f in flags if pd.notna(f)])
    value = rows["primaryValue"].astype("Float64").round().astype("Int64")
    frame = pd.DataFrame({
        "exporter": reporter.where(exports, partner), "importer": partner.where(exports, reporter),
        "period": rows["period"], "recorded_by": exports.map({True: "exporter", False: "importer"}).astype("str"),
        "valuation": exports.map({True: "FOB", False: "CIF"}).astype("str"), "commodity": rows["cmdCode"].astype("str"),
        "value_usd": value, "obs_status": pd.Series("A", index=rows.index, dtype="str").mask(estimated, "E"),
        "root_family": reporter.map(_ROOTS).fillna("partner_reports").astype("str"),
        "usual": rows["partnerCode"].isin([c.m49 for c in COUNTRIES.values() if c.m49 is not None]),
    })  # fmt: skip
    frame.loc[value.isna(), "obs_status"] = "M"
    # goods that come back to the country they left are no trade between two countries
    return _one_each(frame[frame["exporter"] != frame["importer"]])


def _partners(rows: pd.DataFrame) -> pd.Series[Any]:
    codes = {int(c): from_m49(int(c)) for c in rows["partnerCode"].unique()}
    partner = rows["partnerCode"].map(codes)
    hidden = (rows["partnerCode"] == 490) & (rows["reporterCode"] == IRAN)
    return partner.mask(hidden, from_m49(490, IRAN)).astype("str")


def _one_each(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell: residual groups are added up, of two codes of one country today's is kept."""
    if not frame.duplicated(_CELL, keep=False).any():
        return frame.drop(columns="usual")
    other = (frame["exporter"] == "OTH") | (frame["importer"] == "OTH")
    rest = frame[~other].sort_values("usual", ascending=False, kind="stable").drop_duplicates(_CELL)
    first = {c: "first" for c in frame if c not in (*_CELL, "value_usd")}
    added = frame[other].groupby(_CELL, as_index=False, sort=False).agg(
        {**first, "value_usd": lambda v: v.sum(min_count=1)}
    )  # fmt: skip
    return pd.concat([rest, added[frame.columns]], ignore_index=True).drop(columns="usual")


def _finished(frame: pd.DataFrame) -> pd.DataFrame:
    n = frame.index
    gone = frame["withdrawn"].astype(bool) if "withdrawn" in frame else pd.Series(False, index=n)
    day = frame["vintage_date"] if "vintage_date" in frame else pd.Series([], dtype="str")
    out = {c: frame[c] for c in ("exporter", "importer", "period", "recorded_by", "valuation", "commodity")}
    out |= {c: pd.Series(v, index=n, dtype="str") for c, v in _SAME.items()}
    out |= {"value_usd": frame["value_usd"], "obs_status": frame["obs_status"].mask(gone, "M")}
    out |= {"root_family": frame["root_family"], "vintage": ("as retrieved " + day).astype("str"), "vintage_date": day}
    blank = pd.Series(float("nan"), index=n, dtype="str")
    out |= {"note": blank.mask(gone, WITHDRAWN), "correction": blank}
    return pd.DataFrame(out)


WITHDRAWN = "no longer given by the publisher"
_SAME = {
    "calendar": "gregorian",
    "list_scope": "complete",
    "source": "comtrade",
    "publisher": "UN Comtrade",
}

SOURCE = Source(
    id="comtrade",
    title="UN Comtrade, annual trade of Iran and Russia as each side recorded it",
    publisher="United Nations Statistics Division",
    root_family="partner_reports",
    licence="UN Comtrade: no re-dissemination of its rows without permission",
    redistribute="derived-only",
    citation="United Nations, UN Comtrade database, HS as reported, annual",
    homepage="https://comtradeplus.un.org/",
    base_url="https://comtradeapi.un.org",
    cadence_days=30,
    requests=requests,
    check=check,
    tidy=tidy,
    probes=probes,
    families=(
        Family("comtrade", "partner_reports", "observed", True, "UN Comtrade, as partners of Iran and Russia reported"),
        Family("comtrade", "iran_customs", "observed", True, "UN Comtrade, as Iran reported"),
        Family("comtrade", "russia_customs", "observed", True, "UN Comtrade, as Russia reported"),
    ),
    raw_public=False,
    key_env="COMTRADE_API_KEY",
    key_header="Ocp-Apim-Subscription-Key",
    count=count,
    counted=counted,
    pace=1.5,
    budget=450,
    read=90.0,
    limit=3600.0,
)
