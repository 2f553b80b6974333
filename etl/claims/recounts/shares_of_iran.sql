-- title: Iran's share in Russia's total trade, unspecified partners kept, without cells that other books rule out
-- table: trade_ties
-- from: own
-- of: trade source imts_rus
WITH rows_of_russia AS (
    SELECT
        period, exporter, importer, value_usd,
        CASE WHEN exporter = 'IRN' OR importer = 'IRN' THEN value_usd END AS with_iran,
        CASE WHEN exporter = 'WLD' OR importer = 'WLD' THEN value_usd END AS with_world,
        CASE WHEN EXISTS (
            SELECT 1 FROM anomalies AS a
            WHERE
                a.treatment = 'left out' AND a.source = trade.source AND a.exporter = trade.exporter
                AND a.importer = trade.importer AND a.period = trade.period AND a.recorded_by = trade.recorded_by
        ) THEN value_usd ELSE 0 END AS left_out
    FROM trade
    WHERE
        source = 'imts_rus' AND current AND commodity = 'TOTAL' AND (exporter = 'RUS' OR importer = 'RUS')
),
counted AS (
    SELECT
        period,
        round(CAST(sum(with_iran) AS DOUBLE) / CAST(coalesce(sum(with_world), sum(value_usd)) - sum(left_out) AS DOUBLE), 6) AS part
    FROM rows_of_russia
    GROUP BY period
)
SELECT t.period AS item, t.value AS table_value, counted.part AS recounted
FROM trade_ties AS t
LEFT JOIN counted ON counted.period = t.period
WHERE
    t.reporter = 'RUS' AND t.partner = 'IRN' AND t.source = 'imts_rus' AND t.flow = 'total' AND t.yardstick = 'share'
    AND t.period BETWEEN '2016' AND '2024'
ORDER BY item
