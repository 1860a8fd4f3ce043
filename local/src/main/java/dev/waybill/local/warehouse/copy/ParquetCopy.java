package dev.waybill.local.warehouse.copy;

import dev.waybill.local.warehouse.sql.LocalStatement;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * COPY of Parquet files, all or none. Columns go by position, and a file that is listed twice loads twice, as in Redshift.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html">COPY from columnar
 *     data formats</a>
 */
public final class ParquetCopy {
    private final S3Client s3;

    public ParquetCopy(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Loads the files on a connection, in its transaction if it has one.
     *
     * @return how many rows were loaded
     * @throws SQLException with a message like Redshift's, after which nothing of it is loaded; its cause is a {@link ScanFault}
     *     if a file is at fault
     */
    public long run(Connection connection, LocalStatement.Copy copy) throws SQLException {
        List<TableColumn> columns = TableColumn.read(connection, copy);
        try {
            List<S3Location> files = new ManifestReader(s3).read(copy.manifest());
            long rows = load(connection, copy, columns, files);
            if (rows > 0) {
                analyze(connection, copy.table());
            }
            return rows;
        } catch (ScanFault e) {
            throw new SQLException(e.getMessage(), "XX000", e);
        } catch (IOException e) {
            throw new SQLException(
                    "ERROR: Cannot read the files of " + copy.manifest() + ": " + e.getMessage(), "XX000", e);
        }
    }

    private long load(
            Connection connection, LocalStatement.Copy copy, List<TableColumn> columns, List<S3Location> files)
            throws SQLException, IOException {
        String names = columns.stream().map(TableColumn::quotedName).collect(Collectors.joining(", "));
        CopyIn target = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + copy.table() + " (" + names + ") FROM STDIN");
        try {
            CopyBuffer buffer = new CopyBuffer(target);
            for (S3Location file : files) {
                load(file, columns, buffer);
            }
            buffer.flush();
            return target.endCopy();
        } finally {
            if (target.isActive()) {
                target.cancelCopy();
            }
        }
    }

    private void load(S3Location file, List<TableColumn> columns, CopyBuffer buffer) throws SQLException, IOException {
        Path local = Files.createTempFile("copy", ".parquet");
        try {
            Files.delete(local);
            fetch(file, local);
            new ParquetFile(file, local).writeRows(columns, buffer);
        } finally {
            Files.deleteIfExists(local);
        }
    }

    private void fetch(S3Location file, Path local) {
        try {
            s3.getObject(request -> request.bucket(file.bucket()).key(file.key()), ResponseTransformer.toFile(local));
        } catch (SdkException e) {
            throw S3Errors.ofFile(file, e);
        }
    }

    /** As Redshift does after a load; without it, PostgreSQL plans joins with a new table at random. */
    private static void analyze(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + table);
        }
    }
}
