SELECT CAST(e.at AS date) AS day,
       COUNT(*) AS earthquakes,
       MAX(e.magnitude) AS strongest
FROM seismic.earthquakes AS e
GROUP BY CAST(e.at AS date)
ORDER BY CAST(e.at AS date)
