package dev.waybill.warehouse.lint;

import java.util.Optional;

/** What may follow each other between BEGIN and COMMIT. */
final class Transaction {
    private static final String LEDGER = "waybill.batch";
    private static final int MOST_STATEMENTS = 40;

    private int statements;
    private boolean ledgerWritten;

    /**
     * Takes the next statement.
     *
     * @param inserted the table that it inserts into, if it does
     */
    void next(StatementKind kind, boolean hasParameter, Optional<String> inserted) {
        if (kind == StatementKind.COMMIT) {
            return;
        }
        if (++statements > MOST_STATEMENTS) {
            throw new LintException(Source.DATA_API, "a transaction has more than 40 statements");
        }
        if ((kind == StatementKind.LOCK) != (statements == 1)) {
            throw new LintException(
                    Source.SNAPSHOT,
                    "the first statement of a transaction is its one LOCK, before the snapshot is taken");
        }
        if (hasParameter) {
            throw new LintException(Source.DATA_API, "a transaction binds no parameters");
        }
        refuse(kind);
        if (ledgerWritten) {
            throw new LintException(
                    Source.SNAPSHOT, "what follows the ledger's row keeps the loads of all other tables waiting");
        }
        ledgerWritten = inserted.equals(Optional.of(LEDGER));
    }

    private static void refuse(StatementKind kind) {
        switch (kind) {
            case REFRESH -> throw new LintException(Source.REFRESH, "REFRESH has a transaction of its own");
            case CREATE_EXTERNAL_SCHEMA ->
                throw new LintException(Source.EXTERNAL_DDL, "external DDL runs in no transaction");
            case WIDEN_COLUMN ->
                throw new LintException(Source.ALTER_TABLE, "ALTER COLUMN TYPE runs in no transaction");
            case BEGIN, COPY, CREATE_MATERIALIZED_VIEW, SET ->
                throw new LintException(Source.WAYBILL, kind + " has no place in the transaction");
            default -> {}
        }
    }
}
