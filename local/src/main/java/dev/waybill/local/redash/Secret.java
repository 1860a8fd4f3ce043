package dev.waybill.local.redash;

/** A key or a password, which no message and no log shows. */
public record Secret(String text) {
    /**
     * Takes a secret as a file or a variable has it, with or without a line's end.
     *
     * @throws IllegalArgumentException if it is empty, or no HTTP header could hold it
     */
    public static Secret of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (stripped.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("it has a line break or another character that isn't plain ASCII");
        }
        return new Secret(stripped);
    }

    @Override
    public String toString() {
        return "***";
    }
}
