"""The short controlled list of caveats; one or more are shown beside every chart drawn from a table."""

from __future__ import annotations

CAVEATS: dict[str, str] = {
    "nobody-reports": "Russia publishes no customs figures by country after January 2022 and Iran as a reporter ends in 2018 in the vintages held here: later figures are a partner's, an estimate, or a statement.",
    "estimates": "Estimated cells are marked E and never drawn like observed ones.",
    "partial-lists": "Some lists are only a top five or incomplete: absent is not zero.",
    "shipment": "Iran books imports by country of shipment (much of it the UAE), partners by destination.",
    "non-oil": "Iran's customs figures are non-oil, by Iranian year, and their scope is not constant.",
    "overlap": "Rows overlap: never add them up.",
    "one-sided": "Many values come from one side only.",
    "labels": "Some periods are only labels: their bounds are not known.",
    "volume-not-price": "Trend-indicator values measure volume, not money.",
    "series-break": "The series changes its source: do not read across the break.",
    "not-a-full-count": "Dated examples, not a full count.",
    "seen-in-copies": "Links were seen in stored copies between 2026-11-22 and 2026-11-27, not opened live.",
    "mechanical": "Some estimated cells were filled by one growth factor or are absurd: see the table of anomalies.",
}
