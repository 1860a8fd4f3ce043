package dev.waybill.warehouse.lint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the statements of one session in their order. It knows the tables that they have made, and whether they are in a
 * transaction.
 */
public final class RedshiftLinter {
    private static final String LEDGER = "waybill.batch";
    private static final int MOST_STATEMENTS = 40;
    private static final int MOST_BYTES = 100_000;

    private final KnownTables known = new KnownTables();
    private Optional<Transaction> transaction = Optional.empty();

    /**
     * Reads the next statement.
     *
     * @throws LintException if Redshift refuses it, or it isn't of Waybill's grammar
     */
    public StatementKind check(String sql) {
        if (sql.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new LintException(Source.DATA_API, "a statement is longer than 100 KB");
        }
        Tokens tokens = new Tokens(sql, Author.WAYBILL);
        Statements statements = new Statements(tokens, known);
        StatementKind kind = statements.read();
        if (transaction.isPresent()) {
            transaction.get().next(kind, tokens.atParameter(), words(sql), statements.inserted());
        }
        follow(kind);
        return kind;
    }

    /** Reads a query that a person wrote into a contract. */
    public void checkContractQuery(String sql) {
        Tokens tokens = new Tokens(sql, Author.CONTRACT);
        new Queries(tokens, known).read();
        tokens.expectEnd();
    }

    /** To be called after the last statement. */
    public void end() {
        if (transaction.isPresent()) {
            throw new LintException(Source.BEGIN, "the transaction has no COMMIT");
        }
    }

    private void follow(StatementKind kind) {
        switch (kind) {
            case BEGIN -> transaction = Optional.of(new Transaction());
            case COMMIT -> {
                if (transaction.isEmpty()) {
                    throw new LintException(Source.BEGIN, "COMMIT without BEGIN");
                }
                transaction = Optional.empty();
            }
            case LOCK -> {
                if (transaction.isEmpty()) {
                    throw new LintException(Source.LOCK, "a LOCK outside a transaction is gone at once");
                }
            }
            default -> {}
        }
    }

    private static List<String> words(String sql) {
        return Arrays.asList(sql.toLowerCase(Locale.ROOT).split("\\W+"));
    }

    /** What may follow each other between BEGIN and COMMIT. */
    private static final class Transaction {
        private int statements;
        private boolean ledgerWritten;

        void next(StatementKind kind, boolean hasParameter, List<String> words, Optional<String> inserted) {
            if (kind == StatementKind.COMMIT) {
                return;
            }
            if (++statements > MOST_STATEMENTS) {
                throw new LintException(Source.DATA_API_BATCH, "a transaction has more than 40 statements");
            }
            if ((kind == StatementKind.LOCK) != (statements == 1)) {
                throw new LintException(
                        Source.SNAPSHOT,
                        "the first statement of a transaction is its one LOCK, before the snapshot is taken");
            }
            if (hasParameter) {
                throw new LintException(Source.DATA_API_BATCH, "a transaction binds no parameters");
            }
            Statements.outsideOnly(kind, words).ifPresent(refusal -> {
                throw refusal;
            });
            if (ledgerWritten) {
                throw new LintException(
                        Source.SNAPSHOT, "what follows the ledger's row keeps the loads of all other tables waiting");
            }
            ledgerWritten = inserted.equals(Optional.of(LEDGER));
        }
    }
}
