SELECT b.batch_id,
       b.rejected AS rejected_by_the_ledger,
       COALESCE(q.rows_kept, 0) AS rows_in_quarantine,
       q.reasons
FROM waybill.batch AS b
LEFT JOIN (
  SELECT r.batch, COUNT(*) AS rows_kept, MIN(r.reasons) AS reasons
  FROM processed._quarantine_usgs AS r
  GROUP BY r.batch
) AS q ON q.batch = b.batch_id
WHERE b.dataset = 'earthquakes' AND b.applied_at >= DATEADD(day, -30, GETDATE()) AND b.rejected > 0
ORDER BY b.applied_at DESC
