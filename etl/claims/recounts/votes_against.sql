-- title: Share of roll calls on Ukraine in which Iran voted No, by theme, era and source, per cent
-- table: specifications
-- from: rows
WITH called AS (
    SELECT
        r.root_family,
        CASE WHEN r.theme = 'integrity, aggression, peace' THEN 'peace' ELSE 'other' END AS theme,
        CASE WHEN r.date <= '2025-02-24' THEN 'to-2025-02-24' ELSE 'after-2025-02-24' END AS era,
        CASE WHEN v.vote = 'N' THEN 1 ELSE 0 END AS against
    FROM un_resolutions AS r
    JOIN un_votes AS v ON v.resolution_id = r.resolution_id AND v.country = 'IRN'
    WHERE r.about_ukraine AND r.theme IS NOT NULL
),
counted AS (
    SELECT root_family, theme, era, round(100 * CAST(sum(against) AS DOUBLE) / CAST(count(*) AS DOUBLE), 6) AS percent
    FROM called
    GROUP BY root_family, theme, era
)
SELECT s.specification AS item, s.value AS table_value, c.percent AS recounted
FROM specifications AS s
JOIN parts AS p ON p.claim = s.claim AND p.part = s.part AND p.measure = 'votes_against'
LEFT JOIN counted AS c ON c.root_family = s.root_family AND c.theme = s.theme AND c.era = s.era
ORDER BY item
