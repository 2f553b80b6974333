-- title: Meetings of the presidents in person, before and after 24 February 2022
-- table: contact_counts
-- from: rows
WITH counted AS (
    SELECT CASE WHEN date < '2022-02-24' THEN 'before' ELSE 'after' END AS span, count(*) AS n
    FROM contacts
    WHERE counts AND level = 'president' AND contact_kind IN ('visit', 'meeting_on_the_margins')
    GROUP BY CASE WHEN date < '2022-02-24' THEN 'before' ELSE 'after' END
),
shown AS (
    SELECT span, sum(contacts) AS n
    FROM contact_counts
    WHERE level = 'president' AND contact_kind IN ('visit', 'meeting_on_the_margins')
    GROUP BY span
)
SELECT shown.span AS item, shown.n AS table_value, counted.n AS recounted
FROM shown
LEFT JOIN counted ON counted.span = shown.span
ORDER BY item
