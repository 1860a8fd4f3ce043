SELECT CAST(c.checked_at AS date) AS day,
       CASE WHEN c.passed THEN 'passed' WHEN c.severity = 'warn' THEN 'warned' ELSE 'failed' END AS outcome,
       COUNT(*) AS checks
FROM waybill.check_result AS c
WHERE c.checked_at >= DATEADD(day, -30, GETDATE())
GROUP BY CAST(c.checked_at AS date), CASE WHEN c.passed THEN 'passed' WHEN c.severity = 'warn' THEN 'warned' ELSE 'failed' END
ORDER BY CAST(c.checked_at AS date)
