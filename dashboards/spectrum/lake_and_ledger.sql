SELECT b.batch_id,
       b.hour,
       b.staged AS rows_by_the_ledger,
       COALESCE(l.rows_kept, 0) AS rows_in_the_lake
FROM waybill.batch AS b
LEFT JOIN (
  SELECT e.batch, COUNT(*) AS rows_kept
  FROM processed.earthquakes AS e
  WHERE e.year = '2018' AND e.month = '02'
  GROUP BY e.batch
) AS l ON l.batch = b.batch_id
WHERE b.dataset = 'earthquakes' AND b.hour >= '2018-02-01' AND b.hour < '2018-03-01'
ORDER BY b.hour
