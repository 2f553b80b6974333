"""One specification: its rows, its sources, its choices, and why the propositions hold in it or do not."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty import readings
from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.cells import Row
from dashboard.package.cells import texts as texts_of
from dashboard.package.current import package
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages import part_facts, part_tables
from dashboard.pages import specification_rows as rows
from dashboard.texts import formats, say, word
from dashboard.ui import age, components, urls
from dashboard.ui import elements as html

_DIFFER = ("root_family", "series", "period", *part_tables.CHOICES)


def _at(claim: str, part: str, specification: str) -> tuple[Part, Row]:
    """The part and the row of the specification. WrongAddress (404) where there is none."""
    known = claims.claim(package(), claim)
    found = known.part(part) if known else None
    if found is None:
        raise routes.WrongAddress(404, say("error.no_claim", name=f"{claim}/{part}"))
    ids = found.specifications["specification"].astype(str).map(readings.slug)
    for row in texts_of(found.specifications[ids == readings.slug(specification)]):
        return found, row
    raise routes.WrongAddress(404, say("specification.error", name=specification))


def _names(part: Part, row: Row) -> dict[str, str]:
    books, period = word("root_family", row["root_family"]), formats.period(row["period"], row["calendar"])
    return {"part": part.title, "books": books, "period": period, "holds": _holds(row["holds_strong"])}


def _holds(value: str) -> str:
    return word("holds", components.held(value))


def title(**names: str) -> str:
    return say("site.tab", name=say("specification.title", **_names(*_at(**names))))


def description(**names: str) -> str:
    return say("specification.description", **_names(*_at(**names)))


def layout(claim: str, part: str, specification: str, **_: Any) -> html.Element:
    """The page of one specification; WrongAddress (404) when there is none of that name."""
    now, (known, row) = package(), _at(claim, part, specification)
    title = now.words["claims"].set_index("id")["title"][claim]
    read = rows.behind(now, row)
    sources = rows.sources(now, row, read)
    return components.page(
        say("specification.title", **_names(known, row)),
        age.line(now, [row["row_table"]] if row["row_table"] in now.resources else []),
        html.P(html.A(say("specification.back", part=known.title), href=known.address)),
        _card("answer", _propositions(known, row), _numbers(now, row)),
        _card("choices", _choices(now, row)),
        _card("cells", *rows.cells(now, row, read)),
        _card("list", *rows.listed(now, row)) if row["row_table"] in rows.LISTS else None,
        _card("seen", *rows.seen(now, read)) if "figure_id" in read else None,
        _card("sources", sources) if sources else None,
        _card("others", _others(known, row)),
        lead=say("specification.lead", n=len(known.specifications), part=known.title, claim=title),
    )


def _card(name: str, *inner: html.Element | None) -> html.Element:
    return components.card(say(f"specification.{name}"), *inner, name=name, labelled=True)


def _propositions(part: Part, row: Row) -> html.Element:
    weak = part.about.get("weak", "")
    lines = [(say("specification.said", text=part.about["strong"]), row["holds_strong"])]
    if weak and weak != part.about["strong"]:
        lines.append((say("specification.weaker", text=weak), row["holds_weak"]))
    return components.listed([[text, " ", components.holds(value)] for text, value in lines], "others")


def _numbers(now: Package, row: Row) -> html.Element:
    """Every number of the specification, each leading to the row it is a cell of."""
    own = urls.rows(now, "specifications", f"{row['claim']} {row['part']} {row['specification']}")
    source = urls.rows(now, row["row_table"], row["row_key"]) if row["row_table"] in now.resources else own
    noise = [formats.number(float(row[n])) for n in ("noise_best", "noise_worst") if row[n]]
    pairs = [
        ("value", part_tables.value(row), source),
        ("flip", part_facts.flip_distance(row["flip_pct"]), source),
        ("noise", say("grid.span", low=noise[0], high=noise[1]) if len(noise) == 2 else "", own),
        ("silent", _silent(row), own),
        ("weight", formats.percent(float(row["weight"])), own),
    ]
    facts = [(say(f"specification.{n}"), html.A(text, href=to) if text else "") for n, text, to in pairs]
    return components.facts([*facts, (say("specification.why_not"), row["why_not"])])


def _silent(row: Row) -> str:
    """The value without partners that publish nothing, and whether it holds; empty where it is the same."""
    low, high = row["silent_low"], row["silent_high"]
    value = part_tables.value({**row, "value": "", "value_low": low, "value_high": high})
    if not value or (low, high) == (row["value_low"], row["value_high"]):
        return ""
    return say("specification.silent_holds", value=value, holds=_holds(row["silent_strong"]))


def _choices(now: Package, row: Row) -> html.Element:
    about = {(c["choice"], c["option"]): c["about"] for c in now.rows("choices")}

    def explained(choice: str, option: str) -> list[Any]:
        return [part_tables.option(choice, option), *components.small(about.get((choice, option)))]

    partners = ", ".join(word("choice.partner", p) for p in row["leaning_on"].split())
    pairs = [(choice, option) for choice, _, option in (p.partition("=") for p in row["options"].split())]
    same = [(c, o) for c, o in pairs if o != row[c] and [name for name, _ in pairs].count(c) > 1]
    reading = word("reading", row["reading"]) if row["reading"] else say("specification.neither")
    facts = [
        (say("specification.books"), word("root_family", row["root_family"])),
        (say("specification.series"), word("series", row["series"])),
        (say("specification.period"), formats.period(row["period"], row["calendar"])),
        (say("specification.basis"), word("cell_basis", row["cell_basis"])),
        *[(formats.capital(word("flips", c)), explained(c, row[c])) for c in part_tables.CHOICES if row[c]],
        (say("specification.reading"), reading),
        (say("specification.leaning"), partners),
        (say("specification.stands_for"), "; ".join(part_tables.option(c, o) for c, o in same)),
    ]
    return components.facts(facts)


def _others(part: Part, row: Row) -> html.Element:
    """Specifications of the part that differ from this one in one thing, with their answers."""
    near = [r for r in texts_of(part.specifications) if sum(r[n] != row[n] for n in _DIFFER) == 1]
    if not near:
        return html.P(say("specification.none"), className="empty")
    lines = [[_link(r), f": {part_tables.value(r)} ", components.holds(r["holds_strong"])] for r in near]
    return components.listed(lines, "others")


def _link(row: Row) -> html.Element:
    """The way to the page of another specification, named by what sets it apart."""
    chosen = [part_tables.option(c, row[c]) for c in part_tables.CHOICES if row[c] and c != "flow"]
    names = [word("series", row["series"]), formats.period(row["period"], row["calendar"]), *chosen]
    return html.A(", ".join(names), href=readings.address(row["claim"], row["part"], row["specification"]))
