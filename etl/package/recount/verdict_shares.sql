-- title: Weighted shares in which the strong and the weak proposition hold (S, W)
-- table: verdicts
-- from: own
WITH weighed AS (
    SELECT
        claim, part,
        CASE WHEN holds_strong IS NOT NULL THEN weight END AS strong_told,
        CASE WHEN holds_strong THEN weight ELSE 0 END AS strong_yes,
        CASE WHEN holds_weak IS NOT NULL THEN weight END AS weak_told,
        CASE WHEN holds_weak THEN weight ELSE 0 END AS weak_yes
    FROM specifications
),
counted AS (
    SELECT
        claim, part,
        round(CAST(sum(strong_yes) AS DOUBLE) / CAST(sum(strong_told) AS DOUBLE), 6) AS s,
        round(CAST(sum(weak_yes) AS DOUBLE) / CAST(sum(weak_told) AS DOUBLE), 6) AS w
    FROM weighed
    GROUP BY claim, part
)
SELECT v.claim || '/' || v.part || ' S' AS item, v.strong_share AS table_value, c.s AS recounted
FROM verdicts AS v JOIN counted AS c ON c.claim = v.claim AND c.part = v.part
UNION ALL
SELECT v.claim || '/' || v.part || ' W' AS item, v.weak_share AS table_value, c.w AS recounted
FROM verdicts AS v JOIN counted AS c ON c.claim = v.claim AND c.part = v.part
ORDER BY item
