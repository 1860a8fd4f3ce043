package dev.waybill.warehouse;

import java.util.List;

/** The columns that every target table has after the contract's: where a row came from, and which version it is. */
public final class Lineage {
    public static final String BATCH = "_batch";
    public static final String HOUR = "_hour";
    public static final String DELIVERED_AT = "_delivered_at";
    public static final String FILE = "_file";
    public static final String LOADED_AT = "_loaded_at";
    static final List<String> COLUMNS = List.of(BATCH, HOUR, DELIVERED_AT, FILE, LOADED_AT);

    private Lineage() {}

    /** The type of one of them, as Redshift writes it. */
    static String type(String column) {
        return switch (column) {
            case BATCH -> "varchar(80)";
            case HOUR, DELIVERED_AT, LOADED_AT -> "timestamp";
            case FILE -> "varchar(1200)";
            default -> throw new IllegalArgumentException("No column of the lineage: " + column);
        };
    }
}
