SELECT COALESCE(b.flight_phase, 'unknown') AS phase,
       COUNT(*) AS strikes,
       SUM(b.cost_total) AS dollars
FROM wildlife.birdstrikes AS b
GROUP BY COALESCE(b.flight_phase, 'unknown')
ORDER BY COUNT(*) DESC
