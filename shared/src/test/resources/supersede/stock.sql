-- Take turns with other loads of this table
LOCK "waybill"."lock_stock_b8b57c4e";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 11 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'shop' AND table_name = 'stock';

-- If the batch was applied before, there is nothing to do
DELETE FROM "waybill_staging"
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS i ON b."batch_id" = i."batch_id"
);

-- Forget the versions whose time is over
DELETE FROM "waybill"."versions_stock_b8b57c4e"
WHERE "_kept_until" < GETDATE();

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT DATEADD(hour, 168, GETDATE()) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'shop.stock') AS b;

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
WHERE b."target_table" = 'shop.stock'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

-- Find the keys that the batch to take back has versions of
CREATE TEMP TABLE "waybill_keys" AS
SELECT k."shop", k."item", min(k."aside") AS "aside"
FROM (
  SELECT t."shop", t."item", 0 AS "aside"
  FROM "shop"."stock" AS t
  JOIN "waybill_taken" AS b ON b."batch_id" = t."_batch"
  UNION ALL
  SELECT t."shop", t."item", 0 AS "aside"
  FROM "waybill"."deleted_stock_b8b57c4e" AS t
  JOIN "waybill_taken" AS b ON b."batch_id" = t."_batch"
  UNION ALL
  SELECT t."shop", t."item", 1 AS "aside"
  FROM "waybill"."versions_stock_b8b57c4e" AS t
  JOIN "waybill_taken" AS b ON b."batch_id" = t."_batch"
) AS k
GROUP BY k."shop", k."item";

-- All versions of those keys
CREATE TEMP TABLE "waybill_found" (LIKE "waybill"."versions_stock_b8b57c4e");

-- Find versions of them in the target
INSERT INTO "waybill_found" (
  "shop", "item", "pieces", "op", "changed_at", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."shop", t."item", t."pieces", t."op", t."changed_at", t."note",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  false, u."until"
FROM "shop"."stock" AS t
JOIN "waybill_keys" AS k ON t."shop" = k."shop" AND t."item" = k."item"
CROSS JOIN "waybill_kept" AS u;

-- Find versions of them in the tombstones
INSERT INTO "waybill_found" (
  "shop", "item", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."shop", t."item", t."changed_at",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  true, u."until"
FROM "waybill"."deleted_stock_b8b57c4e" AS t
JOIN "waybill_keys" AS k ON t."shop" = k."shop" AND t."item" = k."item"
CROSS JOIN "waybill_kept" AS u;

-- Find versions of them in the versions
INSERT INTO "waybill_found" (
  "shop", "item", "pieces", "op", "changed_at", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."shop", t."item", t."pieces", t."op", t."changed_at", t."note",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  t."_deletes", u."until"
FROM "waybill"."versions_stock_b8b57c4e" AS t
JOIN "waybill_keys" AS k ON t."shop" = k."shop" AND t."item" = k."item"
CROSS JOIN "waybill_kept" AS u;

-- Check that all of them were loaded by key, for what was appended has no order
SELECT CAST(CASE WHEN count(*) = 0 THEN '0'
  ELSE CAST(count(*) AS varchar) || ' versions of its keys were loaded in another mode' END AS integer)
FROM "waybill_found" AS f
JOIN "waybill"."batch" AS b ON b."batch_id" = f."_batch"
WHERE b."mode" <> 'upsert';

-- Of each key the newest version that counts
CREATE TEMP TABLE "waybill_current" AS
SELECT r."shop", r."item", r."_batch", r."_deletes"
FROM (
  SELECT f."shop", f."item", f."_batch", f."_deletes",
    ROW_NUMBER() OVER (PARTITION BY f."shop", f."item" ORDER BY f."changed_at" DESC NULLS LAST, f."_hour" DESC NULLS LAST, f."_delivered_at" DESC NULLS LAST, f."_batch" DESC NULLS LAST) AS "place"
  FROM "waybill_found" AS f
  LEFT JOIN "waybill_void" AS x ON x."batch_id" = f."_batch"
  WHERE x."batch_id" IS NULL
) AS r
WHERE r."place" = 1;

-- Count what becomes of their rows
CREATE TEMP TABLE "waybill_taken_back" AS
SELECT
  count(CASE WHEN t."was" IS NOT NULL AND c."is" IS NULL THEN 1 END) AS "removed",
  count(CASE WHEN c."is" <> COALESCE(t."was", '-') THEN 1 END) AS "restored",
  count(CASE WHEN k."aside" = 1 AND COALESCE(c."is", '-') = COALESCE(t."was", '-') THEN 1 END) AS "changed_since"
FROM "waybill_keys" AS k
LEFT JOIN (SELECT t."shop", t."item", COALESCE(t."_batch", '') AS "was" FROM "shop"."stock" AS t) AS t ON t."shop" = k."shop" AND t."item" = k."item"
LEFT JOIN (SELECT c."shop", c."item", COALESCE(c."_batch", '') AS "is" FROM "waybill_current" AS c WHERE NOT c."_deletes") AS c ON c."shop" = k."shop" AND c."item" = k."item";

-- Take those versions out of the target
DELETE FROM "shop"."stock"
USING "waybill_keys" AS k
WHERE k."shop" = "shop"."stock"."shop" AND k."item" = "shop"."stock"."item";

-- Take those versions out of the tombstones
DELETE FROM "waybill"."deleted_stock_b8b57c4e"
USING "waybill_keys" AS k
WHERE k."shop" = "waybill"."deleted_stock_b8b57c4e"."shop" AND k."item" = "waybill"."deleted_stock_b8b57c4e"."item";

-- Take those versions out of the versions
DELETE FROM "waybill"."versions_stock_b8b57c4e"
USING "waybill_keys" AS k
WHERE k."shop" = "waybill"."versions_stock_b8b57c4e"."shop" AND k."item" = "waybill"."versions_stock_b8b57c4e"."item";

-- The newest rows that count go into the target
INSERT INTO "shop"."stock" (
  "shop", "item", "pieces", "op", "changed_at", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  f."shop", f."item", f."pieces", f."op", f."changed_at", f."note",
  f."_batch", f."_hour", f."_delivered_at", f."_file", f."_loaded_at"
FROM "waybill_found" AS f
JOIN "waybill_current" AS c ON c."shop" = f."shop" AND c."item" = f."item" AND COALESCE(c."_batch", '') = COALESCE(f."_batch", '')
WHERE c."_deletes" = false;

-- The newest versions that count and delete their keys are tombstones
INSERT INTO "waybill"."deleted_stock_b8b57c4e" (
  "shop", "item", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  f."shop", f."item", f."changed_at",
  f."_batch", f."_hour", f."_delivered_at", f."_file", f."_loaded_at"
FROM "waybill_found" AS f
JOIN "waybill_current" AS c ON c."shop" = f."shop" AND c."item" = f."item" AND COALESCE(c."_batch", '') = COALESCE(f."_batch", '')
WHERE c."_deletes" = true;

-- The others are kept beside it
INSERT INTO "waybill"."versions_stock_b8b57c4e" (
  "shop", "item", "pieces", "op", "changed_at", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  f."shop", f."item", f."pieces", f."op", f."changed_at", f."note",
  f."_batch", f."_hour", f."_delivered_at", f."_file", f."_loaded_at",
  f."_deletes", f."_kept_until"
FROM "waybill_found" AS f
LEFT JOIN "waybill_current" AS c ON c."shop" = f."shop" AND c."item" = f."item" AND COALESCE(c."_batch", '') = COALESCE(f."_batch", '')
WHERE c."_deletes" IS NULL;

-- Check that no row of a batch that doesn't count is left
SELECT CAST(CASE WHEN count(*) = 0 THEN '0'
  ELSE CAST(count(*) AS varchar) || ' rows of the batch to take back are left' END AS integer)
FROM "shop"."stock" AS t
JOIN "waybill_taken" AS k ON k."batch_id" = t."_batch"
JOIN "waybill_void" AS x ON x."batch_id" = t."_batch";

-- Find the rows that the target has newer, or whose keys were deleted later, or whose batch is superseded
CREATE TEMP TABLE "waybill_stale" AS
SELECT s."shop", s."item"
FROM "waybill_staging" AS s
JOIN "shop"."stock" AS t ON t."shop" = s."shop" AND t."item" = s."item"
CROSS JOIN "waybill_incoming" AS i
WHERE t."changed_at" > s."changed_at"
  OR (t."changed_at" IS NOT NULL AND s."changed_at" IS NULL)
  OR ((t."changed_at" = s."changed_at" OR (t."changed_at" IS NULL AND s."changed_at" IS NULL)) AND (
  t."_hour" > i."hour"
  OR (t."_hour" = i."hour" AND t."_delivered_at" > i."delivered_at")
  OR (t."_hour" = i."hour" AND t."_delivered_at" = i."delivered_at" AND t."_batch" >= i."batch_id")
  ))
UNION
SELECT s."shop", s."item"
FROM "waybill_staging" AS s
JOIN "waybill"."deleted_stock_b8b57c4e" AS t ON t."shop" = s."shop" AND t."item" = s."item"
CROSS JOIN "waybill_incoming" AS i
WHERE t."changed_at" > s."changed_at"
  OR (t."changed_at" IS NOT NULL AND s."changed_at" IS NULL)
  OR ((t."changed_at" = s."changed_at" OR (t."changed_at" IS NULL AND s."changed_at" IS NULL)) AND (
  t."_hour" > i."hour"
  OR (t."_hour" = i."hour" AND t."_delivered_at" > i."delivered_at")
  OR (t."_hour" = i."hour" AND t."_delivered_at" = i."delivered_at" AND t."_batch" >= i."batch_id")
  ))
UNION
SELECT s."shop", s."item"
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i
JOIN "waybill"."batch" AS b ON b."supersedes" = i."batch_id"
WHERE b."undone_at" IS NULL;

-- Keep those rows beside the target, for the case that what is newer is taken back
INSERT INTO "waybill"."versions_stock_b8b57c4e" (
  "shop", "item", "pieces", "op", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at", "_deletes", "_kept_until"
)
SELECT
  s."shop", s."item", s."pieces", s."op", s."changed_at",
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE(), CASE WHEN s."op" IN ('D', 'it''s') THEN true ELSE false END, k."until"
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i
CROSS JOIN "waybill_kept" AS k
JOIN "waybill_stale" AS x ON x."shop" = s."shop" AND x."item" = s."item";

-- Drop those rows
DELETE FROM "waybill_staging"
USING "waybill_stale" AS x
WHERE x."shop" = "waybill_staging"."shop" AND x."item" = "waybill_staging"."item";

-- Count what is about to happen
CREATE TEMP TABLE "waybill_outcome" AS
SELECT i."staged" - s.remaining AS "stale", s.remaining - s.deleted - u.updated AS "inserted",
  u.updated AS "updated", s.deleted AS "deleted"
FROM "waybill_incoming" AS i
CROSS JOIN (
  SELECT count(*) AS remaining, count(CASE WHEN s."op" IN ('D', 'it''s') THEN 1 END) AS deleted
  FROM "waybill_staging" AS s
) AS s
CROSS JOIN (
  SELECT count(CASE WHEN s."op" IN ('D', 'it''s') THEN NULL ELSE 1 END) AS updated
  FROM "waybill_staging" AS s
  WHERE EXISTS (SELECT 1 FROM "shop"."stock" AS t WHERE t."shop" = s."shop" AND t."item" = s."item")
) AS u;

-- Keep the rows that the batch replaces
INSERT INTO "waybill"."versions_stock_b8b57c4e" (
  "shop", "item", "pieces", "op", "changed_at", "note",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."shop", t."item", t."pieces", t."op", t."changed_at", t."note",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  false, k."until"
FROM "shop"."stock" AS t
CROSS JOIN "waybill_kept" AS k
JOIN "waybill_staging" AS s ON t."shop" = s."shop" AND t."item" = s."item";

-- Keep the deletes that the batch replaces
INSERT INTO "waybill"."versions_stock_b8b57c4e" (
  "shop", "item", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."shop", t."item", t."changed_at",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  true, k."until"
FROM "waybill"."deleted_stock_b8b57c4e" AS t
CROSS JOIN "waybill_kept" AS k
JOIN "waybill_staging" AS s ON t."shop" = s."shop" AND t."item" = s."item";

-- Delete the rows that the batch has newer
DELETE FROM "shop"."stock"
USING "waybill_staging" AS s
WHERE "shop"."stock"."shop" = s."shop" AND "shop"."stock"."item" = s."item";

-- Forget the deletes of keys that the batch has newer
DELETE FROM "waybill"."deleted_stock_b8b57c4e"
USING "waybill_staging" AS s
WHERE s."shop" = "waybill"."deleted_stock_b8b57c4e"."shop" AND s."item" = "waybill"."deleted_stock_b8b57c4e"."item";

-- Keep the keys that the batch deletes, each with its version
INSERT INTO "waybill"."deleted_stock_b8b57c4e" (
  "shop", "item", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  s."shop", s."item", s."changed_at",
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE()
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i
WHERE s."op" IN ('D', 'it''s');

-- Check the conservation law: of the batch's keys the deleted ones are kept, and none is in the target
SELECT CAST(CASE WHEN s.deleted = d.kept AND t.found = 0 THEN '0'
  ELSE 'conservation law broken: ' || CAST(s.deleted AS varchar) || ' keys to delete, '
    || CAST(d.kept AS varchar) || ' kept as deleted, '
    || CAST(t.found AS varchar) || ' rows in the target' END AS integer)
FROM (SELECT count(CASE WHEN s."op" IN ('D', 'it''s') THEN 1 END) AS deleted FROM "waybill_staging" AS s) AS s
CROSS JOIN (SELECT count(*) AS kept FROM "waybill_staging" AS s JOIN "waybill"."deleted_stock_b8b57c4e" AS d ON d."shop" = s."shop" AND d."item" = s."item") AS d
CROSS JOIN (SELECT count(*) AS found FROM "waybill_staging" AS s JOIN "shop"."stock" AS t ON t."shop" = s."shop" AND t."item" = s."item") AS t;

-- Deletes are no rows of the target
DELETE FROM "waybill_staging"
WHERE "op" IN ('D', 'it''s');

-- Insert the batch's rows, each with where it came from
INSERT INTO "shop"."stock" (
  "shop", "item", "pieces", "op", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  s."shop", s."item", s."pieces", s."op", s."changed_at",
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE()
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i;

-- Check the conservation law: the target has each of the batch's keys once
SELECT CAST(CASE WHEN s.staged = t.found THEN '0'
  ELSE 'conservation law broken: ' || CAST(s.staged AS varchar) || ' keys staged, '
    || CAST(t.found AS varchar) || ' rows in the target' END AS integer)
FROM (SELECT count(*) AS staged FROM "waybill_staging") AS s
CROSS JOIN (SELECT count(*) AS found FROM "waybill_staging" AS s JOIN "shop"."stock" AS t ON t."shop" = s."shop" AND t."item" = s."item") AS t;

-- Write the ledger, unless the batch was applied before
INSERT INTO "waybill"."batch" (
  "batch_id", "dataset", "hour", "delivered_at", "manifest", "target_table", "mode", "contract_digest",
  "declared", "read", "rejected", "superseded", "staged", "supersedes",
  "stale", "inserted", "updated", "deleted", "removed", "restored", "changed_since", "undo_until", "applied_at"
)
SELECT
  i."batch_id", i."dataset", i."hour", i."delivered_at", i."manifest", i."target_table", i."mode", i."contract_digest",
  i."declared", i."read", i."rejected", i."superseded", i."staged", i."supersedes",
  o."stale", o."inserted", o."updated", o."deleted", t."removed", t."restored", t."changed_since", k."undo_until", GETDATE()
FROM "waybill_incoming" AS i
CROSS JOIN "waybill_outcome" AS o
CROSS JOIN "waybill_kept" AS k
CROSS JOIN "waybill_taken_back" AS t
WHERE NOT EXISTS (SELECT 1 FROM "waybill"."batch" AS b WHERE b."batch_id" = i."batch_id");
