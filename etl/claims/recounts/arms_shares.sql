-- title: Russia's share in Iran's recorded arms imports by span and edition of the register, per cent
-- table: arms_shares
-- from: rows
WITH spans AS (
    SELECT period_label, source, from_year, to_year, share_pct
    FROM arms_shares
    WHERE side = 'imports' AND supplier = 'RUS' AND recipient = 'IRN'
),
counted AS (
    SELECT s.period_label, s.source,
        100 * CAST(sum(CASE WHEN a.supplier = 'RUS' THEN a.tiv_million ELSE 0 END) AS DOUBLE)
            / CAST(sum(a.tiv_million) AS DOUBLE) AS percent
    FROM spans AS s
    JOIN arms AS a ON a.source = s.source AND a.recipient = 'IRN' AND a.supplier <> 'WLD'
        AND CAST(a.period AS INTEGER) BETWEEN s.from_year AND s.to_year
    WHERE a.tiv_million IS NOT NULL AND a.current
    GROUP BY s.period_label, s.source
)
SELECT s.source || ' ' || s.period_label AS item, round(s.share_pct, 3) AS table_value,
    round(c.percent, 3) AS recounted
FROM spans AS s
LEFT JOIN counted AS c ON c.period_label = s.period_label AND c.source = s.source
ORDER BY item
