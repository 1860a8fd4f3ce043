-- Take turns with other loads of this table
LOCK "waybill"."lock_countries_e124ef61";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 9 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'crm' AND table_name = 'countries';

-- If the batch was applied before, there is nothing to do
DELETE FROM "waybill_staging"
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS i ON b."batch_id" = i."batch_id"
);

-- Forget the versions whose time is over
DELETE FROM "waybill"."versions_countries_e124ef61"
WHERE "_kept_until" < GETDATE();

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT CAST(NULL AS timestamp) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'crm.countries') AS b;

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
WHERE b."target_table" = 'crm.countries'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

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
SELECT CAST(CASE WHEN c."staged" = t.found AND c."batch_id" <> '' OR c."batch_id" = '' AND o.others = 0 OR NOT EXISTS (
    SELECT 1
    FROM "waybill"."batch" AS b
    JOIN "waybill_incoming" AS own ON b."target_table" = own."target_table" AND b."mode" = own."mode"
    LEFT JOIN "waybill_void" AS x ON x."batch_id" = b."batch_id"
    WHERE b."batch_id" = own."batch_id"
      OR (b."supersedes" = own."batch_id" AND b."undone_at" IS NULL)
      OR (x."batch_id" IS NULL AND (
      b."hour" > own."hour"
      OR (b."hour" = own."hour" AND b."delivered_at" > own."delivered_at")
      OR (b."hour" = own."hour" AND b."delivered_at" = own."delivered_at" AND b."batch_id" > own."batch_id")
      ))
  ) THEN '0'
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

-- An older or superseded refresh doesn't replace the table
DELETE FROM "waybill_staging"
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS own ON b."target_table" = own."target_table" AND b."mode" = own."mode"
  LEFT JOIN "waybill_void" AS x ON x."batch_id" = b."batch_id"
  WHERE b."batch_id" = own."batch_id"
    OR (b."supersedes" = own."batch_id" AND b."undone_at" IS NULL)
    OR (x."batch_id" IS NULL AND (
    b."hour" > own."hour"
    OR (b."hour" = own."hour" AND b."delivered_at" > own."delivered_at")
    OR (b."hour" = own."hour" AND b."delivered_at" = own."delivered_at" AND b."batch_id" > own."batch_id")
    ))
);

-- Count what is about to happen
CREATE TEMP TABLE "waybill_outcome" AS
SELECT i."staged" - s.remaining AS "stale", s.remaining - u.updated AS "inserted", u.updated AS "updated"
FROM "waybill_incoming" AS i
CROSS JOIN (SELECT count(*) AS remaining FROM "waybill_staging") AS s
CROSS JOIN (
  SELECT 0 AS updated
) AS u;

-- The batch is the whole table: the rows that are there go, unless it is older, superseded or applied
DELETE FROM "crm"."countries"
WHERE NOT EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS own ON b."target_table" = own."target_table" AND b."mode" = own."mode"
  LEFT JOIN "waybill_void" AS x ON x."batch_id" = b."batch_id"
  WHERE b."batch_id" = own."batch_id"
    OR (b."supersedes" = own."batch_id" AND b."undone_at" IS NULL)
    OR (x."batch_id" IS NULL AND (
    b."hour" > own."hour"
    OR (b."hour" = own."hour" AND b."delivered_at" > own."delivered_at")
    OR (b."hour" = own."hour" AND b."delivered_at" = own."delivered_at" AND b."batch_id" > own."batch_id")
    ))
);

-- Insert the batch's rows, each with where it came from
INSERT INTO "crm"."countries" (
  "code", "name", "since",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  s."code", s."name", s."since",
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
