SELECT b.undone_at AS taken_back_at,
       b.dataset,
       b.batch_id AS batch,
       'undo' AS taken_back_by,
       b.undo_removed AS rows_removed,
       b.undo_restored AS rows_restored,
       b.undo_changed_since AS rows_changed_since
FROM waybill.batch AS b
WHERE b.undone_at IS NOT NULL
UNION ALL
SELECT b.applied_at AS taken_back_at,
       b.dataset,
       b.supersedes AS batch,
       b.batch_id AS taken_back_by,
       b.removed AS rows_removed,
       b.restored AS rows_restored,
       b.changed_since AS rows_changed_since
FROM waybill.batch AS b
WHERE b.supersedes IS NOT NULL
