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
CREATE TABLE IF NOT EXISTS "waybill"."lock_countries_e124ef61" ("target_table" varchar(130));

-- The schema of the target
CREATE SCHEMA IF NOT EXISTS "crm";

-- The target
CREATE TABLE IF NOT EXISTS "crm"."countries" (
  "code" char(2) NOT NULL,
  "name" varchar(64),
  "since" date,
  "_batch" varchar(80) NOT NULL,
  "_hour" timestamp NOT NULL,
  "_delivered_at" timestamp NOT NULL,
  "_file" varchar(1200) NOT NULL,
  "_loaded_at" timestamp NOT NULL
)
DISTSTYLE AUTO;

-- The versions that were replaced, kept for a time, so that a batch can be taken back
CREATE TABLE IF NOT EXISTS "waybill"."versions_countries_e124ef61" (
  "code" char(2),
  "name" varchar(64),
  "since" date,
  "_batch" varchar(80),
  "_hour" timestamp,
  "_delivered_at" timestamp,
  "_file" varchar(1200),
  "_loaded_at" timestamp,
  "_deletes" boolean,
  "_kept_until" timestamp
)
DISTSTYLE AUTO
SORTKEY ("_kept_until");

-- Staging, of this session only, distributed like the target
CREATE TEMP TABLE "waybill_staging" (
  "code" char(2),
  "name" varchar(64),
  "since" date,
  "_file" varchar(1200)
)
DISTSTYLE EVEN;

-- Stage the batch's Parquet files, all or none
COPY "waybill_staging"
FROM 's3://processed/_receipts/countries/batch/copy.manifest'
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
LOCK "waybill"."lock_countries_e124ef61";

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
  "stale", "inserted", "updated", "undo_until", "applied_at"
)
SELECT
  i."batch_id", i."dataset", i."hour", i."delivered_at", i."manifest", i."target_table", i."mode", i."contract_digest",
  i."declared", i."read", i."rejected", i."superseded", i."staged", i."supersedes",
  o."stale", o."inserted", o."updated", k."undo_until", GETDATE()
FROM "waybill_incoming" AS i
CROSS JOIN "waybill_outcome" AS o
CROSS JOIN "waybill_kept" AS k
WHERE NOT EXISTS (SELECT 1 FROM "waybill"."batch" AS b WHERE b."batch_id" = i."batch_id");

-- The transaction ends
COMMIT;

-- Refresh crm.country_names
REFRESH MATERIALIZED VIEW "crm"."country_names";
