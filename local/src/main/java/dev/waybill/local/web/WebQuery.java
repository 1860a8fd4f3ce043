package dev.waybill.local.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What follows the question mark of an address. */
record WebQuery(Map<String, String> values) {

    /** Of what is given twice, the first counts. */
    static WebQuery of(URI uri) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(part.substring(0, equals), decode(part.substring(equals + 1)));
            }
        }
        return new WebQuery(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
