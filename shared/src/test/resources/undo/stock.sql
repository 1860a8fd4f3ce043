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
LOCK "waybill"."lock_stock_b8b57c4e", "waybill"."batch";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 11 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'shop' AND table_name = 'stock';

-- Check that the batch can still be taken back
SELECT CAST(CASE WHEN count(*) = 1 THEN '0' ELSE 'conflict with concurrent transaction: the ledger has changed meanwhile, ' || CAST(count(*) AS varchar) END AS integer)
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
WHERE b."batch_id" = 'stock-2026112210-0123456789abcdef'
  AND b."undone_at" IS NULL AND b."undo_until" >= GETDATE() AND l."batch_id" IS NULL;

-- The batch that is taken back
CREATE TEMP TABLE "waybill_taken" AS
SELECT CAST('stock-2026112210-0123456789abcdef' AS varchar(80)) AS "batch_id";

-- Find the batches that don't count
CREATE TEMP TABLE "waybill_void" AS
SELECT DISTINCT b."batch_id"
FROM "waybill"."batch" AS b
LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
  AND l."batch_id" NOT IN (SELECT "batch_id" FROM "waybill_taken")
LEFT JOIN "waybill_taken" AS k ON k."batch_id" = b."batch_id"
WHERE b."target_table" = 'shop.stock'
  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL);

-- A batch that it superseded may count again
INSERT INTO "waybill_taken"
SELECT b."supersedes"
FROM "waybill"."batch" AS b
WHERE b."batch_id" = 'stock-2026112210-0123456789abcdef' AND b."supersedes" IS NOT NULL;

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT DATEADD(hour, 168, GETDATE()) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'shop.stock') AS b;

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

-- Write into the ledger that the batch doesn't count, and what became of its rows
UPDATE "waybill"."batch"
SET "undone_at" = GETDATE(),
  "undo_removed" = (SELECT "removed" FROM "waybill_taken_back"),
  "undo_restored" = (SELECT "restored" FROM "waybill_taken_back"),
  "undo_changed_since" = (SELECT "changed_since" FROM "waybill_taken_back")
WHERE "batch_id" = 'stock-2026112210-0123456789abcdef';

-- Count what would become of its rows
SELECT "removed", "restored", "changed_since" FROM "waybill_taken_back";
