-- title: Russia and Iran in the UN General Assembly: share of same votes, by year
-- table: alignment
-- from: rows
-- of: alignment country_b IRN
SELECT
    a.year AS item,
    a.value AS table_value,
    round(CAST(u.identical AS DOUBLE) / CAST(u.both_voted AS DOUBLE), 6) AS recounted
FROM alignment AS a
LEFT JOIN un_agreement AS u
    ON u.country_a = a.country_a AND u.country_b = a.country_b AND u.year = a.year AND u.source = a.source
WHERE
    a.country_a = 'RUS' AND a.country_b = 'IRN' AND a.yardstick = 'agree_raw' AND a.vote_set = 'all-of-the-year'
    AND a.year >= 2014
ORDER BY item
