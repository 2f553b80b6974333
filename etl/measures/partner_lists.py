"""From rows to lists of partners: for each reporter, period, flow and source, what is known of every partner.

A partner's value is an interval in whole US dollars, `low <= value <= high`; `high` is None when nothing bounds it.
No number is filled in: an absent partner of a complete list lies between zero and the list's remainder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from etl.contract.calendars import parse
from etl.contract.countries import EU27, RANKED
from etl.measures.mirror import PRESENT_FACTOR

CellKey = tuple[str, str, str, str, str]  # source, exporter, importer, period, recorded_by
_Cell = tuple[str, int | None, str, str, bool]  # partner, value, status, scope, proven absurd
MIN_PARTNERS = 4  # fewer rows are not a list of partners but a pair seen from the other side
_WORST = ("M", "E", "V", "A")


@dataclass(frozen=True)
class Entry:
    """What a list says of one partner; `point` is the value as printed, None when it is missing."""

    low: int
    high: int | None
    point: int | None
    status: str = "A"
    printed: int | None = None

    def or_also(self, other: Entry) -> Entry:
        """Two figures for one cell: the conflict is an interval; the figure with a printed rank is the point."""
        if other.point is None or self.point is None:
            known = self if self.point is not None else other
            return replace(known, printed=self.printed or other.printed, low=max(self.low, other.low))
        main = other if other.printed is not None and self.printed is None else self
        high = max(self.high or self.low, other.high or other.low)
        return replace(main, low=min(self.low, other.low), high=high, printed=self.printed or other.printed)

    def plus(self, other: Entry) -> Entry:
        """Both flows together: intervals add, a missing side leaves no point and no upper bound."""
        high = None if self.high is None or other.high is None else self.high + other.high
        point = None if self.point is None or other.point is None else self.point + other.point
        status = min(self.status, other.status, key=_WORST.index)
        return Entry(self.low + other.low, high, point, status)


@dataclass(frozen=True)
class PartnerList:
    """One list of partners.

    `absent` bounds a partner that is not in it (None = nothing does); `spare` is what all absent partners have
    together, and `joint` says that listed partners share it; `complete` says whether a rank within the list is one
    among all partners; `run` is how many first places are printed without a gap; `merged` are the printed ranks
    of the members that became the EU; `valuation` is CIF where every value holds freight, FOB where none does, and
    `freed` says that freight was taken out of some.
    """

    reporter: str
    period: str
    calendar: str
    flow: str
    source: str
    root_family: str
    entries: Mapping[str, Entry]
    absent: int | None
    spare: int | None
    total: int | None
    complete: bool = True
    left_out: tuple[str, ...] = ()
    note: str = ""
    run: int = 0
    joint: bool = False
    merged: tuple[int, ...] = ()
    valuation: str = "unknown"
    freed: bool = False

    def without_freight(self) -> PartnerList:
        """The same list with values free on board: a list that holds freight is divided by the IMF's present factor."""
        if self.valuation != "CIF":
            return self
        entries = {
            c: replace(e, low=_free(e.low) or 0, high=_free(e.high), point=_free(e.point))
            for c, e in self.entries.items()
        }
        return replace(
            self, entries=entries, absent=_free(self.absent), spare=_free(self.spare), total=_free(self.total),
            valuation="FOB", freed=True,
        )  # fmt: skip

    def eu_as_one(self) -> PartnerList:
        """The same list with the members of the EU-27 as one partner."""
        members = [e for c, e in self.entries.items() if c in EU27]
        rest = {c: e for c, e in self.entries.items() if c not in EU27}
        unseen = len(EU27) - len(members)
        # what the members that are not listed may have together
        hidden = self.spare if self.spare is not None else (None if self.absent is None else unseen * self.absent)
        if members and "EU" not in rest:
            union = members[0]
            for e in members[1:]:
                union = union.plus(e)
            high = union.high if unseen == 0 else _sum(union.high, hidden)
            rest["EU"] = replace(union, high=high, printed=None)
        elif "EU" not in rest and self.spare is None:
            rest["EU"] = Entry(0, hidden, None, "M")
        return replace(self, entries=rest, merged=tuple(sorted(e.printed for e in members if e.printed is not None)))


def _free(value: int | None) -> int | None:
    return None if value is None else round(value / PRESENT_FACTOR)


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def from_trade(
    trade: pd.DataFrame, left_out: Iterable[CellKey] = (), reporters: Collection[str] | None = None
) -> Iterator[PartnerList]:
    """Lists of partners of `reporters` (None: of everybody) from `trade`, export, import and total.

    `trade` are current vintages; of them the commodity TOTAL is read.

    `left_out` are cells proven absurd: their partner counts as missing in that flow, and the list says so. A list whose
    rows go back to several roots (all partners' records of one country) carries the root of most of them. Where only
    one of the two flows holds freight, the total comes a second time without it (`freed`).
    """
    absurd = set(left_out)
    rows = trade[(trade["commodity"] == "TOTAL")]
    sides: dict[tuple[str, ...], list[_Cell]] = defaultdict(list)
    roots: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    names = ["source", "root_family", "exporter", "importer", "period", "calendar", "recorded_by"]
    names += ["value_usd", "obs_status", "list_scope", "valuation"]
    valued: dict[tuple[str, ...], set[str]] = defaultdict(set)
    if reporters is not None:
        rows = rows[rows["exporter"].isin(reporters) | rows["importer"].isin(reporters)]
    columns = (rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in names)
    for source, root, exporter, importer, period, calendar, by, value, status, scope, valuation in zip(
        *columns, strict=True
    ):
        out = (source, exporter, importer, period, by) in absurd
        for reporter, partner, flow in ((exporter, importer, "export"), (importer, exporter, "import")):
            if reporters is not None and reporter not in reporters:
                continue
            # one side's records are one list: its own books, or those of all its partners together
            key = (source, reporter, period, calendar, flow, by)
            sides[key].append((partner, value, status, scope, out))
            roots[key][root] += 1
            valued[key].add(valuation)
    flows: dict[tuple[str, ...], dict[str, PartnerList]] = defaultdict(dict)
    for side, cells in sorted(sides.items()):
        source, reporter, period, calendar, flow, _ = side
        root = _most(roots[side])
        made = _flow_list((source, root, reporter, period, calendar), flow, cells)
        if made is not None:
            if len(valued[side]) == 1:
                made = replace(made, valuation=next(iter(valued[side])))
            flows[source, root, reporter, period, calendar].setdefault(flow, made)
    for _, kept in sorted(flows.items()):
        yield from kept.values()
        if len(kept) == 2:
            both = kept["export"], kept["import"]
            total = _total(*both)
            yield total
            if total.valuation == "mixed":
                yield _total(*(side.without_freight() for side in both))


def _most(roots: Counter[str]) -> str:
    return min(roots, key=lambda root: (-roots[root], root))


def _flow_list(key: tuple[str, ...], flow: str, cells: list[_Cell]) -> PartnerList | None:
    source, root, reporter, period, calendar = key
    entries, left_out = {}, []
    total = rest = None
    gone = 0
    scopes = {scope for *_, scope, _ in cells if scope != "remainder"}
    for partner, value, status, scope, absurd in cells:
        known = None if value is None else int(value)
        if partner == "WLD":
            total = known
        elif scope == "remainder":
            rest = known
        elif absurd:
            left_out.append(partner)
            gone += known or 0
            entries[partner] = Entry(0, None, None, "M")
        else:
            entries[partner] = (
                Entry(known or 0, known, known, status) if known is not None else Entry(0, None, None, "M")
            )
    if len(entries) < MIN_PARTNERS:
        return None
    complete = scopes == {"complete"}
    values = [e.point for e in entries.values() if e.point is not None]
    if scopes == {"top5"}:
        rest = min(values) - 1  # whoever is not in the list stands below its last entry
    if total is not None:
        total -= gone  # the world as printed has the absurd cell in it
    elif complete and rest is not None:
        total = sum(values) + rest
    absent = rest if scopes != {"incomplete"} else None
    spare = rest if complete else None
    return PartnerList(
        reporter,
        period,
        calendar,
        flow,
        source,
        root,
        entries,
        absent,
        spare,
        total,
        complete,
        tuple(left_out),
    )


def _total(export: PartnerList, imports: PartnerList) -> PartnerList:
    entries = {}
    for partner in {*export.entries, *imports.entries}:
        a, b = (side.entries.get(partner, _unlisted(side)) for side in (export, imports))
        both = a.plus(b)
        if both.point is None and export.complete and "M" not in (a.status, b.status):
            # in a complete list the flow that is not listed lies in the remainder: the listed one is the value
            both = replace(
                both, point=(a.point or 0) + (b.point or 0), status=min(a.status, b.status, key=_WORST.index)
            )
        entries[partner] = both
    return replace(
        export,
        flow="total",
        entries=entries,
        absent=_sum(export.absent, imports.absent),
        spare=_sum(export.spare, imports.spare),
        total=_sum(export.total, imports.total),
        complete=export.complete and imports.complete,
        left_out=tuple(dict.fromkeys(export.left_out + imports.left_out)),
        valuation=_valuation(export, imports),
        freed=export.freed or imports.freed,
    )


def _valuation(export: PartnerList, imports: PartnerList) -> str:
    """How a total is valued: as both flows are; `mixed` where one holds freight and the other does not."""
    each = {export.valuation, imports.valuation}
    if len(each) == 1:
        return export.valuation
    return "mixed" if each == {"FOB", "CIF"} else "unknown"


def _unlisted(side: PartnerList) -> Entry:
    return Entry(0, side.absent, None, "A")


def from_figures(figures: pd.DataFrame, families: pd.DataFrame) -> Iterator[PartnerList]:
    """Lists from `official_figures`, all series of one root family together, a series of another level left out.

    Parts of a year give lower bounds for the whole of it; a printed rank among all partners is kept as printed.
    """
    rankable = families.loc[families["rankable"].astype(bool), "series"]
    rows = figures[figures["series"].isin(rankable) & (figures["period"] != "undated")]
    groups: dict[tuple[str, ...], dict[str, dict[str, Entry]]] = defaultdict(
        lambda: {"export": {}, "import": {}, "total": {}}
    )
    for r in rows.itertuples(index=False):
        source = r.root_family if r.root_family == "iran_customs" else r.series
        cells = groups[source, r.root_family, r.reporter, r.period, r.calendar][r.flow]
        entry = _entry(r)
        cells[r.partner] = cells[r.partner].or_also(entry) if r.partner in cells else entry
    for (source, root, reporter, period, calendar), flows in sorted(groups.items()):
        raised = {
            flow: _raised(given, _floors(groups, source, root, reporter, period, calendar, flow))
            for flow, given in flows.items()
        }
        for flow, given in flows.items():
            partners = raised[flow] if flow != "total" else _with_sides(raised)
            if partners:
                yield _figure_list((source, root, reporter, period, calendar), flow, given, partners)


def _entry(r: object) -> Entry:
    row: Any = r
    printed = int(row.rank_printed) if pd.notna(row.rank_printed) and row.rank_scope == "all partners" else None
    status = "E" if row.cell_basis == "imputed" else "A"
    if pd.isna(row.value_usd):
        return Entry(0, None, None, status, printed)
    return Entry(int(row.value_low_usd), int(row.value_high_usd), int(row.value_usd), status, printed)


def _floors(
    groups: Mapping[tuple[str, ...], Mapping[str, Mapping[str, Entry]]],
    source: str, root: str, reporter: str, period: str, calendar: str, flow: str,
) -> dict[str, int]:  # fmt: skip
    """Lower bounds from shorter parts of the same year."""
    whole = parse(period, calendar)
    out: dict[str, int] = {}
    if whole is None:
        return out
    for (s, f, r, p, c), flows in groups.items():
        part = parse(p, c)
        if (s, f, r, c) != (source, root, reporter, calendar) or part is None:
            continue
        if part.year == whole.year and part.months < whole.months:
            for partner, e in flows[flow].items():
                out[partner] = max(out.get(partner, 0), e.low)
    return out


def _raised(given: Mapping[str, Entry], floors: Mapping[str, int]) -> dict[str, Entry]:
    entries = dict(given)
    for partner, low in floors.items():
        e = entries.get(partner, Entry(0, None, None))
        if partner != "WLD" and low and e.point is None:
            entries[partner] = replace(e, low=max(e.low, low))
    return entries


def _with_sides(flows: Mapping[str, Mapping[str, Entry]]) -> dict[str, Entry]:
    """Totals, where none is printed from export and import; one of them alone is a lower bound."""
    entries = dict(flows["total"])
    for partner in {*flows["export"], *flows["import"]} - {"WLD"}:
        a, b = (flows[f].get(partner, Entry(0, None, None)) for f in ("export", "import"))
        both = replace(a.plus(b), printed=None)
        e = entries.get(partner, both)
        entries[partner] = e if e.point is not None else replace(e, low=max(e.low, both.low))
    return entries


def _figure_list(key: tuple[str, ...], flow: str, given: Mapping[str, Entry], entries: dict[str, Entry]) -> PartnerList:
    source, root, reporter, period, calendar = key
    world = given.get("WLD")
    countries = {c: e for c, e in entries.items() if c in RANKED}
    spare = None
    if world is not None and world.high is not None:
        spare = max(0, world.high - sum(e.low for e in countries.values()))
    ranks = sorted(e.printed for e in countries.values() if e.printed is not None)
    run = next((i for i, r in enumerate(ranks, 1) if r != i), len(ranks) + 1) - 1
    last = next((e for e in countries.values() if run and e.printed == run), None)
    absent = last.high - 1 if last is not None and last.high is not None else spare
    # a printed run 1..n says who the first n are: whoever is not in it stands lower
    return PartnerList(
        reporter, period, calendar, flow, source, root, countries, absent, spare,
        world.point if world else None, complete=False, run=run, joint=world is not None,
    )  # fmt: skip
