-- Run in the queue of loads
SET query_group TO 'etl';

-- Waybill's own schema
CREATE SCHEMA IF NOT EXISTS "waybill";

-- The ledger: one row for each applied batch, written with its data
CREATE TABLE IF NOT EXISTS "waybill"."batch" (
  "batch_id" varchar(80) NOT NULL,
  "dataset" varchar(50) NOT NULL,
  "hour" timestamp NOT NULL,
  "delivered_at" timestamp NOT NULL,
  "manifest" varchar(1200) NOT NULL,
  "target_table" varchar(130) NOT NULL,
  "mode" varchar(10) NOT NULL,
  "contract_digest" varchar(64) NOT NULL,
  "declared" bigint,
  "read" bigint NOT NULL,
  "rejected" bigint NOT NULL,
  "superseded" bigint NOT NULL,
  "staged" bigint NOT NULL,
  "stale" bigint NOT NULL,
  "inserted" bigint NOT NULL,
  "updated" bigint NOT NULL,
  "applied_at" timestamp NOT NULL,
  "deleted" bigint NOT NULL DEFAULT 0,
  "supersedes" varchar(80),
  "removed" bigint,
  "restored" bigint,
  "changed_since" bigint,
  "undo_until" timestamp,
  "undone_at" timestamp,
  "undo_removed" bigint,
  "undo_restored" bigint,
  "undo_changed_since" bigint
)
DISTSTYLE ALL
SORTKEY ("dataset", "hour");

-- What the checks of each batch found when it was last validated
CREATE TABLE IF NOT EXISTS "waybill"."check_result" (
  "batch_id" varchar(80) NOT NULL,
  "dataset" varchar(50) NOT NULL,
  "position" integer NOT NULL,
  "name" varchar(1000) NOT NULL,
  "severity" varchar(4) NOT NULL,
  "expected" varchar(1000) NOT NULL,
  "actual" varchar(1000) NOT NULL,
  "passed" boolean NOT NULL,
  "examples" varchar(5000),
  "checked_at" timestamp NOT NULL
)
DISTSTYLE AUTO
SORTKEY ("dataset", "checked_at");

-- The lock that loads of this table take turns with
CREATE TABLE IF NOT EXISTS "waybill"."lock_stock_b8b57c4e" ("target_table" varchar(130));

-- The schema of the target
CREATE SCHEMA IF NOT EXISTS "shop";

-- The target
CREATE TABLE IF NOT EXISTS "shop"."stock" (
  "shop" varchar(8) NOT NULL,
  "item" integer NOT NULL,
  "pieces" integer,
  "op" varchar(8) NOT NULL,
  "changed_at" timestamp,
  "_batch" varchar(80) NOT NULL,
  "_hour" timestamp NOT NULL,
  "_delivered_at" timestamp NOT NULL,
  "_file" varchar(1200) NOT NULL,
  "_loaded_at" timestamp NOT NULL
)
DISTSTYLE KEY DISTKEY ("item")
COMPOUND SORTKEY ("pieces");

-- The versions that were replaced, kept for a time, so that a batch can be taken back
CREATE TABLE IF NOT EXISTS "waybill"."versions_stock_b8b57c4e" (
  "shop" varchar(8),
  "item" integer,
  "pieces" integer,
  "op" varchar(8),
  "changed_at" timestamp,
  "_batch" varchar(80),
  "_hour" timestamp,
  "_delivered_at" timestamp,
  "_file" varchar(1200),
  "_loaded_at" timestamp,
  "_deletes" boolean,
  "_kept_until" timestamp
)
DISTSTYLE KEY DISTKEY ("item")
SORTKEY ("_kept_until");

-- The keys that were deleted from the target, each with its version
CREATE TABLE IF NOT EXISTS "waybill"."deleted_stock_b8b57c4e" (
  "shop" varchar(8),
  "item" integer,
  "changed_at" timestamp,
  "_batch" varchar(80) NOT NULL,
  "_hour" timestamp NOT NULL,
  "_delivered_at" timestamp NOT NULL,
  "_file" varchar(1200) NOT NULL,
  "_loaded_at" timestamp NOT NULL
)
DISTSTYLE KEY DISTKEY ("item");

-- Staging, of this session only, distributed like the target
CREATE TEMP TABLE "waybill_staging" (
  "shop" varchar(8),
  "item" integer,
  "pieces" integer,
  "op" varchar(8),
  "changed_at" timestamp,
  "_file" varchar(1200)
)
DISTSTYLE KEY DISTKEY ("item");

-- Stage the batch's Parquet files, all or none
COPY "waybill_staging"
FROM 's3://processed/_receipts/stock/batch/copy.manifest'
IAM_ROLE default
FORMAT AS PARQUET
MANIFEST;

-- Count what was staged
SELECT count(*) FROM "waybill_staging";

-- What this batch is, of this session only
CREATE TEMP TABLE "waybill_incoming" (
  "batch_id" varchar(80),
  "dataset" varchar(50),
  "hour" timestamp,
  "delivered_at" timestamp,
  "manifest" varchar(1200),
  "target_table" varchar(130),
  "mode" varchar(10),
  "contract_digest" varchar(64),
  "declared" bigint,
  "read" bigint,
  "rejected" bigint,
  "superseded" bigint,
  "staged" bigint,
  "supersedes" varchar(80)
)
DISTSTYLE ALL;

-- Say what this batch is
INSERT INTO "waybill_incoming"
VALUES (
  :batch_id, :dataset, CAST(:hour AS timestamp), CAST(:delivered_at AS timestamp),
  :manifest, :target_table, :mode, :contract_digest,
  NULLIF(CAST(:declared AS bigint), -1), CAST(:read AS bigint), CAST(:rejected AS bigint),
  CAST(:superseded AS bigint), CAST(:staged AS bigint), NULLIF(CAST(:supersedes AS varchar(80)), '-')
);

-- The transaction begins
BEGIN;

-- Take turns with other loads of this table
LOCK "waybill"."lock_stock_b8b57c4e";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 10 THEN '0'
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
  "shop", "item", "pieces", "op", "changed_at",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."shop", t."item", t."pieces", t."op", t."changed_at",
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
  "stale", "inserted", "updated", "deleted", "undo_until", "applied_at"
)
SELECT
  i."batch_id", i."dataset", i."hour", i."delivered_at", i."manifest", i."target_table", i."mode", i."contract_digest",
  i."declared", i."read", i."rejected", i."superseded", i."staged", i."supersedes",
  o."stale", o."inserted", o."updated", o."deleted", k."undo_until", GETDATE()
FROM "waybill_incoming" AS i
CROSS JOIN "waybill_outcome" AS o
CROSS JOIN "waybill_kept" AS k
WHERE NOT EXISTS (SELECT 1 FROM "waybill"."batch" AS b WHERE b."batch_id" = i."batch_id");

-- The transaction ends
COMMIT;
