package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Contract;
import java.util.ArrayList;
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
        List<SqlStatement> statements = new ArrayList<>(
                switch (contract.target().mode()) {
                    case UPSERT -> new UpsertTakeBack(contract, details).move();
                    case APPEND -> new AppendTakeBack(contract, details).move();
                    case REFRESH -> new RefreshTakeBack(contract, details).move();
                });
        statements.add(check(contract));
        return statements;
    }

    /** Stops the transaction if a row is left that should have gone, such as one that has no key by the contract of today. */
    private static SqlStatement check(Contract contract) {
        // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say
        // stop.
        return new SqlStatement("Check that no row of a batch that doesn't count is left", """
                SELECT CAST(CASE WHEN count(*) = 0 THEN '0'
                  ELSE CAST(count(*) AS varchar) || ' rows of the batch to take back are left' END AS integer)
                FROM %s AS t
                JOIN %s AS k ON k."batch_id" = t."_batch"
                JOIN %s AS x ON x."batch_id" = t."_batch\"""".formatted(
                        quoted(contract.target().table()), VoidBatches.TAKEN, VoidBatches.VOID));
    }
}
