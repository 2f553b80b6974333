-- title: Records of one flow by both sides, at the present freight factor
-- table: mirror_gaps
-- from: rows
-- of: trade recorded_by exporter
-- of: trade recorded_by importer
WITH sides AS (
    SELECT exporter, importer, period, recorded_by, obs_status, s.publisher,
        exporter IN ('RUS', 'IRN') AND importer IN ('RUS', 'IRN') AS pair
    FROM trade
    JOIN sources AS s ON s.id = trade.source
    WHERE current AND commodity = 'TOTAL' AND list_scope <> 'remainder' AND value_usd IS NOT NULL
        AND (recorded_by = 'exporter' OR valuation <> 'FOB')
),
-- an estimate is nobody's record, but the pair's are shown
met AS (
    SELECT x.exporter, x.importer, x.period, x.pair, x.publisher = m.publisher AS same
    FROM sides AS x
    JOIN sides AS m ON m.exporter = x.exporter AND m.importer = x.importer AND m.period = x.period
    WHERE x.recorded_by = 'exporter' AND m.recorded_by = 'importer'
        AND (x.pair OR (x.obs_status <> 'E' AND m.obs_status <> 'E'))
),
-- two publishers' records of a flow count where neither has both
whole AS (
    SELECT DISTINCT exporter, importer, period FROM met WHERE same
),
counted AS (
    SELECT count(*) AS n
    FROM met
    LEFT JOIN whole AS w ON w.exporter = met.exporter AND w.importer = met.importer AND w.period = met.period
    WHERE met.pair OR met.same OR w.exporter IS NULL
),
shown AS (
    SELECT count(*) AS n FROM mirror_gaps WHERE factor = 1.06 AND note IS NULL AND NOT mirror_only
)
SELECT 'flows' AS item, shown.n AS table_value, counted.n AS recounted
FROM shown CROSS JOIN counted
