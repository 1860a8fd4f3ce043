SELECT c.checked_at,
       c.dataset,
       c.severity,
       c.name AS must_hold,
       c.expected,
       c.actual,
       c.batch_id
FROM waybill.check_result AS c
WHERE NOT c.passed AND c.checked_at >= DATEADD(day, -30, GETDATE())
ORDER BY c.checked_at DESC
LIMIT 500
