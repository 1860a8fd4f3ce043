package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.value.ValueFaultException;
import dev.waybill.value.ValueParser;
import java.time.ZoneId;
import java.util.Optional;

/** A value of a column's type that the contract states, and how it writes it. */
record StatedValue(String text, Object value) {

    /** Reads one where {@code element} has a number or a text; reports what is no value of the type. */
    static Optional<StatedValue> read(Section element, ColumnType type, ZoneId zone) {
        JsonNode node = element.node();
        if (type.isText() && node.isNumber()) {
            element.mistake(
                    "expected a text, found " + node.asText() + ". Put it in quotes: \"" + node.asText() + "\"");
            return Optional.empty();
        }
        Optional<String> text =
                node.isNumber() ? Optional.of(node.decimalValue().toPlainString()) : element.text();
        return text.flatMap(written -> read(element, written, type, zone));
    }

    private static Optional<StatedValue> read(Section element, String text, ColumnType type, ZoneId zone) {
        if (text.isEmpty() && !type.isText()) {
            element.mistake("is empty." + example(type));
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StatedValue(text, ValueParser.ofContract(type, zone).parse(text)));
        } catch (ValueFaultException e) {
            element.mistake("'" + text + "' " + e.getMessage() + "." + example(type));
            return Optional.empty();
        }
    }

    private static String example(ColumnType type) {
        if (type.isText()) {
            return " Write another, or make the column longer";
        }
        return " Write, for example, "
                + (type.isNumber() ? "1" : type == ColumnType.Simple.DATE ? "2026-11-22" : "2026-11-22T10:00:00Z");
    }
}
