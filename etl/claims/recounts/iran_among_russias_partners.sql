-- title: Iran's rank among Russia's partners, total trade, without cells that other books rule out
-- table: partner_ranks
-- from: own
-- of: partner_ranks partner IRN
-- of: trade source imts_rus
WITH cells AS (
    SELECT
        t.period,
        CASE WHEN t.exporter = 'RUS' THEN t.importer ELSE t.exporter END AS partner,
        t.value_usd AS usd
    FROM trade AS t
    JOIN countries AS c
        ON c.id = CASE WHEN t.exporter = 'RUS' THEN t.importer ELSE t.exporter END AND c.country_kind = 'country'
    WHERE
        t.source = 'imts_rus' AND t.current AND t.commodity = 'TOTAL' AND t.list_scope = 'complete'
        AND t.recorded_by = CASE WHEN t.exporter = 'RUS' THEN 'exporter' ELSE 'importer' END
        AND t.period BETWEEN '2016' AND '2024'
),
left_out AS (
    SELECT period, CASE WHEN exporter = 'RUS' THEN importer ELSE exporter END AS partner
    FROM anomalies
    WHERE treatment = 'left out' AND source = 'imts_rus'
),
sums AS (
    SELECT c.period, c.partner, sum(c.usd) AS usd
    FROM cells AS c
    LEFT JOIN left_out AS a ON a.period = c.period AND a.partner = c.partner
    WHERE a.partner IS NULL
    GROUP BY c.period, c.partner
    HAVING count(*) = count(c.usd)
),
counted AS (
    SELECT own.period, 1 + count(other.partner) AS place
    FROM sums AS own
    LEFT JOIN sums AS other ON other.period = own.period AND other.usd > own.usd
    WHERE own.partner = 'IRN'
    GROUP BY own.period
)
SELECT p.period AS item, p.rank AS table_value, counted.place AS recounted
FROM partner_ranks AS p
LEFT JOIN counted ON counted.period = p.period
WHERE
    p.reporter = 'RUS' AND p.partner = 'IRN' AND p.flow = 'total' AND p.source = 'imts_rus' AND p.basis = 'as_recorded'
    AND p.period BETWEEN '2016' AND '2024'
ORDER BY item
