-- Read the batch's row of the ledger
SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated"
FROM "waybill"."batch"
WHERE "batch_id" = :batch_id;

-- Measure the batch's rows
SELECT
  count(*),
  count("magnitude"),
  count(CASE WHEN "magnitude" < -2 OR "magnitude" > 10 THEN 1 END)
FROM "seismic"."earthquakes"
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

-- no time travel
SELECT count(*) = 0 FROM seismic.earthquakes WHERE at > updated_at;
