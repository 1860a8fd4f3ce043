package dev.waybill.warehouse.lint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the statements of one session in their order. It knows the tables that they have made, and whether they are in a
 * transaction.
 */
public final class RedshiftLinter {
    private static final int MOST_BYTES = 100_000;
    private static final Set<StatementKind> BINDING =
            Set.of(StatementKind.SELECT, StatementKind.INSERT, StatementKind.UPDATE, StatementKind.DELETE);

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
        if (tokens.haveParameter() && !BINDING.contains(kind)) {
            throw new LintException(Source.PREPARE, "only SELECT, INSERT, UPDATE and DELETE bind parameters");
        }
        if (transaction.isPresent()) {
            transaction.get().next(kind, tokens.haveParameter(), statements.inserted());
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
}
