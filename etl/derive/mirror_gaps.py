"""`mirror_gaps`: the same flow in both sides' books."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.claims.message import columns, message
from etl.contract.frames import Tables, Words, conform
from etl.contract.pair import pair_of
from etl.contract.tables import TABLES
from etl.derive.current import compared_trade, of_all_periods
from etl.derive.reporter_gaps import pair_gaps
from etl.measures import mirror

NOBODY = "none"  # the source of a side that recorded nothing
SAME_YEAR = "same_year"


def mirror_gaps(tables: Tables, words: Words) -> pd.DataFrame:
    """`mirror_gaps`: flows that both sides recorded, and those of the pair that one did.

    An estimate is nobody's record. Two publishers' records of one flow meet where neither has both. The factors other
    than the present one are a sensitivity, and shown for the pair alone.
    """
    rows, parties = compared_trade(tables), pair_of(tables)
    publishers = publishers_of(tables)
    frame = mirror.mirror_gaps(rows).assign(gap_kind=SAME_YEAR)
    pair = frame["exporter"].isin(parties) & frame["importer"].isin(parties)
    recorded = frame["export_usd"].notna() & frame["import_usd"].notna()
    recorded &= (frame["export_status"] != "E") & (frame["import_status"] != "E")
    frame = pd.concat([frame[pair], _of_one_publisher(frame[recorded & ~pair], publishers)], ignore_index=True)
    frame = frame.fillna({"export_source": NOBODY, "import_source": NOBODY})
    own = frame[frame["exporter"].isin(parties) & frame["importer"].isin(parties)]
    others = [mirror.at_factor(own, factor) for factor in mirror.FACTORS if factor != mirror.PRESENT_FACTOR]
    crude = [pair_gaps(tables, factor) for factor in mirror.FACTORS]
    note = columns(note=message("depth.gaps.crude", words))
    noted = [gaps.assign(**note) for gaps in crude]
    return conform(TABLES["mirror_gaps"], pd.concat([frame, *others, *noted], ignore_index=True))


def publishers_of(tables: Tables) -> dict[str, str]:
    """The publisher of each source, in whatever period it has records that can be compared."""
    rows = compared_trade(of_all_periods(tables)).drop_duplicates("source")
    return dict(zip(rows["source"], rows["publisher"], strict=True))


def _of_one_publisher(frame: pd.DataFrame, publishers: Mapping[str, str]) -> pd.DataFrame:
    """`frame` without records of two publishers for a flow of which one publisher has both."""
    same = frame["export_source"].map(publishers) == frame["import_source"].map(publishers)
    flow = ["exporter", "importer", "period"]
    both = pd.MultiIndex.from_frame(frame.loc[same, flow])
    return frame[same | ~pd.MultiIndex.from_frame(frame[flow]).isin(both)]
