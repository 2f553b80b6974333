"""Two engines, one answer: ranks from pandas and from SQL in DuckDB over the same committed rows are identical."""

from __future__ import annotations

from functools import cache

import duckdb
import pandas as pd

from etl.build import OUT
from etl.derive import partner_ranks
from etl.package import lists
from etl.sources import observations
from etl.sources.bundled import Tables

KEY = ["source", "root_family", "reporter", "partner", "period", "flow"]
# written from the words of docs/METHODS.md, not from the code: competition rank of countries in whole dollars
RANKS = """
with rows as (
    select trade.* replace (if(left_out.source is null, value_usd::bigint, null) as value_usd)
    from trade left join left_out using (source, exporter, importer, period, recorded_by)
    where commodity = 'TOTAL' and current = 'true'
),
cells as (
    select source, root_family, exporter as reporter, importer as partner, period, 'export' as flow,
           value_usd, list_scope from rows
    union all
    select source, root_family, importer, exporter, period, 'import', value_usd, list_scope from rows
),
partners as (select * from cells where partner <> 'WLD' and list_scope <> 'remainder'),
lists as (
    -- a list of at least four partners, every row of it marked complete: a rank in it is one among all
    select source, root_family, reporter, period, flow
    from cells group by all
    having count(*) filter (where partner <> 'WLD' and list_scope <> 'remainder') >= 4
       and bool_and(list_scope in ('complete', 'remainder'))
),
flows as (select partners.* from partners join lists using (source, root_family, reporter, period, flow)),
both_flows as (
    select source, root_family, reporter, period from lists group by all having count(*) = 2
),
totals as (
    -- a flow that is not listed lies in the remainder; one that is listed as missing leaves no total
    select source, root_family, reporter, partner, period, 'total' as flow,
           case when count(value_usd) = count(*) then sum(value_usd) end as value_usd
    from flows join both_flows using (source, root_family, reporter, period)
    group by source, root_family, reporter, partner, period
),
every as (
    select source, root_family, reporter, partner, period, flow, value_usd from flows
    union all select * from totals
)
select source, root_family, reporter, partner, period, flow, value_usd::bigint as value_usd,
       rank() over (
           partition by source, root_family, reporter, period, flow order by value_usd desc
       ) as rank
from every join countries on countries.id = every.partner
where countries.country_kind = 'country' and value_usd is not null and reporter in ('IRN', 'RUS')
-- of a compiler's lists the package keeps the ranks of the two alone
qualify every.partner in ('IRN', 'RUS')
     or every.source not in (select source from trade where recorded_by = 'compiled')
"""


CELL = ("source", "exporter", "importer", "period", "recorded_by")


def from_sql(left_out: list[tuple[str, ...]]) -> pd.DataFrame:
    """Ranks by DuckDB from the committed files, without the cells `left_out`."""
    with duckdb.connect() as engine:
        for name in ("trade", "trade_lists", "countries"):
            file = engine.read_csv(str(OUT / f"{name}.csv"), header=True, all_varchar=True, na_values="")
            file.create_view("flows_of_trade" if name == "trade" else name)
        engine.execute("create view trade as select * from flows_of_trade join trade_lists using (list_id)")
        engine.execute(f"create table left_out ({', '.join(f'{c} varchar' for c in CELL)})")
        for cell in left_out:
            engine.execute("insert into left_out values (?, ?, ?, ?, ?)", cell)
        return frame(engine.sql(RANKS).fetchall())


def frame(found: list[tuple[object, ...]]) -> pd.DataFrame:
    out = pd.DataFrame(found, columns=[*KEY, "value_usd", "rank"]).astype(dict.fromkeys(KEY, "str"))
    return out.astype({"value_usd": "int64", "rank": "int64"}).sort_values(KEY, ignore_index=True)


@cache
def package() -> dict[str, pd.DataFrame]:
    return lists.read_package({path.name: path.read_bytes() for path in OUT.iterdir()})[0]


def table(name: str) -> pd.DataFrame:
    return package()[name]


def ranked(ranks: pd.DataFrame, sources: set[str]) -> pd.DataFrame:
    own = ranks[(ranks["basis"] == "as_recorded") & ranks["source"].isin(sources)]
    own = own[own["rank"].notna() & own["value_usd"].notna()]
    return frame(list(own[[*KEY, "value_usd", "rank"]].itertuples(index=False, name=None)))


def without_compiled(found: pd.DataFrame) -> pd.DataFrame:
    """Of a compiler's lists the places of the two alone are ranked."""
    trade = table("trade")
    compiled = set(trade.loc[trade["recorded_by"] == "compiled", "source"])
    return found[~found["source"].isin(compiled) | found["partner"].isin(["IRN", "RUS"])].reset_index(drop=True)


def test_pandas_and_sql_give_the_same_ranks(observed: Tables) -> None:
    tables = {**observed, "trade": table("trade")}
    observations.with_current(tables)
    result = ranked(partner_ranks.ranked(tables, []).ranks, set(tables["trade"]["source"]))
    assert len(result) > 2000
    pd.testing.assert_frame_equal(result, without_compiled(from_sql([])))


def test_the_published_ranks_are_those_of_sql_and_of_long_lists_the_first() -> None:
    cells = table("anomalies")
    left_out = cells[(cells["row_table"] == "trade") & (cells["treatment"] == "left out")]
    assert not left_out.empty
    expected = without_compiled(from_sql(list(left_out[list(CELL)].itertuples(index=False, name=None))))
    published = ranked(table("partner_ranks"), set(expected["source"]))
    both = expected.merge(published, on=KEY, how="left", suffixes=("", "_published"), indicator="where")
    result, beyond = both[both["where"] == "both"], both[both["where"] == "left_only"]
    assert len(result) == len(published)
    for column in ("value_usd", "rank"):
        assert result[column].tolist() == result[f"{column}_published"].astype("int64").tolist()
    size = expected.groupby([k for k in KEY if k != "partner"])["partner"].transform("size")
    assert size[beyond.index].gt(partner_ranks.WHOLE).all()
    assert beyond["rank"].gt(partner_ranks.FIRST).all()
