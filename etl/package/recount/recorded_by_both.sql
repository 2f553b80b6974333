-- title: Flows that both sides recorded, at the present freight factor
-- table: mirror_gaps
-- from: rows
WITH sides AS (
    SELECT exporter, importer, period, recorded_by, source
    FROM trade
    WHERE current AND commodity = 'TOTAL' AND list_scope <> 'remainder' AND value_usd IS NOT NULL
        AND recorded_by <> 'compiled' AND (recorded_by = 'exporter' OR valuation <> 'FOB')
),
counted AS (
    SELECT count(*) AS n
    FROM sides AS x
    JOIN sides AS m ON m.exporter = x.exporter AND m.importer = x.importer AND m.period = x.period
    WHERE x.recorded_by = 'exporter' AND m.recorded_by = 'importer'
),
shown AS (
    SELECT count(*) AS n FROM mirror_gaps WHERE factor = 1.06 AND gap_kind = 'same_year' AND NOT mirror_only
)
SELECT 'flows' AS item, shown.n AS table_value, counted.n AS recounted
FROM shown CROSS JOIN counted
