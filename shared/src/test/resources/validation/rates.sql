-- Read the batch's row of the ledger
SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated"
FROM "waybill"."batch"
WHERE "batch_id" = :batch_id;

-- Measure the batch's rows
SELECT
  count(*),
  count("ask"),
  count(CASE WHEN "bid" < 0 THEN 1 END)
FROM "treasury"."rates"
WHERE "_batch" = :batch_id;

-- Count the later batches that may have replaced rows of this one
SELECT count(*)
FROM "waybill"."batch" AS own
JOIN "waybill"."batch" AS later
  ON later."target_table" = own."target_table"
  AND later."batch_id" <> own."batch_id"
  AND later."applied_at" >= own."applied_at"
WHERE own."batch_id" = :batch_id
  AND later."mode" <> 'append';

-- Count what the batch brought and the table has more than once: currency, rate_date
SELECT count(*)
FROM (
  SELECT t."currency", t."rate_date"
  FROM "treasury"."rates" AS t
  JOIN (SELECT DISTINCT "currency", "rate_date" FROM "treasury"."rates" WHERE "_batch" = :batch_id) AS b
    ON t."currency" = b."currency" AND t."rate_date" = b."rate_date"
  GROUP BY t."currency", t."rate_date"
  HAVING count(*) > 1
) AS repeated;

-- nobody sells below the bid
SELECT count(*) = 0 FROM treasury.rates WHERE ask < bid;
