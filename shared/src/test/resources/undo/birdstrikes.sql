-- Look for the batch in the ledger
SELECT b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until",
  CASE WHEN b."undo_until" >= GETDATE() THEN 1 ELSE 0 END AS "in_time", max(l."batch_id") AS "superseded_by",
  max(b."undo_removed") AS "removed", max(b."undo_restored") AS "restored",
  max(b."undo_changed_since") AS "changed_since"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
WHERE b."batch_id" = :batch_id
GROUP BY b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until";

-- Take turns with the loads of all tables
LOCK "waybill"."lock_birdstrikes_845e2896", "waybill"."batch";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 20 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'wildlife' AND table_name = 'birdstrikes';

-- Check that the batch can still be taken back
SELECT CAST(CASE WHEN count(*) = 1 THEN '0' ELSE 'conflict with concurrent transaction: the ledger has changed meanwhile, ' || CAST(count(*) AS varchar) END AS integer)
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
WHERE b."batch_id" = 'birdstrikes-2026112210-0123456789abcdef'
  AND b."undone_at" IS NULL AND b."undo_until" >= GETDATE() AND l."batch_id" IS NULL;

-- The batch that is taken back
CREATE TEMP TABLE "waybill_taken" AS
SELECT CAST('birdstrikes-2026112210-0123456789abcdef' AS varchar(80)) AS "batch_id";

-- Find the batches that don't count
CREATE TEMP TABLE "waybill_void" AS
SELECT DISTINCT b."batch_id"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
  AND l."batch_id" NOT IN (SELECT "batch_id" FROM "waybill_taken")
LEFT JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
WHERE b."target_table" = 'wildlife.birdstrikes'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

-- A batch that it superseded may count again
INSERT INTO "waybill_taken"
SELECT b."supersedes"
FROM "waybill"."batch" AS b
WHERE b."batch_id" = 'birdstrikes-2026112210-0123456789abcdef' AND b."supersedes" IS NOT NULL;

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT DATEADD(hour, 168, GETDATE()) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'wildlife.birdstrikes') AS b;

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

-- Write into the ledger that the batch doesn't count, and what became of its rows
UPDATE "waybill"."batch"
SET "undone_at" = GETDATE(),
  "undo_removed" = (SELECT "removed" FROM "waybill_taken_back"),
  "undo_restored" = (SELECT "restored" FROM "waybill_taken_back"),
  "undo_changed_since" = (SELECT "changed_since" FROM "waybill_taken_back")
WHERE "batch_id" = 'birdstrikes-2026112210-0123456789abcdef';

-- Count what would become of its rows
SELECT "removed", "restored", "changed_since" FROM "waybill_taken_back";
