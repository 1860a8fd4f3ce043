package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as Redshift and PostgreSQL write them. */
class DatabaseErrorsTest {
    private static final SqlStatement STATEMENT = new SqlStatement("Insert the rows", "INSERT …");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: 1023\n  DETAIL: Serializable isolation violation on table - 142443, transactions forming the cycle are: 3432, 3433 (pid:2134)",
                "ERROR: 1018 DETAIL: Relation does not exist.",
                "ERROR: could not complete because of conflict with concurrent transaction",
                "ERROR: deadlock detected\n  Detail: Process 6 waits for AccessExclusiveLock on relation 1234",
                "ERROR: could not serialize access due to concurrent update",
                "ERROR: relation \"lock_orders\" already exists",
                "ERROR: column \"note\" of relation \"orders\" already exists",
                "ERROR: tuple concurrently updated",
                "ERROR: duplicate key value violates unique constraint \"pg_namespace_nspname_index\"",
                // A cast that fails on a compute node: https://github.com/OHDSI/SqlRender/issues/276
                "ERROR: Invalid digit, Value 'c', Pos 0, Type: Integer \n  Detail: \n  error:  Invalid digit, Value 'c', Pos 0, Type: Integer \n  code:      1207\n  context:   conflict with concurrent transaction: the ledger has changed meanwhile\n  query:     101859300",
            })
    void aConflictMayPass(String error) {
        assertThat(DatabaseErrors.of(STATEMENT, error))
                .isInstanceOf(ConflictException.class)
                .hasMessage("The warehouse failed at \"Insert the rows\": " + error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown,Rid 1A,ExtRid x,CanRetry 1",
                "ERROR: S3ServiceException:We encountered an internal error. Please try again.,Status 500,Error InternalError,Rid 1A",
                "ERROR: Problem reading manifest file - S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown,Rid 1A",
                "ERROR: Problem reading manifest file - S3CurlException: Connection timed out, CurlError 28, multiCurlError 0, CanRetry 1, UserError 0",
                // https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-troubleshooting.html
                "ERROR: Spectrum Scan Error: Retries exceeded",
                "ERROR: Spectrum Scan Error\n  Detail:\n  error:  Spectrum Scan Error: Access throttled\n  code:      15001\n  context:   Access throttled by Amazon S3",
                "ERROR: Spectrum Scan Error\n  Detail:\n  error:  Spectrum Scan Error\n  code:      15001\n  context:   Error: HTTP response error code: 503 Message: SlowDown Please reduce your request rate.",
                "ERROR: S3 Query Exception (Fetch)",
                "ERROR: S3Query Exception Connection failed, retries exceeded.",
                "ERROR: Query (10119908) cancelled on system requested abort",
                "FATAL: connection limit \"500\" exceeded for non-bootstrap users",
                "FATAL: terminating connection due to administrator command",
            })
    void whatElseMayPassIsTransient(String error) {
        assertThat(DatabaseErrors.of(STATEMENT, error))
                .isExactlyInstanceOf(TransientException.class)
                .hasMessage("The warehouse failed at \"Insert the rows\": " + error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: column \"at\" does not exist",
                "ERROR: Value too long for character type\n  Detail: ... value (1023 bytes), query: 1018",
                "ERROR: Spectrum Scan Error. File 'https://s3/x.parquet has an incompatible Parquet schema for column 's3://x'",
                "ERROR: Spectrum Scan Error\n  Detail:\n  error:  Spectrum Scan Error\n  code:      15001\n  context:   Error: HTTP response error code: 404 Message: NoSuchKey The specified key does not exist.",
                "ERROR: Spectrum Scan Error\n  Detail:\n  error:  Spectrum Scan Error\n  code:      15001\n  context:   Error: HTTP response error code: 416 Message: InvalidRange The requested range is not satisfiable",
                "ERROR: S3 Query Exception (Fetch). Task failed due to an internal error.\n  File 'https://s3/x.parquet has an incompatible Parquet schema for column 's3://x'",
                "ERROR: Insufficient privileges\n  Detail: query: 1023",
                "ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid 1A,CanRetry 1",
                "ERROR: Problem reading manifest file - S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey",
                "ERROR: Invalid digit, Value 'c', Pos 0, Type: Integer \n  Detail: \n  error:  Invalid digit, Value 'c', Pos 0, Type: Integer \n  code:      1207\n  context:   conservation law broken: 5 keys staged, 4 rows in the target\n  query:     1018",
                "ERROR: invalid input syntax for integer: \"conservation law broken: 5 keys staged, 4 rows in the target\"",
                "ERROR: duplicate key value violates unique constraint \"orders_pkey\"",
                "ERROR: permission denied for schema waybill",
            })
    void whatStaysIsTerminal(String error) {
        assertThat(DatabaseErrors.of(STATEMENT, error))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Insert the rows\": " + error);
    }
}
