SELECT b.dataset,
       MAX(b.hour) AS newest_hour,
       MAX(b.applied_at) AS last_load,
       DATEDIFF(minute, MAX(b.applied_at), GETDATE()) / 60.0 AS hours_since_load,
       DATEDIFF(minute, MAX(b.hour), GETDATE()) / 60.0 AS hours_behind,
       COUNT(*) AS batches
FROM waybill.batch AS b
WHERE b.undone_at IS NULL
GROUP BY b.dataset
ORDER BY MAX(b.applied_at)
