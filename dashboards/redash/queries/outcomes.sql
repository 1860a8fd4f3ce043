SELECT CAST(b.applied_at AS date) AS day, '1 rejected' AS outcome, SUM(b.rejected) AS rows_counted
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date)
UNION ALL
SELECT CAST(b.applied_at AS date) AS day, '2 superseded' AS outcome, SUM(b.superseded) AS rows_counted
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date)
UNION ALL
SELECT CAST(b.applied_at AS date) AS day, '3 stale' AS outcome, SUM(b.stale) AS rows_counted
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date)
UNION ALL
SELECT CAST(b.applied_at AS date) AS day, '4 inserted' AS outcome, SUM(b.inserted) AS rows_counted
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date)
UNION ALL
SELECT CAST(b.applied_at AS date) AS day, '5 updated' AS outcome, SUM(b.updated) AS rows_counted
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date)
UNION ALL
SELECT CAST(b.applied_at AS date) AS day, '6 deleted' AS outcome, SUM(b.deleted) AS rows_counted
FROM waybill.batch AS b
WHERE b.applied_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(b.applied_at AS date)
