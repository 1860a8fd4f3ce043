package dev.waybill.job;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a Glue job run: {@code --name value}, among those that Glue adds for itself, which are ignored.
 *
 * @param values by name, with the dashes
 */
public record GlueArguments(Map<String, String> values) {

    public GlueArguments {
        values = Map.copyOf(values);
    }

    public static GlueArguments parse(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
            if (args[i].startsWith("--")) {
                values.put(args[i], hasValue ? args[++i] : "");
            }
        }
        return new GlueArguments(values);
    }

    /** Throws with the names of all arguments that are missing. */
    public void require(String... names) {
        List<String> missing =
                Arrays.stream(names).filter(name -> find(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Missing job arguments: " + String.join(", ", missing));
        }
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** The value of an argument that the job can't do without. */
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("Missing job argument: " + name));
    }
}
