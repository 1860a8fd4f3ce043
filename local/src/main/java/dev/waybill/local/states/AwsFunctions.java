package dev.waybill.local.states;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The functions that Step Functions adds to JSONata. {@code $eval} is blocked, as it is there.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming data</a>
 */
final class AwsFunctions {
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final int MOST_ITEMS = 1000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AwsFunctions() {}

    static void bind(Jsonata.Frame frame, RandomGenerator random) {
        frame.bind("parse", new Jsonata.JFunction((input, arguments) -> parse((String) arguments.get(0)), "<s:x>"));
        frame.bind("uuid", new Jsonata.JFunction((input, arguments) -> uuid(random), "<:s>"));
        frame.bind(
                "partition",
                new Jsonata.JFunction(
                        (input, arguments) -> partition((List<?>) arguments.get(0), (Number) arguments.get(1)),
                        "<an:a>"));
        frame.bind(
                "range",
                new Jsonata.JFunction(
                        (input, arguments) ->
                                range((Number) arguments.get(0), (Number) arguments.get(1), (Number) arguments.get(2)),
                        "<nnn:a>"));
        frame.bind(
                "hash",
                new Jsonata.JFunction(
                        (input, arguments) -> hash((String) arguments.get(0), (String) arguments.get(1)), "<ss:s>"));
        frame.bind(
                "random",
                new Jsonata.JFunction(
                        (input, arguments) -> arguments.isEmpty() || arguments.get(0) == null
                                ? random.nextDouble()
                                : new Random(((Number) arguments.get(0)).longValue()).nextDouble(),
                        "<n?:n>"));
        frame.bind(
                "eval",
                new Jsonata.JFunction(
                        (input, arguments) -> {
                            throw new IllegalArgumentException("$eval is not supported by Step Functions. Use $parse");
                        },
                        "<sx?:x>"));
    }

    private static Object parse(String text) {
        try {
            return JsonValues.toJsonata(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "$parse: the text is no JSON, see line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }

    private static String uuid(RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        String hex = HexFormat.of().formatHex(bytes);
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)).toString();
    }

    private static List<List<Object>> partition(List<?> array, Number size) {
        int length = size.intValue();
        if (length < 1) {
            throw new IllegalArgumentException("$partition: the size must be 1 or more");
        }
        List<List<Object>> parts = new ArrayList<>();
        for (int from = 0; from < array.size(); from += length) {
            parts.add(new ArrayList<>(array.subList(from, Math.min(from + length, array.size()))));
        }
        return parts;
    }

    private static List<Object> range(Number first, Number last, Number step) {
        long by = step.longValue();
        if (by == 0 || (last.longValue() - first.longValue()) / by >= MOST_ITEMS) {
            throw new IllegalArgumentException(
                    "$range: the step must not be 0, and at most " + MOST_ITEMS + " items are made");
        }
        List<Object> items = new ArrayList<>();
        for (long item = first.longValue(); by > 0 ? item <= last.longValue() : item >= last.longValue(); item += by) {
            items.add(item);
        }
        return items;
    }

    private static String hash(String text, String algorithm) {
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException(
                    "$hash: the algorithm must be one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512");
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }
}
