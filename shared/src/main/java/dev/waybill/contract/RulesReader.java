package dev.waybill.contract;

import dev.waybill.contract.ValueRules.TooLong;
import dev.waybill.value.ValueOrder;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rules that a column has for its values. The values that they state must be of the column's type.
 *
 * @param inKey whether the column is one of the key's
 */
record RulesReader(Section column, ColumnType type, Notation notation, boolean inKey) {

    ValueRules read() {
        boolean text = type.isText();
        boolean isSuper = type == ColumnType.Simple.SUPER;
        boolean ordered = type.isNumber() || type.isTime();
        List<StatedValue> allowed = !text && !ordered
                ? refused(
                        "allowed",
                        isSuper
                                ? "a super isn't compared. Remove it"
                                : "a boolean has no other values than two. Remove it")
                : column.elements("allowed").stream()
                        .flatMap(element -> stated(element).stream())
                        .toList();
        Optional<String> pattern = text ? column.value("pattern", RegularExpression::check) : Optional.empty();
        if (!text) {
            refused("pattern", "only varchar and char have a pattern. Remove it");
            refused(
                    "too_long",
                    isSuper
                            ? "JSON without its end is no JSON. Remove it"
                            : "only varchar and char can be too long. Remove it");
        }
        if (!ordered) {
            refused("min", "only numbers, dates and timestamps have a min. Remove it");
            refused("max", "only numbers, dates and timestamps have a max. Remove it");
        }
        Optional<StatedValue> min = ordered ? column.child("min").flatMap(this::stated) : Optional.empty();
        Optional<StatedValue> max = ordered ? column.child("max").flatMap(this::stated) : Optional.empty();
        requireOrder(min, max);
        return new ValueRules(
                allowed.stream().map(StatedValue::text).toList(),
                pattern,
                min.map(StatedValue::text),
                max.map(StatedValue::text),
                tooLong());
    }

    private List<StatedValue> refused(String key, String reason) {
        if (column.has(key)) {
            column.mistake(key, reason);
        }
        return List.of();
    }

    private void requireOrder(Optional<StatedValue> min, Optional<StatedValue> max) {
        if (min.isPresent()
                && max.isPresent()
                && ValueOrder.compare(min.get().value(), max.get().value()) > 0) {
            column.mistake(
                    "min",
                    min.get().text() + " is greater than max, " + max.get().text() + ". Swap them");
        }
    }

    private TooLong tooLong() {
        Optional<TooLong> tooLong = ContractReader.oneOf(column.text("too_long"), TooLong.class);
        if (inKey && tooLong.filter(TooLong.TRUNCATE::equals).isPresent()) {
            column.mistake(
                    "too_long",
                    "a column of the key isn't truncated, because two keys could become one. Remove too_long, or make the"
                            + " column longer");
        }
        return tooLong.orElse(TooLong.REJECT);
    }

    private Optional<StatedValue> stated(Section element) {
        return StatedValue.read(element, type, notation.zone());
    }
}
