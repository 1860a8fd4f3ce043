package dev.waybill.local.killed;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a process was when it was killed: its step; of a start, by what the home has, how far it came. */
record Place(String name) {
    /** After all batches were reported. */
    static final Place END = new Place("END");

    static Place of(Step step, Path home) {
        if (step != Step.START) {
            return new Place(step.name());
        }
        Path warehouse = home.resolve("warehouse");
        if (Files.exists(warehouse.resolve("ready"))) {
            return new Place("START");
        }
        return new Place(Files.exists(warehouse.resolve("data")) ? "FIRST START, initdb begun" : "FIRST START");
    }
}
