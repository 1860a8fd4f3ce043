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

-- The time of the statement, without fractions; the session's time zone is UTC.
CREATE OR REPLACE FUNCTION redshift.getdate() RETURNS timestamp LANGUAGE sql STABLE AS
$$ SELECT date_trunc('second', statement_timestamp() AT TIME ZONE 'UTC') $$;

-- The time of the transaction.
CREATE OR REPLACE FUNCTION redshift.sysdate() RETURNS timestamp LANGUAGE sql STABLE AS
$$ SELECT transaction_timestamp() AT TIME ZONE 'UTC' $$;
