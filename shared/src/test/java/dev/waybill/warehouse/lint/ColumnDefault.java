package dev.waybill.warehouse.lint;

/** {@code DEFAULT 0}: a constant. */
final class ColumnDefault {
    private ColumnDefault() {}

    /** Answers whether there is one. */
    static boolean read(Tokens tokens) {
        if (!tokens.takeIf("default")) {
            return false;
        }
        if (tokens.peek().kind() == Token.Kind.STRING) {
            tokens.string();
        } else {
            tokens.number();
        }
        return true;
    }
}
