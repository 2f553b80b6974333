"""`rank_uncertainty`: how firm the pair's ranks are against noise of the size two reporters differ by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.claims.message import Message, columns, message
from etl.contract.distinct import distinct
from etl.contract.frames import Tables, Words, of_rows
from etl.contract.pair import pair_of
from etl.contract.rows import numbered, records
from etl.contract.tables import TABLES
from etl.derive.current import scopes
from etl.derive.noise import Noise, noise
from etl.measures import uncertainty
from etl.measures.arrays import Floats

_LIST = ["reporter", "period", "calendar", "flow", "source", "basis"]


def rank_uncertainty(tables: Tables, typical: float | None, words: Words, places: Sequence[int] = (1,)) -> pd.DataFrame:
    """Frame of `rank_uncertainty` from complete lists in `partner_ranks`; empty when no gap of any pair is known.

    `typical` is what two reporters typically differ by, in log points (None = unknown, and then nothing is resolvable).
    Each list has a row for each of `places`, with the chances of it.
    """
    ranks, pair, complete = tables["partner_ranks"], pair_of(tables), _complete(tables)
    # of lists without freight the pair's own row alone is kept
    counted = ranks["basis"].isin(("as_recorded", "eu_one")) & ranks["source"].isin(complete)
    at_all = np.flatnonzero(counted & (ranks["value_usd"] > 0).fillna(False))
    use = ranks[[*_LIST, "partner", "value_usd", "rank"]].take(at_all)
    noises = {reporter: noise(tables["mirror_gaps"], reporter, pair, words) for reporter in pair}
    listed = numbered(use, _LIST)
    rows_of = use.groupby(listed).indices
    codes, partners = distinct(use["partner"])
    values = use["value_usd"].to_numpy(dtype=float)
    sigmas = {
        reporter: np.array([of_reporter.by_partner.get(p, of_reporter.own) for p in partners])
        for reporter, of_reporter in noises.items()
        if of_reporter is not None
    }
    # a rank within an incomplete list says nothing about the rank among all partners
    between = (use["partner"] == use["reporter"].map(pair.others)) & use["rank"].notna()
    rows = []
    own_rows = records(ranks.take(at_all[between.to_numpy()]))
    for at, own in zip(between.to_numpy().nonzero()[0], own_rows, strict=True):
        of_reporter = noises[own["reporter"]]
        if of_reporter is not None:
            here = rows_of[listed[at]]
            others = here[here != at]
            noisy = values[others], sigmas[own["reporter"]][codes[others]]
            rows += [_row({**own, "place_named": place}, noisy, (of_reporter, typical), words) for place in places]
    return of_rows(TABLES["rank_uncertainty"], rows)


def _complete(tables: Tables) -> set[str]:
    """Sources that have a complete list recorded by one of its sides."""
    return {
        s.source for s in scopes(tables) if s.current and s.list_scope == "complete" and s.recorded_by != "compiled"
    }


def read_of_others(tables: Tables, typical: float | None, words: Words) -> Any:
    """What the rows of a period read of others: `typical`, the noise of both, sources with complete lists."""
    pair = pair_of(tables)
    return (
        typical,
        [noise(tables["mirror_gaps"], reporter, pair, words) for reporter in pair],
        sorted(_complete(tables)),
    )


def _row(
    own: Mapping[str, Any],
    others: tuple[Floats, Floats],
    gaps: tuple[Noise, float | None],
    words: Words,
) -> dict[str, Any]:
    """Row of the list's `own` pair; `others` are the values of its other partners and the noise of each."""
    noise, typical = gaps
    value, (values, sigmas) = float(own["value_usd"]), others
    # partners without a value here that other books put surely above take their places in every list
    above = len(own["leaning_on"].split()) if isinstance(own["leaning_on"], str) else 0
    place, distribution = int(own["place_named"]), uncertainty.rank_distribution(value, values, noise.own, sigmas)
    within, better = distribution.at_most(place - above), distribution.at_most(place - 1 - above)
    best, worst = distribution.interval()
    flip = uncertainty.flip_distance(value, values)
    row = {
        **own,
        "sigma": noise.own,
        "chance_within": within,
        "chance_at": within - better,
        "noise_best": best + above,
        "noise_worst": worst + above,
        "flip_up_pct": flip.up_pct,
        "flip_down_pct": flip.down_pct,
        "flip_log": flip.log_points,
        "typical_gap": typical,
        "resolvable": uncertainty.resolvable(flip.log_points, typical),
        "cell_basis": "imputed" if own["obs_status"] != "A" else "observed",
    }
    return row | columns(sigma_from=noise.said, sentence=list(_sentences(row, words)))


def _sentences(row: Mapping[str, Any], words: Words) -> Iterator[Message]:
    yield message(
        "depth.noise.interval", words, rank=int(row["rank"]), best=row["noise_best"], worst=row["noise_worst"]
    )
    if isinstance(row["leaning_on"], str) and row["leaning_on"]:
        yield message("depth.noise.leaning", words, partners=row["leaning_on"].split())
    percent, place = 100 * row["chance_within"], row["place_named"]
    if percent < 0.5:
        yield message("depth.noise.within_few", words, place=place)
    else:
        yield message("depth.noise.within", words, place=place, percent=f"{percent:.0f}")
    if row["flip_log"] is not None and row["typical_gap"] is not None:
        near = min(p for p in (row["flip_up_pct"], row["flip_down_pct"]) if p is not None)
        key = "resolvable" if row["resolvable"] else "not_resolvable"
        yield message(f"depth.noise.{key}", words, near=f"{near:.1f}")
