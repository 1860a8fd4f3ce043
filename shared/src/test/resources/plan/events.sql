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
CREATE TABLE IF NOT EXISTS "waybill"."lock_events_f0ecdf79" ("target_table" varchar(130));

-- The schema of the target
CREATE SCHEMA IF NOT EXISTS "app";

-- The target
CREATE TABLE IF NOT EXISTS "app"."events" (
  "id" bigint NOT NULL,
  "payload" super NOT NULL,
  "tags" super,
  "_batch" varchar(80) NOT NULL,
  "_hour" timestamp NOT NULL,
  "_delivered_at" timestamp NOT NULL,
  "_file" varchar(1200) NOT NULL,
  "_loaded_at" timestamp NOT NULL
)
DISTSTYLE AUTO;

-- The versions that were replaced, kept for a time, so that a batch can be taken back
CREATE TABLE IF NOT EXISTS "waybill"."versions_events_f0ecdf79" (
  "id" bigint,
  "payload" super,
  "tags" super,
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
  "id" bigint,
  "payload" varchar(65535),
  "tags" varchar(65535),
  "_file" varchar(1200)
)
DISTSTYLE EVEN;

-- Stage the batch's Parquet files, all or none
COPY "waybill_staging"
FROM 's3://processed/_receipts/events/batch/copy.manifest'
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
LOCK "waybill"."lock_events_f0ecdf79";

-- Check that the target has the columns that it had
SELECT CAST(CASE WHEN count(*) = 8 THEN '0'
  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
FROM information_schema.columns
WHERE table_schema = 'app' AND table_name = 'events';

-- If the batch was applied before, there is nothing to do
DELETE FROM "waybill_staging"
WHERE EXISTS (
  SELECT 1
  FROM "waybill"."batch" AS b
  JOIN "waybill_incoming" AS i ON b."batch_id" = i."batch_id"
);

-- Forget the versions whose time is over
DELETE FROM "waybill"."versions_events_f0ecdf79"
WHERE "_kept_until" < GETDATE();

-- Until when versions are kept
CREATE TEMP TABLE "waybill_kept" AS
SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
FROM (SELECT DATEADD(hour, 168, GETDATE()) AS "undo_until") AS o
CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM "waybill"."batch" WHERE "target_table" = 'app.events') AS b;

-- Find the rows that the target has newer, or whose keys were deleted later, or whose batch is superseded
CREATE TEMP TABLE "waybill_stale" AS
SELECT s."id"
FROM "waybill_staging" AS s
JOIN "app"."events" AS t ON t."id" = s."id"
CROSS JOIN "waybill_incoming" AS i
WHERE t."_hour" > i."hour"
  OR (t."_hour" = i."hour" AND t."_delivered_at" > i."delivered_at")
  OR (t."_hour" = i."hour" AND t."_delivered_at" = i."delivered_at" AND t."_batch" >= i."batch_id")
UNION
SELECT s."id"
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i
JOIN "waybill"."batch" AS b ON b."supersedes" = i."batch_id"
WHERE b."undone_at" IS NULL;

-- Keep those rows beside the target, for the case that what is newer is taken back
INSERT INTO "waybill"."versions_events_f0ecdf79" (
  "id", "payload", "tags",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at", "_deletes", "_kept_until"
)
SELECT
  s."id", JSON_PARSE(s."payload"), JSON_PARSE(s."tags"),
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE(), false, k."until"
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i
CROSS JOIN "waybill_kept" AS k
JOIN "waybill_stale" AS x ON x."id" = s."id";

-- Drop those rows
DELETE FROM "waybill_staging"
USING "waybill_stale" AS x
WHERE x."id" = "waybill_staging"."id";

-- Count what is about to happen
CREATE TEMP TABLE "waybill_outcome" AS
SELECT i."staged" - s.remaining AS "stale", s.remaining - u.updated AS "inserted", u.updated AS "updated"
FROM "waybill_incoming" AS i
CROSS JOIN (SELECT count(*) AS remaining FROM "waybill_staging") AS s
CROSS JOIN (
  SELECT count(*) AS updated
  FROM "waybill_staging" AS s
  WHERE EXISTS (SELECT 1 FROM "app"."events" AS t WHERE t."id" = s."id")
) AS u;

-- Keep the rows that the batch replaces
INSERT INTO "waybill"."versions_events_f0ecdf79" (
  "id", "payload", "tags",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at",
  "_deletes", "_kept_until"
)
SELECT
  t."id", t."payload", t."tags",
  t."_batch", t."_hour", t."_delivered_at", t."_file", t."_loaded_at",
  false, k."until"
FROM "app"."events" AS t
CROSS JOIN "waybill_kept" AS k
JOIN "waybill_staging" AS s ON t."id" = s."id";

-- Delete the rows that the batch has newer
DELETE FROM "app"."events"
USING "waybill_staging" AS s
WHERE "app"."events"."id" = s."id";

-- Insert the batch's rows, each with where it came from
INSERT INTO "app"."events" (
  "id", "payload", "tags",
  "_batch", "_hour", "_delivered_at", "_file", "_loaded_at"
)
SELECT
  s."id", JSON_PARSE(s."payload"), JSON_PARSE(s."tags"),
  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE()
FROM "waybill_staging" AS s
CROSS JOIN "waybill_incoming" AS i;

-- Check the conservation law: the target has each of the batch's keys once
SELECT CAST(CASE WHEN s.staged = t.found THEN '0'
  ELSE 'conservation law broken: ' || CAST(s.staged AS varchar) || ' keys staged, '
    || CAST(t.found AS varchar) || ' rows in the target' END AS integer)
FROM (SELECT count(*) AS staged FROM "waybill_staging") AS s
CROSS JOIN (SELECT count(*) AS found FROM "waybill_staging" AS s JOIN "app"."events" AS t ON t."id" = s."id") AS t;

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
