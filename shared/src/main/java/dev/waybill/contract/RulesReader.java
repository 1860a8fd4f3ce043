package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.ValueRules.TooLong;
import dev.waybill.value.ValueFaultException;
import dev.waybill.value.ValueOrder;
import dev.waybill.value.ValueParser;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rules that a column has for its values. The values that they state must be of the column's type.
 *
 * @param inKey whether the column is one of the key's
 */
record RulesReader(Section column, ColumnType type, Notation notation, boolean inKey) {

    /** A value of the column's type, and how the contract writes it. */
    private record Stated(String text, Object value) {}

    ValueRules read() {
        boolean text = type.isText();
        boolean isSuper = type == ColumnType.Simple.SUPER;
        boolean ordered = type.isNumber() || type.isTime();
        List<Stated> allowed = !text && !ordered
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
        Optional<Stated> min = ordered ? column.child("min").flatMap(this::stated) : Optional.empty();
        Optional<Stated> max = ordered ? column.child("max").flatMap(this::stated) : Optional.empty();
        requireOrder(min, max);
        return new ValueRules(
                allowed.stream().map(Stated::text).toList(),
                pattern,
                min.map(Stated::text),
                max.map(Stated::text),
                tooLong());
    }

    private List<Stated> refused(String key, String reason) {
        if (column.has(key)) {
            column.mistake(key, reason);
        }
        return List.of();
    }

    private void requireOrder(Optional<Stated> min, Optional<Stated> max) {
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

    private Optional<Stated> stated(Section element) {
        JsonNode node = element.node();
        if (type.isText() && node.isNumber()) {
            element.mistake(
                    "expected a text, found " + node.asText() + ". Put it in quotes: \"" + node.asText() + "\"");
            return Optional.empty();
        }
        Optional<String> text =
                node.isNumber() ? Optional.of(node.decimalValue().toPlainString()) : element.text();
        return text.flatMap(written -> value(element, written));
    }

    private Optional<Stated> value(Section element, String text) {
        if (text.isEmpty() && !type.isText()) {
            element.mistake("is empty." + example());
            return Optional.empty();
        }
        try {
            return Optional.of(new Stated(
                    text, ValueParser.ofContract(type, notation.zone()).parse(text)));
        } catch (ValueFaultException e) {
            element.mistake("'" + text + "' " + e.getMessage() + "." + example());
            return Optional.empty();
        }
    }

    private String example() {
        if (type.isText()) {
            return " Write another, or make the column longer";
        }
        return " Write, for example, "
                + (type.isNumber() ? "1" : type == ColumnType.Simple.DATE ? "2026-11-22" : "2026-11-22T10:00:00Z");
    }
}
