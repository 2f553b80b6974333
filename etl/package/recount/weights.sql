-- title: Weights of a part's specifications add up to one
-- table: specifications
-- from: own
SELECT claim || '/' || part AS item, round(sum(weight), 6) AS table_value, 1 AS recounted
FROM specifications
GROUP BY claim, part
ORDER BY item
