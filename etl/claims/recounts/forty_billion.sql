-- title: Of the 40 billion memorandum, the share with evidence of work: lowest and highest
-- table: umbrellas
-- from: rows
WITH whole AS (
    SELECT id, value_usd FROM agreements WHERE id = 'EA31'
),
worked AS (
    SELECT coalesce(sum(value_usd), 0) AS usd
    FROM agreements
    WHERE parent_id = 'EA31' AND relation = 'component' AND furthest IN ('W', 'D')
),
claimed AS (
    SELECT coalesce(max(value_usd), 0) AS usd
    FROM agreements
    WHERE parent_id = 'EA31' AND relation = 'restatement' AND furthest_claimed IN ('W', 'D')
)
SELECT 'lowest' AS item, u.share_low AS table_value,
    round(CAST(worked.usd AS DOUBLE) / CAST(whole.value_usd AS DOUBLE), 6) AS recounted
FROM umbrellas AS u JOIN whole ON whole.id = u.id CROSS JOIN worked
UNION ALL
SELECT 'highest' AS item, u.share_high AS table_value,
    round(CAST(worked.usd + claimed.usd AS DOUBLE) / CAST(whole.value_usd AS DOUBLE), 6) AS recounted
FROM umbrellas AS u JOIN whole ON whole.id = u.id CROSS JOIN worked CROSS JOIN claimed
ORDER BY item
