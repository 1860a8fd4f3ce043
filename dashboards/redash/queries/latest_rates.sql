SELECT r.currency,
       r.rate_date,
       r.bid,
       r.ask,
       r.unit,
       r.published_at
FROM treasury.rates AS r
JOIN treasury.latest_rate_date AS l ON l.currency = r.currency AND l.rate_date = r.rate_date
ORDER BY r.currency
