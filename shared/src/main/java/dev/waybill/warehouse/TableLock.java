package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What loads of one table take turns with: an empty table of Waybill's own. It belongs to the table, not to the dataset,
 * because several contracts may name one table, and two upserts at once would each insert a key that neither sees.
 */
record TableLock(TableName table) {
    /** With the prefix and the digest it stays below the 63 bytes that PostgreSQL cuts a name at. */
    private static final int LONGEST_NAME = 40;

    private static final int DIGEST_BYTES = 4;

    SqlStatement create() {
        return new SqlStatement(
                "The lock that loads of this table take turns with",
                "CREATE TABLE IF NOT EXISTS " + name() + " (\"target_table\" varchar(130))");
    }

    // First of all, because a transaction's snapshot is taken at its first SELECT, DML or CREATE: a load that waits for
    // the lock then sees what the load before it committed. Locked later, Redshift answers with error 1023.
    SqlStatement take() {
        return new SqlStatement("Take turns with other loads of this table", "LOCK " + name());
    }

    /** The digest tells tables apart that have one name in two schemas, or one beginning. */
    private String name() {
        String cut = table.name().substring(0, Math.min(table.name().length(), LONGEST_NAME));
        return "\"waybill\"." + quoted("lock_" + cut + "_" + digest());
    }

    private String digest() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(table.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
