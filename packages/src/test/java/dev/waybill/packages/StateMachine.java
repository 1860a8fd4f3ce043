package dev.waybill.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What the state machine expects of the functions. */
final class StateMachine {
    private StateMachine() {}

    /** Every error that it retries or catches, but for AWS's own: those have no package. */
    static Set<String> errorNames() throws IOException {
        Set<String> names = new TreeSet<>();
        JsonNode definition = new ObjectMapper()
                .readTree(Path.of("../statemachine/load-batch.asl.json").toFile());
        for (JsonNode errors : definition.findValues("ErrorEquals")) {
            errors.forEach(error -> names.add(error.textValue()));
        }
        names.removeIf(name -> !name.matches("[a-z].*"));
        return names;
    }
}
