-- Read the batch's row of the ledger
SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated"
FROM "waybill"."batch"
WHERE "batch_id" = :batch_id;

-- Measure the batch's rows
SELECT
  count(*),
  count("wildlife_species"),
  count(CASE WHEN "cost_total" < 0 THEN 1 END),
  count(CASE WHEN "speed_knots" < 0 OR "speed_knots" > 500 THEN 1 END)
FROM "wildlife"."birdstrikes"
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

-- the costs add up
SELECT count(*) = 0 FROM wildlife.birdstrikes WHERE cost_total <> cost_other + cost_repair;
