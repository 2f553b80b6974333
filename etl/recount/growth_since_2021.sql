-- title: Change of turnover against 2021 with Russia as reporter, per cent
-- table: specifications
WITH years AS (
    SELECT period, sum(value_usd) AS usd
    FROM trade
    WHERE
        source = 'imts_rus' AND current AND commodity = 'TOTAL'
        AND ((exporter = 'RUS' AND importer = 'IRN') OR (exporter = 'IRN' AND importer = 'RUS'))
    GROUP BY period
)
SELECT
    s.specification AS item,
    s.value AS table_value,
    round(100 * (CAST(latest.usd AS DOUBLE) / CAST(base.usd AS DOUBLE) - 1), 6) AS recounted
FROM specifications AS s
JOIN years AS latest ON latest.period = s.period
JOIN years AS base ON base.period = '2021'
WHERE s.claim = 'trade-growth' AND s.part = 'since-2021' AND s.series = 'imts_rus'
ORDER BY item
