package dev.waybill.local.warehouse.sql;

import java.sql.SQLException;

/** SQL that Redshift would refuse, or that isn't translated for this machine; nothing of it ran. */
public final class RefusedSqlException extends SQLException {
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param reason without a prefix; becomes {@code ERROR: reason}, as the database writes its own
     */
    public RefusedSqlException(String reason) {
        // SQLState 0A000: feature not supported.
        super("ERROR: " + reason, "0A000");
    }

    /** What Redshift has and this machine lacks. */
    static RefusedSqlException notHere(String what) {
        return new RefusedSqlException(
                "The local warehouse doesn't implement " + what + ". In Redshift it may well work");
    }

    /** What PostgreSQL has and Redshift lacks. */
    static RefusedSqlException notInRedshift(String word, String what) {
        return new RefusedSqlException("syntax error at or near \"" + word + "\". Redshift has no " + what);
    }
}
