-- title: Specifications in which the article's wording holds, can be told, and are defined (k, n, N)
-- table: verdicts
-- from: own
WITH counted AS (
    SELECT
        claim, part,
        sum(CASE WHEN holds_strong THEN 1 ELSE 0 END) AS k,
        count(holds_strong) AS n,
        count(*) AS defined
    FROM specifications
    GROUP BY claim, part
)
SELECT v.claim || '/' || v.part || ' k' AS item, v.holds AS table_value, c.k AS recounted
FROM verdicts AS v JOIN counted AS c ON c.claim = v.claim AND c.part = v.part
UNION ALL
SELECT v.claim || '/' || v.part || ' n' AS item, v.computable AS table_value, c.n AS recounted
FROM verdicts AS v JOIN counted AS c ON c.claim = v.claim AND c.part = v.part
UNION ALL
SELECT v.claim || '/' || v.part || ' N of all' AS item, v.defined AS table_value, c.defined AS recounted
FROM verdicts AS v JOIN counted AS c ON c.claim = v.claim AND c.part = v.part
ORDER BY item
