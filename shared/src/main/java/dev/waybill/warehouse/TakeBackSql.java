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

    static List<SqlStatement> statements(Contract contract, LoadDetails details) {
        return switch (contract.target().mode()) {
            case UPSERT -> new UpsertTakeBack(contract, details).statements();
            case APPEND -> new AppendTakeBack(contract, details).statements();
            case REFRESH -> new RefreshTakeBack(contract, details).statements();
        };
    }

    /** Until when that is kept which a take-back puts aside. */
    static String keptUntil(Contract contract) {
        return "DATEADD(hour, " + contract.target().undo().hours() + ", GETDATE())";
    }
}
