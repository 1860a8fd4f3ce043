-- Take turns with other loads of this table
LOCK "waybill"."lock_birdstrikes_845e2896";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 20 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'wildlife' AND table_name = 'birdstrikes';

-- If the batch was applied before, there is nothing to do
DELETE FROM "waybill_staging"
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS i ON b."batch_id" = i."batch_id"
);

-- Forget the versions whose time is over
DELETE FROM "waybill"."versions_birdstrikes_845e2896"
WHERE "_kept_until" < GETDATE();

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT DATEADD(hour, 168, GETDATE()) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'wildlife.birdstrikes') AS b;

-- The batch that this one supersedes, if it wasn't applied before
CREATE TEMP TABLE "waybill_taken" AS
SELECT i."supersedes" AS "batch_id"
FROM "waybill_incoming" AS i
LEFT JOIN "waybill"."batch" AS b ON b."batch_id" = i."batch_id"
WHERE i."supersedes" IS NOT NULL AND b."batch_id" IS NULL;

-- Find the batches that don't count
CREATE TEMP TABLE "waybill_void" AS
SELECT DISTINCT b."batch_id"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
LEFT JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
WHERE b."target_table" = 'wildlife.birdstrikes'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

-- Count the rows that go and that come back
CREATE TEMP TABLE "waybill_taken_back" AS
SELECT t."removed", v."restored", 0 AS "changed_since"
FROM (
  SELECT count(*) AS "removed"
  FROM "wildlife"."birdstrikes" AS t
  JOIN "waybill_void" AS x ON x."batch_id" = t."_batch"
) AS t
CROSS JOIN (
  SELECT count(*) AS "restored"
  FROM "waybill"."versions_birdstrikes_845e2896"
  WHERE "_batch" IN (SELECT "batch_id" FROM "waybill_taken")
    AND "_batch" NOT IN (SELECT "batch_id" FROM "waybill_void")
) AS v;

-- Keep the rows of batches that don't count beside the target
INSERT INTO "waybill"."versions_birdstrikes_845e2896" (
  "airport", "aircraft", "damage", "flight_date", "operator", "origin_state", "flight_phase", "wildlife_size", "wildlife_species", "time_of_day", "cost_other", "cost_repair", "cost_total", "speed_knots", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."airport", t."aircraft", t."damage", t."flight_date", t."operator", t."origin_state", t."flight_phase", t."wildlife_size", t."wildlife_species", t."time_of_day", t."cost_other", t."cost_repair", t."cost_total", t."speed_knots", t."note",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  false, u."until"
FROM "wildlife"."birdstrikes" AS t
JOIN "waybill_void" AS x ON x."batch_id" = t."_batch"
CROSS JOIN "waybill_kept" AS u;

-- Take those rows out of the target
DELETE FROM "wildlife"."birdstrikes"
USING "waybill_void" AS x
WHERE x."batch_id" = "wildlife"."birdstrikes"."_batch";

-- The rows of batches that count again come back
INSERT INTO "wildlife"."birdstrikes" (
  "airport", "aircraft", "damage", "flight_date", "operator", "origin_state", "flight_phase", "wildlife_size", "wildlife_species", "time_of_day", "cost_other", "cost_repair", "cost_total", "speed_knots", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  "airport", "aircraft", "damage", "flight_date", "operator", "origin_state", "flight_phase", "wildlife_size", "wildlife_species", "time_of_day", "cost_other", "cost_repair", "cost_total", "speed_knots", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
FROM "waybill"."versions_birdstrikes_845e2896"
WHERE "_batch" IN (SELECT "batch_id" FROM "waybill_taken")
  AND "_batch" NOT IN (SELECT "batch_id" FROM "waybill_void");

-- Those are kept no longer
DELETE FROM "waybill"."versions_birdstrikes_845e2896"
WHERE "_batch" IN (SELECT "batch_id" FROM "waybill_taken")
  AND "_batch" NOT IN (SELECT "batch_id" FROM "waybill_void");

-- Check that no row of a batch that doesn't count is left
SELECT CAST(CASE WHEN count(*) = 0 THEN '0'
  ELSE CAST(count(*) AS varchar) || ' rows of the batch to take back are left' END AS integer)
FROM "wildlife"."birdstrikes" AS t
JOIN "waybill_taken" AS k ON k."batch_id" = t."_batch"
JOIN "waybill_void" AS x ON x."batch_id" = t."_batch";

-- Keep those rows beside the target, for the case that what is newer is taken back
INSERT INTO "waybill"."versions_birdstrikes_845e2896" (
  "airport", "aircraft", "damage", "flight_date", "operator", "origin_state", "flight_phase", "wildlife_size", "wildlife_species", "time_of_day", "cost_other", "cost_repair", "cost_total", "speed_knots",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at", "_deletes", "_kept_until"
)
SELECT
  s."airport", s."aircraft", s."damage", s."flight_date", s."operator", s."origin_state", s."flight_phase", s."wildlife_size", s."wildlife_species", s."time_of_day", s."cost_other", s."cost_repair", s."cost_total", s."speed_knots",
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE(), false, k."until"
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i
CROSS JOIN "waybill_kept" AS k
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS own ON b."supersedes" = own."batch_id"
  WHERE b."undone_at" IS NULL
);

-- If the batch is superseded, its rows come too late
DELETE FROM "waybill_staging"
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS own ON b."supersedes" = own."batch_id"
  WHERE b."undone_at" IS NULL
);

-- Count what is about to happen
CREATE TEMP TABLE "waybill_outcome" AS
SELECT i."staged" - s.remaining AS "stale", s.remaining - u.updated AS "inserted", u.updated AS "updated"
FROM "waybill_incoming" AS i
CROSS JOIN (SELECT count(*) AS remaining FROM "waybill_staging") AS s
CROSS JOIN (
  SELECT 0 AS updated
) AS u;

-- Insert the batch's rows, each with where it came from
INSERT INTO "wildlife"."birdstrikes" (
  "airport", "aircraft", "damage", "flight_date", "operator", "origin_state", "flight_phase", "wildlife_size", "wildlife_species", "time_of_day", "cost_other", "cost_repair", "cost_total", "speed_knots",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  s."airport", s."aircraft", s."damage", s."flight_date", s."operator", s."origin_state", s."flight_phase", s."wildlife_size", s."wildlife_species", s."time_of_day", s."cost_other", s."cost_repair", s."cost_total", s."speed_knots",
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE()
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i;

-- Check the conservation law: the batch's rows are all staged, or none is left to do
SELECT CAST(CASE WHEN s.staged = i."staged" OR s.staged = 0 THEN '0'
  ELSE 'conservation law broken: ' || CAST(i."staged" AS varchar) || ' rows converted, '
    || CAST(s.staged AS varchar) || ' staged' END AS integer)
FROM "waybill_incoming" AS i
CROSS JOIN (SELECT count(*) AS staged FROM "waybill_staging") AS s;

-- Write the ledger, unless the batch was applied before
INSERT INTO "waybill"."batch" (
  "batch_id", "dataset", "hour", "delivered_at", "manifest", "target_table", "mode", "contract_digest",
  "declared", "read", "rejected", "superseded", "staged", "supersedes",
  "stale", "inserted", "updated", "removed", "restored", "changed_since", "undo_until", "applied_at"
)
SELECT
  i."batch_id", i."dataset", i."hour", i."delivered_at", i."manifest", i."target_table", i."mode", i."contract_digest",
  i."declared", i."read", i."rejected", i."superseded", i."staged", i."supersedes",
  o."stale", o."inserted", o."updated", t."removed", t."restored", t."changed_since", k."undo_until", GETDATE()
FROM "waybill_incoming" AS i
CROSS JOIN "waybill_outcome" AS o
CROSS JOIN "waybill_kept" AS k
CROSS JOIN "waybill_taken_back" AS t
WHERE NOT EXISTS (SELECT 1 FROM "waybill"."batch" AS b WHERE b."batch_id" = i."batch_id");
