-- What Redshift has and PostgreSQL lacks. Run by the superuser, in one transaction, whenever this text has changed.

CREATE SCHEMA IF NOT EXISTS redshift;
GRANT USAGE ON SCHEMA redshift TO waybill;

ALTER DATABASE dev SET search_path = "$user", public, redshift;

-- Redshift's default isolation is SNAPSHOT: a transaction sees what was committed before its first query.
ALTER DATABASE dev SET default_transaction_isolation = 'repeatable read';

-- VARCHAR(n) and CHAR(n) count bytes in Redshift and characters in PostgreSQL. Every table's columns get a check, whether
-- they come from CREATE TABLE, LIKE, CREATE TABLE AS, ADD COLUMN or ALTER COLUMN TYPE. Its name tells the type, because the
-- error is made from it: octets_3_varchar_10.
CREATE OR REPLACE FUNCTION redshift.check_octets() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    change record;
BEGIN
    FOR change IN
        WITH commanded AS (
            SELECT DISTINCT objid FROM pg_event_trigger_ddl_commands() WHERE object_type = 'table'
        ), wanted AS (
            SELECT a.attrelid, a.attname,
                   'octets_' || a.attnum || CASE t.typname WHEN 'varchar' THEN '_varchar_' ELSE '_char_' END
                       || (a.atttypmod - 4) AS name,
                   a.atttypmod - 4 AS octets
            FROM commanded AS c
            JOIN pg_attribute AS a ON a.attrelid = c.objid
            JOIN pg_type AS t ON t.oid = a.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped AND t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4
        ), present AS (
            SELECT k.conrelid, k.conname
            FROM commanded AS c
            JOIN pg_constraint AS k ON k.conrelid = c.objid
            WHERE k.contype = 'c' AND k.conname LIKE 'octets\_%'
        ), actions AS (
            SELECT p.conrelid AS relation, format('DROP CONSTRAINT %I', p.conname) AS action
            FROM present AS p
            WHERE NOT EXISTS (SELECT 1 FROM wanted AS w WHERE w.attrelid = p.conrelid AND w.name = p.conname)
            UNION ALL
            SELECT w.attrelid, format('ADD CONSTRAINT %I CHECK (octet_length(%I::text) <= %s)', w.name, w.attname, w.octets)
            FROM wanted AS w
            WHERE NOT EXISTS (SELECT 1 FROM present AS p WHERE w.attrelid = p.conrelid AND w.name = p.conname)
        )
        SELECT relation::regclass AS relation, string_agg(action, ', ') AS actions FROM actions GROUP BY relation
    LOOP
        EXECUTE format('ALTER TABLE %s %s', change.relation, change.actions);
    END LOOP;
END
$$;

DROP EVENT TRIGGER IF EXISTS redshift_check_octets;
CREATE EVENT TRIGGER redshift_check_octets ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE')
    EXECUTE FUNCTION redshift.check_octets();

-- A zone map: the least and the greatest value of the sort key in each range of 128 pages, which is 1 MB, as Redshift's blocks are.
-- A table that has one, that is temporary or that lacks the column is left alone, without a lock: a load that runs is in nobody's
-- way. Numbers and times only: a text may be too long for a page of the index, and a row with it would be refused. Named by the
-- table's number, which stays when it is renamed. Ranges at the end that have no entry yet are read always; autosummarize adds
-- them soon, VACUUM all.
CREATE OR REPLACE PROCEDURE redshift.map_zones(name text, sortkey text) LANGUAGE plpgsql AS $$
DECLARE
    mapped record;
BEGIN
    SELECT c.oid, n.nspname INTO mapped
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_attribute AS a ON a.attrelid = c.oid
    JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE c.oid = to_regclass(name) AND c.relkind = 'r' AND c.relpersistence <> 't'
        AND a.attname = sortkey AND a.attnum > 0 AND NOT a.attisdropped AND t.typcategory IN ('N', 'D')
        AND to_regclass(format('%I.%I', n.nspname, 'zones_' || c.oid)) IS NULL;
    IF FOUND THEN
        EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %s USING brin (%I) WITH (pages_per_range = 128, autosummarize = on)',
            'zones_' || mapped.oid, mapped.oid::regclass, sortkey);
    END IF;
END
$$;

-- The same for a table that is like another one.
CREATE OR REPLACE PROCEDURE redshift.map_zones_like(name text, original text) LANGUAGE plpgsql AS $$
DECLARE
    sortkey text;
BEGIN
    SELECT a.attname INTO sortkey
    FROM pg_class AS c
    JOIN pg_class AS x ON x.relnamespace = c.relnamespace AND x.relname = 'zones_' || c.oid
    JOIN pg_index AS i ON i.indexrelid = x.oid
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.oid = to_regclass(original);
    IF FOUND THEN
        CALL redshift.map_zones(name, sortkey);
    END IF;
END
$$;

-- The time of the statement, without fractions; the session's time zone is UTC.
CREATE OR REPLACE FUNCTION redshift.getdate() RETURNS timestamp LANGUAGE sql STABLE AS
$$ SELECT date_trunc('second', statement_timestamp() AT TIME ZONE 'UTC') $$;

-- The time of the transaction.
CREATE OR REPLACE FUNCTION redshift.sysdate() RETURNS timestamp LANGUAGE sql STABLE AS
$$ SELECT transaction_timestamp() AT TIME ZONE 'UTC' $$;

CREATE OR REPLACE FUNCTION redshift.dateadd(part text, number bigint, moment timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT moment + number * CASE part WHEN 'quarter' THEN interval '3 months' ELSE CAST('1 ' || part AS interval) END $$;

CREATE OR REPLACE FUNCTION redshift.dateadd(part text, number bigint, moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE STRICT AS
$$ SELECT moment + number * CASE part WHEN 'quarter' THEN interval '3 months' ELSE CAST('1 ' || part AS interval) END $$;

CREATE OR REPLACE FUNCTION redshift.dateadd(part text, number bigint, moment date) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT redshift.dateadd(part, number, CAST(moment AS timestamp)) $$;

-- How many boundaries of the part lie between two times.
CREATE OR REPLACE FUNCTION redshift.datediff(part text, earlier timestamp, later timestamp) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CAST(CASE part
    WHEN 'year' THEN extract(year FROM later) - extract(year FROM earlier)
    WHEN 'quarter' THEN 4 * (extract(year FROM later) - extract(year FROM earlier))
        + extract(quarter FROM later) - extract(quarter FROM earlier)
    WHEN 'month' THEN 12 * (extract(year FROM later) - extract(year FROM earlier))
        + extract(month FROM later) - extract(month FROM earlier)
    WHEN 'day' THEN CAST(later AS date) - CAST(earlier AS date)
    WHEN 'millisecond' THEN extract(epoch FROM date_trunc('milliseconds', later) - date_trunc('milliseconds', earlier)) * 1000
    WHEN 'microsecond' THEN extract(epoch FROM later - earlier) * 1000000
    ELSE extract(epoch FROM date_trunc(part, later) - date_trunc(part, earlier))
        / CASE part WHEN 'hour' THEN 3600 WHEN 'minute' THEN 60 WHEN 'second' THEN 1 END
END AS bigint)
$$;

CREATE OR REPLACE FUNCTION redshift.datediff(part text, earlier date, later date) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT redshift.datediff(part, CAST(earlier AS timestamp), CAST(later AS timestamp)) $$;

CREATE OR REPLACE FUNCTION redshift.datediff(part text, earlier timestamptz, later timestamptz) RETURNS bigint
LANGUAGE sql STABLE STRICT AS
$$ SELECT redshift.datediff(part, earlier AT TIME ZONE 'UTC', later AT TIME ZONE 'UTC') $$;

CREATE OR REPLACE FUNCTION redshift.convert_timezone(source text, target text, moment timestamp) RETURNS timestamp
LANGUAGE sql STABLE STRICT AS $$ SELECT moment AT TIME ZONE source AT TIME ZONE target $$;

CREATE OR REPLACE FUNCTION redshift.convert_timezone(target text, moment timestamp) RETURNS timestamp
LANGUAGE sql STABLE STRICT AS $$ SELECT moment AT TIME ZONE 'UTC' AT TIME ZONE target $$;

CREATE OR REPLACE FUNCTION redshift.last_day(moment timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT CAST(date_trunc('month', moment) + interval '1 month' - interval '1 day' AS date) $$;

-- The last day of a month stays the last day, unlike with DATEADD.
CREATE OR REPLACE FUNCTION redshift.add_months(moment timestamp, number integer) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN CAST(moment AS date) = redshift.last_day(moment)
    THEN redshift.last_day(moment + number * interval '1 month') + CAST(moment AS time)
    ELSE moment + number * interval '1 month' END
$$;

CREATE OR REPLACE FUNCTION redshift.trunc(moment timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT CAST(moment AS date) $$;

CREATE OR REPLACE FUNCTION redshift.json_extract_path_text(document text, VARIADIC path text[]) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.json_extract_path_text(CAST(document AS json), VARIADIC path) $$;

-- A field twice in an object is an error in Redshift too.
CREATE OR REPLACE FUNCTION redshift.json_parse(document text) RETURNS json LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT JSON(document WITH UNIQUE KEYS) $$;

-- A SUPER column is json here.
CREATE OR REPLACE VIEW redshift.information_schema_columns AS
SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, column_default, is_nullable,
       CASE data_type WHEN 'json' THEN 'super' ELSE data_type END AS data_type,
       character_maximum_length, numeric_precision, numeric_scale, datetime_precision
FROM information_schema.columns;
GRANT SELECT ON redshift.information_schema_columns TO waybill;

-- Where COPYs failed: in Redshift a view, which fills itself. https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
CREATE TABLE IF NOT EXISTS redshift.sys_load_error_detail (
    session_id integer, database_name text, start_time timestamp, file_name text, column_name text, column_type text,
    error_code integer, error_message text
);
GRANT SELECT, INSERT ON redshift.sys_load_error_detail TO waybill;

-- AVG of integers is a whole number in Redshift, cut and not rounded.
CREATE OR REPLACE FUNCTION redshift.avg_add(state numeric[], value bigint) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN RETURN ARRAY[state[1] + 1, state[2] + value]; END $$;

CREATE OR REPLACE FUNCTION redshift.avg_cut(state numeric[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN state[1] > 0 THEN CAST(trunc(state[2] / state[1]) AS bigint) END $$;

CREATE OR REPLACE FUNCTION redshift.avg_cut(state bigint[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN state[1] > 0 THEN state[2] / state[1] END $$;

CREATE OR REPLACE AGGREGATE redshift.avg(smallint)
    (SFUNC = int2_avg_accum, STYPE = bigint[], FINALFUNC = redshift.avg_cut, INITCOND = '{0,0}');
CREATE OR REPLACE AGGREGATE redshift.avg(integer)
    (SFUNC = int4_avg_accum, STYPE = bigint[], FINALFUNC = redshift.avg_cut, INITCOND = '{0,0}');
CREATE OR REPLACE AGGREGATE redshift.avg(bigint)
    (SFUNC = redshift.avg_add, STYPE = numeric[], FINALFUNC = redshift.avg_cut, INITCOND = '{0,0}');
CREATE OR REPLACE AGGREGATE redshift.avg(numeric)
    (SFUNC = numeric_avg_accum, STYPE = internal, FINALFUNC = numeric_avg);
CREATE OR REPLACE AGGREGATE redshift.avg(real)
    (SFUNC = float4_accum, STYPE = double precision[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}');
CREATE OR REPLACE AGGREGATE redshift.avg(double precision)
    (SFUNC = float8_accum, STYPE = double precision[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}');
