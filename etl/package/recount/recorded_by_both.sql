-- title: Flows that both sides recorded, at the present freight factor
-- table: mirror_gaps
-- from: rows
WITH sides AS (
    SELECT exporter, importer, period, recorded_by, source
    FROM trade
    WHERE current AND commodity = 'TOTAL' AND list_scope <> 'remainder' AND value_usd IS NOT NULL
),
counted AS (
    SELECT count(DISTINCT x.exporter || x.importer || x.period) AS n
    FROM sides AS x
    JOIN sides AS m ON m.exporter = x.exporter AND m.importer = x.importer AND m.period = x.period
    WHERE x.recorded_by = 'exporter' AND m.recorded_by = 'importer'
),
shown AS (
    SELECT count(*) AS n FROM mirror_gaps WHERE factor = 1.06 AND note IS NULL AND NOT mirror_only
)
SELECT 'flows' AS item, shown.n AS table_value, counted.n AS recounted
FROM shown CROSS JOIN counted
