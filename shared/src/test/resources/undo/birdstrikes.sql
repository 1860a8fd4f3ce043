-- Look for the batch in the ledger
SELECT b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until",
  CASE WHEN b."undo_until" >= GETDATE() THEN 1 ELSE 0 END AS "in_time", max(l."batch_id") AS "superseded_by"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
WHERE b."batch_id" = :batch_id
GROUP BY b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until";

-- Which batch is taken back, of this session only
CREATE TEMP TABLE "waybill_taken" ("batch_id" varchar(80)) DISTSTYLE ALL;

-- Say which it is
INSERT INTO "waybill_taken" VALUES (:batch_id);

-- Take turns with the loads of all tables
LOCK "waybill"."lock_birdstrikes_845e2896", "waybill"."batch";

-- Check that the batch can still be taken back
SELECT CAST(CASE WHEN count(*) = 1 THEN '0' ELSE 'conflict with concurrent transaction: the ledger has changed meanwhile' END AS integer)
FROM "waybill"."batch" AS b
JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
WHERE b."undone_at" IS NULL AND b."undo_until" >= GETDATE() AND l."batch_id" IS NULL;

-- Write into the ledger that the batch doesn't count
UPDATE "waybill"."batch"
SET "undone_at" = GETDATE()
WHERE "batch_id" IN (SELECT "batch_id" FROM "waybill_taken");

-- Find the batches that don't count
CREATE TEMP TABLE "waybill_void" AS
SELECT DISTINCT b."batch_id"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
LEFT JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
WHERE b."target_table" = 'wildlife.birdstrikes'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

-- A batch that it superseded may count again
INSERT INTO "waybill_taken"
SELECT b."supersedes"
FROM "waybill"."batch" AS b
JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
WHERE b."supersedes" IS NOT NULL;

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
  false, DATEADD(hour, 168, GETDATE())
FROM "wildlife"."birdstrikes" AS t
JOIN "waybill_void" AS x ON x."batch_id" = t."_batch";

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

-- Count what became of its rows
SELECT "removed", "restored", "changed_since" FROM "waybill_taken_back";
