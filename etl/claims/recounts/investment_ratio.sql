-- title: The sum stated for Russia over the measured inflow from all origins
-- table: specifications
-- from: rows
WITH stated AS (
    SELECT max(value_usd) AS usd
    FROM investment
    WHERE origin_id = 'RUS' AND period_label = 'FY1401' AND measure_kind = 'claimed_realised'
),
measured AS (
    SELECT period_label, max(value_usd) AS usd
    FROM investment
    WHERE origin_id = 'WLD' AND measure_kind = 'realised_flow'
    GROUP BY period_label
)
SELECT
    s.specification AS item,
    s.value AS table_value,
    round(CAST(stated.usd AS DOUBLE) / CAST(measured.usd AS DOUBLE), 6) AS recounted
FROM specifications AS s
JOIN parts AS p ON p.claim = s.claim AND p.part = s.part AND p.measure = 'investment_plausible'
JOIN measured ON measured.period_label = s.period
CROSS JOIN stated
ORDER BY item
