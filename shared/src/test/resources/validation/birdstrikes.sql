-- Read the batch's row of the ledger
SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted", "undone_at"
FROM "waybill"."batch"
WHERE "batch_id" = :batch_id;

-- Measure the checks
SELECT
  m."rows",
  m."check_1",
  m."check_2",
  m."check_3",
  m."check_4",
  (
SELECT count(*) = 0 FROM wildlife.birdstrikes WHERE cost_total <> cost_other + cost_repair
  )
FROM (
  SELECT
    count(*) AS "rows",
    count(CASE WHEN r."wildlife_species" IS NULL THEN 1 END) AS "check_1",
    count(CASE WHEN r."cost_total" < 0 THEN 1 END) AS "check_2",
    count(CASE WHEN r."speed_knots" < 0 OR r."speed_knots" > 500 THEN 1 END) AS "check_3",
    count(CASE WHEN r."wildlife_size" NOT IN ('Small', 'Medium', 'Large') THEN 1 END) AS "check_4"
  FROM "wildlife"."birdstrikes" AS r
  WHERE r."_batch" = 'birdstrikes-2026112210-0123456789abcdef'
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
  SELECT DISTINCT LEFT(REPLACE('_file=' || COALESCE(r."_file", 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "wildlife"."birdstrikes" AS r
  WHERE r."_batch" = 'birdstrikes-2026112210-0123456789abcdef'
    AND (r."wildlife_species" IS NULL)
  ORDER BY "example"
  LIMIT 5
) AS e8
UNION ALL
SELECT 9 AS "position", e9."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('_file=' || COALESCE(r."_file", 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "wildlife"."birdstrikes" AS r
  WHERE r."_batch" = 'birdstrikes-2026112210-0123456789abcdef'
    AND (r."cost_total" < 0)
  ORDER BY "example"
  LIMIT 5
) AS e9
UNION ALL
SELECT 10 AS "position", e10."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('_file=' || COALESCE(r."_file", 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "wildlife"."birdstrikes" AS r
  WHERE r."_batch" = 'birdstrikes-2026112210-0123456789abcdef'
    AND (r."speed_knots" < 0 OR r."speed_knots" > 500)
  ORDER BY "example"
  LIMIT 5
) AS e10
UNION ALL
SELECT 11 AS "position", e11."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('_file=' || COALESCE(r."_file", 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "wildlife"."birdstrikes" AS r
  WHERE r."_batch" = 'birdstrikes-2026112210-0123456789abcdef'
    AND (r."wildlife_size" NOT IN ('Small', 'Medium', 'Large'))
  ORDER BY "example"
  LIMIT 5
) AS e11;
