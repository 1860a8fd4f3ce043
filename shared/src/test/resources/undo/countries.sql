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
LOCK "waybill"."lock_countries_e124ef61", "waybill"."batch";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 9 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'crm' AND table_name = 'countries';

-- Check that the batch can still be taken back
SELECT CAST(CASE WHEN count(*) = 1 THEN '0' ELSE 'conflict with concurrent transaction: the ledger has changed meanwhile, ' || CAST(count(*) AS varchar) END AS integer)
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
WHERE b."batch_id" = 'countries-2026112210-0123456789abcdef'
  AND b."undone_at" IS NULL AND b."undo_until" >= GETDATE() AND l."batch_id" IS NULL;

-- The batch that is taken back
CREATE TEMP TABLE "waybill_taken" AS
SELECT CAST('countries-2026112210-0123456789abcdef' AS varchar(80)) AS "batch_id";

-- Find the batches that don't count
CREATE TEMP TABLE "waybill_void" AS
SELECT DISTINCT b."batch_id"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
  AND l."batch_id" NOT IN (SELECT "batch_id" FROM "waybill_taken")
LEFT JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
WHERE b."target_table" = 'crm.countries'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

-- A batch that it superseded may count again
INSERT INTO "waybill_taken"
SELECT b."supersedes"
FROM "waybill"."batch" AS b
WHERE b."batch_id" = 'countries-2026112210-0123456789abcdef' AND b."supersedes" IS NOT NULL;

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT CAST(NULL AS timestamp) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'crm.countries') AS b;

-- The newest batch that counts
CREATE TEMP TABLE "waybill_current" AS
SELECT COALESCE(w."batch_id", '') AS "batch_id", COALESCE(w."staged", 0) AS "staged"
FROM (SELECT 1 AS "one") AS o
LEFT JOIN (
  SELECT 1 AS "one", b."batch_id", b."staged"
  FROM "waybill"."batch" AS b
  LEFT JOIN "waybill_void" AS x ON x."batch_id" = b."batch_id"
  WHERE b."target_table" = 'crm.countries' AND b."mode" = 'refresh' AND x."batch_id" IS NULL
  ORDER BY b."hour" DESC, b."delivered_at" DESC, b."batch_id" DESC
  LIMIT 1
) AS w ON w."one" = o."one";

-- Count the rows that go and that come back
CREATE TEMP TABLE "waybill_taken_back" AS
SELECT t."removed", v."restored", 0 AS "changed_since"
FROM (SELECT count(*) AS "removed" FROM "crm"."countries" WHERE NOT COALESCE("_batch", '') = (SELECT "batch_id" FROM "waybill_current")) AS t
CROSS JOIN (SELECT count(*) AS "restored" FROM "waybill"."versions_countries_e124ef61" WHERE COALESCE("_batch", '') = (SELECT "batch_id" FROM "waybill_current")) AS v;

-- Keep the rows of other batches beside the target
INSERT INTO "waybill"."versions_countries_e124ef61" (
  "code", "name", "since", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."code", t."name", t."since", t."note",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  false, u."until"
FROM "crm"."countries" AS t
CROSS JOIN "waybill_kept" AS u
WHERE NOT COALESCE("_batch", '') = (SELECT "batch_id" FROM "waybill_current");

-- Take those rows out of the target
DELETE FROM "crm"."countries"
WHERE NOT COALESCE("_batch", '') = (SELECT "batch_id" FROM "waybill_current");

-- The rows of the newest batch that counts come back
INSERT INTO "crm"."countries" (
  "code", "name", "since", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  "code", "name", "since", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
FROM "waybill"."versions_countries_e124ef61"
WHERE COALESCE("_batch", '') = (SELECT "batch_id" FROM "waybill_current");

-- Those are kept no longer
DELETE FROM "waybill"."versions_countries_e124ef61"
WHERE COALESCE("_batch", '') = (SELECT "batch_id" FROM "waybill_current");

-- Check that no row of a batch that doesn't count is left
SELECT CAST(CASE WHEN count(*) = 0 THEN '0'
  ELSE CAST(count(*) AS varchar) || ' rows of the batch to take back are left' END AS integer)
FROM "crm"."countries" AS t
JOIN "waybill_taken" AS k ON k."batch_id" = t."_batch"
JOIN "waybill_void" AS x ON x."batch_id" = t."_batch";

-- Check that the target has all rows of the newest batch that counts
SELECT CAST(CASE WHEN c."staged" = t.found AND c."batch_id" <> '' OR c."batch_id" = '' AND o.others = 0 THEN '0'
  ELSE 'of the ' || CAST(c."staged" AS varchar) || ' rows of ' || c."batch_id" || ', '
    || CAST(t.found AS varchar) || ' are still kept, and '
    || CAST(o.others AS varchar) || ' batches were loaded in another mode' END AS integer)
FROM "waybill_current" AS c
CROSS JOIN (SELECT count(*) AS found FROM "crm"."countries") AS t
CROSS JOIN (
  SELECT count(*) AS others
  FROM "waybill"."batch" AS b
  LEFT JOIN "waybill_void" AS x ON x."batch_id" = b."batch_id"
  WHERE b."target_table" = 'crm.countries' AND b."mode" <> 'refresh' AND x."batch_id" IS NULL
) AS o;

-- Write into the ledger that the batch doesn't count, and what became of its rows
UPDATE "waybill"."batch"
SET "undone_at" = GETDATE(),
  "undo_removed" = (SELECT "removed" FROM "waybill_taken_back"),
  "undo_restored" = (SELECT "restored" FROM "waybill_taken_back"),
  "undo_changed_since" = (SELECT "changed_since" FROM "waybill_taken_back")
WHERE "batch_id" = 'countries-2026112210-0123456789abcdef';

-- Count what would become of its rows
SELECT "removed", "restored", "changed_since" FROM "waybill_taken_back";
