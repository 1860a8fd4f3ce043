SELECT CAST(b.applied_at AS date) AS day,
       b.dataset,
       COUNT(*) AS batches,
       SUM(b."read") AS rows_read,
       SUM(b.rejected) AS rows_rejected,
       SUM(b.inserted + b.updated + b.deleted) AS rows_applied,
       100.0 * SUM(b.rejected) / NULLIF(SUM(b."read"), 0) AS percent_rejected
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date), b.dataset
ORDER BY CAST(b.applied_at AS date), b.dataset
