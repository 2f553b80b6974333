-- title: Agreements by furthest stage, each counted once
-- table: pledges
-- from: rows
WITH staged AS (
    SELECT CASE
        WHEN furthest IN ('R', 'T', 'M') THEN 'announced'
        WHEN furthest = 'C' THEN 'contracted'
        WHEN furthest = 'W' THEN 'evidenced'
        ELSE 'delivered'
    END AS stage
    FROM agreements
    WHERE counts AND NOT umbrella AND coalesce(relation, '') <> 'restatement'
),
counted AS (
    SELECT stage, count(*) AS n FROM staged GROUP BY stage
),
shown AS (
    SELECT stage, sum(agreements) AS n FROM pledges GROUP BY stage
)
SELECT shown.stage AS item, shown.n AS table_value, counted.n AS recounted
FROM shown LEFT JOIN counted ON counted.stage = shown.stage
ORDER BY item
