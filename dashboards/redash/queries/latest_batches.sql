SELECT b.applied_at,
       b.dataset,
       b.hour,
       b.batch_id,
       b."read" AS rows_read,
       b.rejected,
       b.superseded,
       b.stale,
       b.inserted,
       b.updated,
       b.deleted,
       b.supersedes,
       b.undone_at
FROM waybill.batch AS b
ORDER BY b.applied_at DESC
LIMIT 200
