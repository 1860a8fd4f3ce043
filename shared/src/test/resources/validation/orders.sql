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
    SELECT t."customer", t."ordered"
    FROM "sales"."orders" AS t
    JOIN (SELECT DISTINCT "customer", "ordered" FROM "sales"."orders" WHERE "_batch" = 'orders-2026112210-0123456789abcdef') AS b
      ON t."customer" = b."customer" AND t."ordered" = b."ordered"
    GROUP BY t."customer", t."ordered"
    HAVING count(*) > 1
  ) AS r
  ),
  m."check_3",
  m."check_4",
  m."check_5",
  m."check_6",
  m."check_7",
  m."check_8",
  m."check_9",
  m."check_10",
  m."check_11",
  (
  SELECT count(*)
  FROM "sales"."orders" AS r
  LEFT JOIN "crm"."customers" AS o ON o."id" = r."customer"
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef' AND r."customer" IS NOT NULL AND o."id" IS NULL
  ),
  (
  SELECT count(*)
  FROM "sales"."orders" AS r
  LEFT JOIN "crm"."states" AS o ON o."country" = r."country" AND o."status" = r."status"
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef' AND r."country" IS NOT NULL AND r."status" IS NOT NULL AND o."country" IS NULL
  ),
  (
  SELECT TO_CHAR(max("changed"), 'YYYY-MM-DD HH24:MI:SS')
  FROM "sales"."orders"
  WHERE "changed" >= CAST('2026-11-22 09:00:00.000000' AS timestamp)
  ),
  (
  SELECT TO_CHAR(CAST(max("ordered") AS timestamp), 'YYYY-MM-DD HH24:MI:SS')
  FROM "sales"."orders"
  WHERE "ordered" >= CAST('2026-11-22' AS date)
  ),
  (
  SELECT TO_CHAR(max("seen") AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
  FROM "sales"."orders"
  WHERE "seen" >= CAST('2026-11-22 10:30:00.000000+00' AS timestamptz)
  ),
  (
  SELECT LISTAGG(CAST(e."read" AS varchar), ',')
  FROM (
    SELECT b."read"
    FROM "waybill"."batch" AS b
    LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
    WHERE b."dataset" = 'orders' AND b."hour" < CAST('2026-11-22 10:00:00' AS timestamp) AND b."undone_at" IS NULL AND l."batch_id" IS NULL
    ORDER BY b."hour" DESC, b."delivered_at" DESC, b."batch_id" DESC
    LIMIT 10
  ) AS e
  ),
  (
SELECT count(*) = 0 FROM sales.orders WHERE status = ':p' -- none
  )
FROM (
  SELECT
    count(*) AS "rows",
    count(CASE WHEN r."customer" IS NULL THEN 1 END) AS "check_1",
    count(CASE WHEN r."weight" < CAST(0.1 AS real) OR r."weight" > CAST(1000 AS real) THEN 1 END) AS "check_3",
    count(CASE WHEN r."ordered" < CAST('2020-01-01' AS date) THEN 1 END) AS "check_4",
    count(CASE WHEN r."changed" > CAST('2026-12-30 23:00:00.000000' AS timestamp) THEN 1 END) AS "check_5",
    count(CASE WHEN r."seen" < CAST('2020-01-01 00:00:00.000000+00' AS timestamptz) THEN 1 END) AS "check_6",
    count(CASE WHEN r."status" NOT IN ('new', 'it''s', 'C:\\dir') THEN 1 END) AS "check_7",
    count(CASE WHEN r."weight" NOT IN (CAST(1 AS real), CAST(2.5 AS real)) THEN 1 END) AS "check_8",
    count(CASE WHEN r."ordered" NOT IN (CAST('2026-11-22' AS date)) THEN 1 END) AS "check_9",
    count(CASE WHEN r."number" !~ '^[[:alpha:]]{2}-\\d+''$' THEN 1 END) AS "check_10",
    count(CASE WHEN RTRIM(r."country") !~ '^[A-Z]{2}$' THEN 1 END) AS "check_11"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
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
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."customer" IS NULL)
  ORDER BY "example"
  LIMIT 5
) AS e8
UNION ALL
SELECT 9 AS "position", e9."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('customer=' || COALESCE(CAST(r."customer" AS varchar), 'NULL') || ', ordered=' || COALESCE(CAST(r."ordered" AS varchar), 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM (
    SELECT t."customer", t."ordered"
    FROM "sales"."orders" AS t
    JOIN (SELECT DISTINCT "customer", "ordered" FROM "sales"."orders" WHERE "_batch" = 'orders-2026112210-0123456789abcdef') AS b
      ON t."customer" = b."customer" AND t."ordered" = b."ordered"
    GROUP BY t."customer", t."ordered"
    HAVING count(*) > 1
  ) AS r
  ORDER BY "example"
  LIMIT 5
) AS e9
UNION ALL
SELECT 10 AS "position", e10."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."weight" < CAST(0.1 AS real) OR r."weight" > CAST(1000 AS real))
  ORDER BY "example"
  LIMIT 5
) AS e10
UNION ALL
SELECT 11 AS "position", e11."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."ordered" < CAST('2020-01-01' AS date))
  ORDER BY "example"
  LIMIT 5
) AS e11
UNION ALL
SELECT 12 AS "position", e12."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."changed" > CAST('2026-12-30 23:00:00.000000' AS timestamp))
  ORDER BY "example"
  LIMIT 5
) AS e12
UNION ALL
SELECT 13 AS "position", e13."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."seen" < CAST('2020-01-01 00:00:00.000000+00' AS timestamptz))
  ORDER BY "example"
  LIMIT 5
) AS e13
UNION ALL
SELECT 14 AS "position", e14."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."status" NOT IN ('new', 'it''s', 'C:\\dir'))
  ORDER BY "example"
  LIMIT 5
) AS e14
UNION ALL
SELECT 15 AS "position", e15."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."weight" NOT IN (CAST(1 AS real), CAST(2.5 AS real)))
  ORDER BY "example"
  LIMIT 5
) AS e15
UNION ALL
SELECT 16 AS "position", e16."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."ordered" NOT IN (CAST('2026-11-22' AS date)))
  ORDER BY "example"
  LIMIT 5
) AS e16
UNION ALL
SELECT 17 AS "position", e17."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (r."number" !~ '^[[:alpha:]]{2}-\\d+''$')
  ORDER BY "example"
  LIMIT 5
) AS e17
UNION ALL
SELECT 18 AS "position", e18."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef'
    AND (RTRIM(r."country") !~ '^[A-Z]{2}$')
  ORDER BY "example"
  LIMIT 5
) AS e18
UNION ALL
SELECT 19 AS "position", e19."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  LEFT JOIN "crm"."customers" AS o ON o."id" = r."customer"
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef' AND r."customer" IS NOT NULL AND o."id" IS NULL
  ORDER BY "example"
  LIMIT 5
) AS e19
UNION ALL
SELECT 20 AS "position", e20."example"
FROM (
  SELECT DISTINCT LEFT(REPLACE('number=' || COALESCE(LEFT(r."number", 100), 'NULL') || ', gift=' || COALESCE(CASE r."gift" WHEN true THEN 'true' WHEN false THEN 'false' END, 'NULL'), CHR(10), ' '), 249) AS "example"
  FROM "sales"."orders" AS r
  LEFT JOIN "crm"."states" AS o ON o."country" = r."country" AND o."status" = r."status"
  WHERE r."_batch" = 'orders-2026112210-0123456789abcdef' AND r."country" IS NOT NULL AND r."status" IS NOT NULL AND o."country" IS NULL
  ORDER BY "example"
  LIMIT 5
) AS e20;
