-- Read the batch's row of the ledger
SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted", "undone_at"
FROM "waybill"."batch"
WHERE "batch_id" = :batch_id;

-- Measure the checks
SELECT
  m."rows",
  m."check_1",
  m."check_2",
  (
  SELECT TO_CHAR(max("at"), 'YYYY-MM-DD HH24:MI:SS')
  FROM "seismic"."earthquakes"
  WHERE "at" >= CAST('2026-11-20 11:00:00.000000' AS timestamp)
  ),
  (
SELECT count(*) = 0 FROM seismic.earthquakes WHERE at > updated_at
  )
FROM (
  SELECT
    count(*) AS "rows",
    count(CASE WHEN r."magnitude" IS NULL THEN 1 END) AS "check_1",
    count(CASE WHEN r."magnitude" < -2 OR r."magnitude" > 10 THEN 1 END) AS "check_2"
  FROM "seismic"."earthquakes" AS r
  WHERE r."_batch" = 'earthquakes-2026112210-0123456789abcdef'
) AS m;

-- Count what may have changed rows of this batch since
SELECT
  count(CASE WHEN later."applied_at" >= own."applied_at" AND later."mode" <> 'append' THEN 1 END),
  count(CASE WHEN later."undone_at" >= own."applied_at"
    OR (later."applied_at" >= own."applied_at" AND later."supersedes" IS NOT NULL) THEN 1 END)
FROM "waybill"."batch" AS own
JOIN "waybill"."batch" AS later
  ON later."target_table" = own."target_table"
  AND later."batch_id" <> own."batch_id"
WHERE own."batch_id" = :batch_id;

-- Look for examples of what breaks the checks
SELECT 8 AS "position", e8."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('id=' || COALESCE(LEFT(r."id", 100), 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "seismic"."earthquakes" AS r
  WHERE r."_batch" = 'earthquakes-2026112210-0123456789abcdef'
    AND (r."magnitude" IS NULL)
  ORDER BY "example"
  LIMIT 5
) AS e8
UNION ALL
SELECT 9 AS "position", e9."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('id=' || COALESCE(LEFT(r."id", 100), 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "seismic"."earthquakes" AS r
  WHERE r."_batch" = 'earthquakes-2026112210-0123456789abcdef'
    AND (r."magnitude" < -2 OR r."magnitude" > 10)
  ORDER BY "example"
  LIMIT 5
) AS e9;
