"""How a verdict comes about: rules, choices, words, limits, licences; from the tables of the package and its texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.package import archive
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import age, components, tables
from dashboard.ui import elements as html

STEPS = ("step_1", "step_2", "step_3", "step_4", "step_5", "step_6")
WORDS = ("evidence", "agreement", "basis", "counts", "without")
DEFINITIONS = ("def_rank", "def_growth", "def_mirror", "def_votes", "def_ladder", "def_cause", "calendar")


def layout(**_: Any) -> html.Element:
    """Sections in the order a reader asks: how, by which rules, in which words, within which limits."""
    now = package()
    sections = [
        _section("steps", html.Ol([html.Li(say(f"method.{s}")) for s in STEPS])),
        _folded("rules", _table(now, "rules", ("rule", "verdict", "condition"))),
        _folded("choices", _table(now, "choices", ("choice", "title", "about"))),
        _section("words", _terms(WORDS)),
        _section("definitions", _terms(DEFINITIONS)),
        _folded("families", _table(now, "families", ("series", "root_family", "basis", "about"))),
        _account(now),
        _folded("limits", components.listed(_caveats(now))),
        _folded("licences", _table(now, "sources", ("title", "publisher", "licence", "redistribute"))),
        _section("cite", html.P(archive.citation(now))),
    ]
    return components.page(say("method.title"), _contents(sections), *sections, age.line(now), lead=say("method.lead"))


def _contents(sections: list[html.Element]) -> html.Element:
    links = [html.A(say(f"method.{name}"), href=f"#{name}") for name in (s.props["id"] for s in sections)]
    return components.ways([*links, html.A(say("glossary.title"), href="/glossary")], say("method.contents"))


def _section(name: str, *children: Any) -> html.Element:
    return components.card(say(f"method.{name}"), *children, name=name)


def _folded(name: str, *children: Any) -> html.Element:
    """A section of many rows, closed below its heading; its address opens it."""
    label = f"{say('method.open')}: {say(f'method.{name}')}"
    fold = html.Details([html.Summary(say("method.open"), **{"aria-label": label}), *children], className="fold")
    return _section(name, fold)


def _terms(names: tuple[str, ...]) -> html.Element:
    return components.facts([(say(f"method.{n}_term"), say(f"method.{n}")) for n in names])


def _table(now: Package, name: str, columns: Iterable[str]) -> html.Element:
    return tables.table(now.words[name], now.fields(name), tuple(columns), say(f"method.{name}_caption"))


def _account(now: Package) -> html.Element:
    texts = [html.P(say("method.account_lead"))]
    if len(now.words.get("recounts", ())):
        texts.append(_table(now, "recounts", now.words["recounts"].columns))
    return _folded("account", *texts, html.H3(say("method.corrections")), html.P(_corrections(now)))


def _corrections(now: Package) -> str:
    counts = {n: int(t["correction"].notna().sum()) for n, t in now.words.items() if "correction" in t}
    named = ", ".join(f"{name} {n}" for name, n in counts.items() if n)
    return say("method.corrections_lead", n=sum(counts.values()), tables=named)


def _caveats(now: Package) -> list[str]:
    """Every caveat of the package once, in the order of the tables."""
    texts = [c["text"] for r in now.resources.values() for c in r.get("caveats", [])]
    return list(dict.fromkeys(texts))
