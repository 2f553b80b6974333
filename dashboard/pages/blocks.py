"""Places on the page of a claim that other modules fill: one name in a tuple is one block more.

A block is a pure function of the part or claim, the package and the query of the address; it returns a component, or
None where it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dashboard.package.claims import Claim, Part
from dashboard.package.store import Package
from dashboard.pages import citing, reader_verdict
from dashboard.svg import legend
from dashboard.ui import chart_card
from dashboard.ui.elements import Element

#: the card of a chart with its legend drawn
card = partial(chart_card.card, legend=legend.html)

Query = Mapping[str, Any]
PartBlock = Callable[[Part, Package, Query], Element | None]
ClaimBlock = Callable[[Claim, Package, Query], Element | None]

#: below the verdict and its sentence, always seen
BESIDE_VERDICT: tuple[PartBlock, ...] = (reader_verdict.without_one,)
#: below the chart of the part, above "More evidence", always seen
BELOW_CHART: tuple[PartBlock, ...] = (reader_verdict.block, citing.quotation)
#: first inside the closed "More evidence" of the part
MORE_EVIDENCE: tuple[PartBlock, ...] = ()
#: after all parts of the claim
AFTER_PARTS: tuple[ClaimBlock, ...] = (citing.citation,)


def of_part(blocks: tuple[PartBlock, ...], part: Part, now: Package, query: Query) -> list[Element | None]:
    """What `blocks` say about `part`, in their order."""
    return [block(part, now, query) for block in blocks]


def of_claim(blocks: tuple[ClaimBlock, ...], record: Claim, now: Package, query: Query) -> list[Element | None]:
    """What `blocks` say about the whole claim, in their order."""
    return [block(record, now, query) for block in blocks]
