-- title: Change of turnover against 2021 with Russia as reporter, per cent, with freight and without
-- table: specifications
-- from: rows
-- of: trade source imts_rus
WITH years AS (
    SELECT
        period,
        CAST(sum(value_usd) AS DOUBLE) AS usd,
        sum(CAST(value_usd AS DOUBLE) / CASE WHEN valuation = 'CIF' THEN 1.06 ELSE 1.0 END) AS without_freight
    FROM trade
    WHERE
        source = 'imts_rus' AND current AND commodity = 'TOTAL'
        AND ((exporter = 'RUS' AND importer = 'IRN') OR (exporter = 'IRN' AND importer = 'RUS'))
    GROUP BY period
)
SELECT
    s.specification AS item,
    s.value AS table_value,
    round(100 * (CASE
        WHEN s.valuation = 'FOB' THEN latest.without_freight / base.without_freight
        ELSE latest.usd / base.usd
    END - 1), 6) AS recounted
FROM specifications AS s
JOIN parts AS p ON p.claim = s.claim AND p.part = s.part AND p.measure = 'growth_since'
JOIN years AS latest ON latest.period = s.period
JOIN years AS base ON base.period = '2021'
WHERE s.series = 'imts_rus'
ORDER BY item
