SELECT l.id,
       l.updated_at,
       l.magnitude,
       l.batch,
       t._batch AS batch_in_the_table,
       t.updated_at AS updated_in_the_table
FROM processed.earthquakes AS l
LEFT JOIN seismic.earthquakes AS t ON t.id = l.id
WHERE l.year = '2018' AND l.month = '02' AND l.day = '05' AND l.hour = '00'
  AND (t._batch IS NULL OR t._batch <> l.batch)
ORDER BY l.id
