SELECT e.at,
       e.magnitude,
       e.place,
       e.depth_km,
       e._batch AS batch,
       e._file AS file
FROM seismic.earthquakes AS e
WHERE e.magnitude IS NOT NULL
ORDER BY e.magnitude DESC
LIMIT 20
