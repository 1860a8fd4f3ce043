SELECT t.id,
       t.place,
       l.updated_at,
       l.magnitude,
       l.depth_km,
       l.batch,
       CASE WHEN l.batch = t._batch THEN 'in the table' ELSE 'in the lake only' END AS version
FROM seismic.earthquakes AS t
JOIN processed.earthquakes AS l ON l.id = t.id
WHERE t.magnitude >= 4 AND l.year = '2018' AND l.month = '02'
ORDER BY t.id, l.updated_at
