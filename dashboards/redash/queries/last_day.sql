SELECT (SELECT COUNT(*) FROM waybill.batch AS b WHERE b.applied_at >= DATEADD(hour, -24, GETDATE())) AS batches,
       (SELECT COALESCE(SUM(r."read"), 0) FROM waybill.batch AS r WHERE r.applied_at >= DATEADD(hour, -24, GETDATE())) AS rows_read,
       (SELECT COALESCE(SUM(j.rejected), 0) FROM waybill.batch AS j WHERE j.applied_at >= DATEADD(hour, -24, GETDATE())) AS rows_rejected,
       (SELECT COUNT(*)
        FROM waybill.check_result AS c
        WHERE NOT c.passed AND c.severity = 'fail' AND c.checked_at >= DATEADD(hour, -24, GETDATE())) AS failing_checks
