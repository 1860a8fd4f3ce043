package dev.waybill.warehouse;

import dev.waybill.contract.Contract;
import java.util.List;

/**
 * Makes the target as if the batches that don't count had never been: {@link VoidBatches} has them and, as taken, those whose
 * standing changes. Counts in {@code waybill_taken_back} what became of the rows.
 */
final class TakeBackSql {
    /** One row: rows that are {@code removed}, rows that are {@code restored}, keys that were {@code changed_since}. */
    static final String TAKEN_BACK = "\"waybill_taken_back\"";

    private TakeBackSql() {}

    /** Finds and counts what is to move; changes nothing but makes tables of the session. */
    static List<SqlStatement> look(Contract contract, LoadDetails details) {
        return switch (contract.target().mode()) {
            case UPSERT -> new UpsertTakeBack(contract, details).look();
            case APPEND -> new AppendTakeBack(contract, details).look();
            case REFRESH -> new RefreshTakeBack(contract, details).look();
        };
    }

    /** Moves what was found, in the same transaction. */
    static List<SqlStatement> move(Contract contract, LoadDetails details) {
        return switch (contract.target().mode()) {
            case UPSERT -> new UpsertTakeBack(contract, details).move();
            case APPEND -> new AppendTakeBack(contract, details).move();
            case REFRESH -> new RefreshTakeBack(contract, details).move();
        };
    }

    /** Until when that is kept which a take-back puts aside. */
    static String keptUntil(Contract contract) {
        return "DATEADD(hour, " + contract.target().undo().hours() + ", GETDATE())";
    }
}
