-- title: Turnover of Russia and Iran with Russia as reporter, US dollars
-- table: counterfactuals
-- from: rows
-- of: trade source imts_rus
WITH counted AS (
    SELECT CAST(period AS INTEGER) AS year, sum(value_usd) AS usd
    FROM trade
    WHERE
        source = 'imts_rus' AND current AND commodity = 'TOTAL'
        AND ((exporter = 'RUS' AND importer = 'IRN') OR (exporter = 'IRN' AND importer = 'RUS'))
    GROUP BY period
    HAVING count(value_usd) = 2
)
SELECT c.year AS item, c.actual AS table_value, counted.usd AS recounted
FROM counterfactuals AS c
LEFT JOIN counted ON counted.year = c.year
WHERE c.method = 'forecast' AND c.series = 'imts_rus' AND c.actual IS NOT NULL
ORDER BY item
