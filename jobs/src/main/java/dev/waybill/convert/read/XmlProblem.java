package dev.waybill.convert.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JDK's parser says about namespaces, which it says by addresses, in words. */
final class XmlProblem {
    private static final Pattern ADDRESS =
            Pattern.compile("http://www\\.w3\\.org/TR/1999/REC-xml-names-19990114#(\\w+)\\?([^&]*)&([^&]*)(?:&.*)?");

    private XmlProblem() {}

    static String words(String message) {
        Matcher address = ADDRESS.matcher(message);
        if (!address.matches()) {
            return message;
        }
        String first = address.group(2);
        String second = address.group(3);
        return switch (address.group(1)) {
            case "ElementPrefixUnbound" ->
                "The prefix \"%s\" of the element \"%s\" is not declared.".formatted(first, second);
            case "AttributePrefixUnbound" ->
                "The prefix of the attribute \"%s\" of the element \"%s\" is not declared.".formatted(second, first);
            case "AttributeNotUnique", "AttributeNSNotUnique" ->
                "The element \"%s\" has the attribute \"%s\" twice.".formatted(first, second);
            default -> message;
        };
    }
}
