package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What an unquoted value is, by YAML 1.2's core schema: {@code no}, {@code on} and {@code 12:30} are text there, which
 * YAML 1.1 takes for a boolean and a number.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, core schema</a>
 */
final class YamlScalar {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    /** Bounded, so that no short text stands for a number with millions of digits. */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\.\\d{1,40}|\\d{1,40}(?:\\.\\d{0,40})?)(?:[eE][-+]?\\d{1,2})?");

    private YamlScalar() {}

    static JsonNode resolve(String text) {
        if (NULL.matcher(text).matches()) {
            return JSON.nullNode();
        }
        if (BOOLEAN.matcher(text).matches()) {
            return JSON.booleanNode(text.charAt(0) == 't' || text.charAt(0) == 'T');
        }
        return NUMBER.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }
}
