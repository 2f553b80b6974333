-- title: Tonnes between Russia and Iran against 1400, by Iran's customs, change in per cent
-- table: real_terms
-- from: rows
WITH weights AS (
    SELECT series, period,
        coalesce(
            max(CASE WHEN flow = 'total' THEN tonnes END),
            max(CASE WHEN flow = 'export' THEN tonnes END) + max(CASE WHEN flow = 'import' THEN tonnes END)
        ) AS total
    FROM tonnes
    WHERE tonnes IS NOT NULL
    GROUP BY series, period
)
SELECT r.series || ' ' || r.period AS item, round(r.tonnes_change_pct, 6) AS table_value,
    round(100 * (CAST(w.total AS DOUBLE) / CAST(b.total AS DOUBLE) - 1), 6) AS recounted
FROM real_terms AS r
JOIN weights AS w ON w.series = r.tonnes_series AND w.period = r.period
JOIN weights AS b ON b.series = r.tonnes_series_base AND b.period = r.base_period
WHERE r.tonnes_change_pct IS NOT NULL
ORDER BY item
