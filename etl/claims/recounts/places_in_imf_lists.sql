-- title: Russia's place among Iran's partners with a value, in the IMF's table of 2026-09-10
-- table: rank_places
-- from: rows
-- of: trade source imts_2026
WITH both_ways AS (
    SELECT period, CASE WHEN exporter = 'IRN' THEN importer ELSE exporter END AS partner, sum(value_usd) AS usd
    FROM trade
    WHERE source = 'imts_2026' AND current AND commodity = 'TOTAL' AND value_usd IS NOT NULL
        AND (exporter = 'IRN' OR importer = 'IRN')
    GROUP BY period, CASE WHEN exporter = 'IRN' THEN importer ELSE exporter END
),
counted AS (
    SELECT own.period, 1 + count(other.partner) AS place
    FROM both_ways AS own
    LEFT JOIN both_ways AS other ON other.period = own.period AND other.usd > own.usd
        AND other.partner IN (SELECT id FROM countries WHERE country_kind = 'country')
    WHERE own.partner = 'RUS'
    GROUP BY own.period
)
SELECT r.period AS item, r.place_best AS table_value, c.place AS recounted
FROM rank_places AS r
LEFT JOIN counted AS c ON c.period = r.period
WHERE r.reporter = 'IRN' AND r.partner = 'RUS' AND r.flow = 'total' AND r.source = 'imts_2026'
ORDER BY item
