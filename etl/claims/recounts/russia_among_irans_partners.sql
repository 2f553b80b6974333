-- title: Russia's rank among Iran's partners in the IMF's estimates for 2025, as recorded by exporters
-- table: partner_ranks
-- from: rows
-- of: partner_ranks partner RUS
-- of: trade source imts_2025
WITH cells AS (
    SELECT
        CASE WHEN t.exporter = 'IRN' THEN 'export' ELSE 'import' END AS flow,
        CASE WHEN t.exporter = 'IRN' THEN t.importer ELSE t.exporter END AS partner,
        t.value_usd AS usd
    FROM trade AS t
    WHERE
        t.source = 'imts_2025' AND t.current AND t.commodity = 'TOTAL' AND t.list_scope = 'complete' AND t.period = '2025'
        AND (t.exporter = 'IRN' OR t.importer = 'IRN')
),
flows AS (
    SELECT flow, partner, usd FROM cells
    UNION ALL
    SELECT 'total' AS flow, partner, usd FROM cells
),
sums AS (
    SELECT f.flow, f.partner, sum(f.usd) AS usd
    FROM flows AS f
    JOIN countries AS c ON c.id = f.partner AND c.country_kind = 'country'
    GROUP BY f.flow, f.partner
    HAVING count(*) = count(f.usd)
),
counted AS (
    SELECT own.flow, 1 + count(other.partner) AS place
    FROM sums AS own
    LEFT JOIN sums AS other ON other.flow = own.flow AND other.usd > own.usd
    WHERE own.partner = 'RUS'
    GROUP BY own.flow
)
SELECT p.flow AS item, p.rank AS table_value, counted.place AS recounted
FROM partner_ranks AS p
LEFT JOIN counted ON counted.flow = p.flow
WHERE
    p.reporter = 'IRN' AND p.partner = 'RUS' AND p.source = 'imts_2025' AND p.period = '2025'
    AND p.basis = 'as_recorded'
ORDER BY item
