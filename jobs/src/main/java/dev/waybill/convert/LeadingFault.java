package dev.waybill.convert;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fault of one column that most rejected records have: more often a change of the source than bad rows.
 *
 * @param rule what the column's values break, such as {@code is not an integer}
 */
record LeadingFault(Column column, String rule, long records) {
    /** Of fewer, nothing can be said. */
    private static final int FEWEST = 10;

    private static final Pattern VERB = Pattern.compile("(is|has|holds|doesn't) .*");
    private static final String REQUIRED = "required, ";

    /**
     * Finds it.
     *
     * @param kinds how many records have a fault of each kind
     * @param rejected how many records are rejected
     */
    static Optional<LeadingFault> among(Map<String, Long> kinds, long rejected, Contract contract) {
        for (Map.Entry<String, Long> kind : kinds.entrySet()) {
            long records = kind.getValue();
            if (records >= FEWEST && 2 * records > rejected) {
                for (Column column : contract.columns()) {
                    String name = column.name() + ": ";
                    if (kind.getKey().startsWith(name)) {
                        return Optional.of(
                                new LeadingFault(column, kind.getKey().substring(name.length()), records));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A sentence about the rejected records; it asks whether the source was changed if most of those {@code read} say so. */
    String sentence(long read) {
        boolean missing = rule.startsWith(REQUIRED);
        String what = missing
                ? column.name() + " is missing"
                : column.name() + (VERB.matcher(rule).matches() ? " " : ": ") + rule;
        return String.format(Locale.ROOT, "In %,d of them, %s", records, what)
                + (2 * records > read ? ": " + question(missing) : ".");
    }

    private String question(boolean missing) {
        if (missing) {
            return "was it renamed?";
        }
        return rule.contains(column.type().sql()) ? "was it retyped?" : "did the source change it?";
    }
}
