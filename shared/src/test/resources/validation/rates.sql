-- Read the batch's row of the ledger
SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted", "undone_at"
FROM "waybill"."batch"
WHERE "batch_id" = :batch_id;

-- Measure the checks
SELECT
  m."rows",
  m."check_1",
  (
  SELECT count(*)
  FROM (
    SELECT t."currency", t."rate_date"
    FROM "treasury"."rates" AS t
    JOIN (SELECT DISTINCT "currency", "rate_date" FROM "treasury"."rates" WHERE "_batch" = 'rates-2026112210-0123456789abcdef') AS b
      ON t."currency" = b."currency" AND t."rate_date" = b."rate_date"
    GROUP BY t."currency", t."rate_date"
    HAVING count(*) > 1
  ) AS r
  ),
  m."check_3",
  (
SELECT count(*) = 0 FROM treasury.rates WHERE ask < bid
  )
FROM (
  SELECT
    count(*) AS "rows",
    count(CASE WHEN r."ask" IS NULL THEN 1 END) AS "check_1",
    count(CASE WHEN r."bid" < 0 THEN 1 END) AS "check_3"
  FROM "treasury"."rates" AS r
  WHERE r."_batch" = 'rates-2026112210-0123456789abcdef'
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
  SELECT DISTINCT LEFT(REPLACE('currency=' || COALESCE(LEFT(r."currency", 100), 'NULL') || ', rate_date=' || COALESCE(CAST(r."rate_date" AS varchar), 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "treasury"."rates" AS r
  WHERE r."_batch" = 'rates-2026112210-0123456789abcdef'
    AND (r."ask" IS NULL)
  ORDER BY "example"
  LIMIT 5
) AS e8
UNION ALL
SELECT 9 AS "position", e9."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('currency=' || COALESCE(LEFT(r."currency", 100), 'NULL') || ', rate_date=' || COALESCE(CAST(r."rate_date" AS varchar), 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM (
    SELECT t."currency", t."rate_date"
    FROM "treasury"."rates" AS t
    JOIN (SELECT DISTINCT "currency", "rate_date" FROM "treasury"."rates" WHERE "_batch" = 'rates-2026112210-0123456789abcdef') AS b
      ON t."currency" = b."currency" AND t."rate_date" = b."rate_date"
    GROUP BY t."currency", t."rate_date"
    HAVING count(*) > 1
  ) AS r
  ORDER BY "example"
  LIMIT 5
) AS e9
UNION ALL
SELECT 10 AS "position", e10."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('currency=' || COALESCE(LEFT(r."currency", 100), 'NULL') || ', rate_date=' || COALESCE(CAST(r."rate_date" AS varchar), 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "treasury"."rates" AS r
  WHERE r."_batch" = 'rates-2026112210-0123456789abcdef'
    AND (r."bid" < 0)
  ORDER BY "example"
  LIMIT 5
) AS e10;
