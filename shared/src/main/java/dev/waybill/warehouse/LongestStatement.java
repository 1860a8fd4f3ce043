package dev.waybill.warehouse;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How long a load's longest statement can be: one that moves rows names each column of the target twice, with and without an
 * alias.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html">The Data API takes 100 KB a statement</a>
 */
final class LongestStatement {
    private static final int MOST_BYTES = 100_000;
    /** Everything beside the contract's and the target's own columns; a key is named some times more. */
    private static final int OTHER_BYTES = 5_000;
    /** {@code "a", t."a", }. */
    private static final int AROUND_NAMES = 10;

    private static final int AROUND_SUPER = "JSON_PARSE()".length();

    private LongestStatement() {}

    /** What is wrong, with what to do, if it is too long. */
    static Optional<String> mistake(Contract contract, Collection<String> existing) {
        int bytes = bytes(contract, existing);
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s has so many columns with so long names that a statement may have %,d bytes, and the Data API takes"
                                + " %,d. Shorten names, declare fewer columns, or drop some that nobody needs",
                        contract.target().table(),
                        bytes,
                        MOST_BYTES));
    }

    static int bytes(Contract contract, Collection<String> existing) {
        Set<String> names = new LinkedHashSet<>(existing);
        contract.columns().stream().map(Column::name).forEach(names::add);
        int named = names.stream()
                .mapToInt(name -> 2 * name.getBytes(StandardCharsets.UTF_8).length + AROUND_NAMES)
                .sum();
        long supers = contract.columns().stream().filter(StagedColumn::isSuper).count();
        return named + Math.toIntExact(supers) * AROUND_SUPER + OTHER_BYTES;
    }
}
