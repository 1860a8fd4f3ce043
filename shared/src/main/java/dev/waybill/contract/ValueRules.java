package dev.waybill.contract;

import java.util.List;
import java.util.Optional;

/**
 * What a column's values must keep beyond their type. A value that doesn't is rejected with its row; NULL keeps every rule.
 *
 * <p>Values are written in the {@linkplain Notation#usual usual way}, and are known to be of the column's type.
 *
 * @param allowed the only values there may be; empty if there may be any
 * @param pattern the {@link java.util.regex.Pattern} that whole texts match
 * @param min the least value
 * @param max the greatest value
 */
public record ValueRules(
        List<String> allowed, Optional<String> pattern, Optional<String> min, Optional<String> max, TooLong tooLong) {
    public static final ValueRules NONE =
            new ValueRules(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), TooLong.REJECT);

    public ValueRules {
        allowed = List.copyOf(allowed);
    }

    /** What happens to a text that is longer than its column: its row is rejected, or its end is cut off. */
    public enum TooLong {
        REJECT,
        TRUNCATE
    }
}
