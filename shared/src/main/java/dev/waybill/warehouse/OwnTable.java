package dev.waybill.warehouse;

import dev.waybill.contract.TableName;
import dev.waybill.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How a table of Waybill's own is named that belongs to one target. */
final class OwnTable {
    /** With the prefix and the digest it stays below the 63 bytes that PostgreSQL cuts a name at. */
    private static final int LONGEST_NAME = 40;

    private static final int DIGEST_BYTES = 4;

    private OwnTable() {}

    /** The digest tells targets apart that have one name in two schemas, or one beginning. */
    static TableName of(String prefix, TableName target) {
        String cut = target.name().substring(0, Math.min(target.name().length(), LONGEST_NAME));
        return new TableName("waybill", prefix + cut + "_" + digest(target));
    }

    private static String digest(TableName target) {
        byte[] digest = Sha256.of(target.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }
}
