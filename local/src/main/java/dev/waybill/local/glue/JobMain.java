package dev.waybill.local.glue;

import java.util.Map;

/** What a Glue job runs. It fails by throwing. */
@FunctionalInterface
public interface JobMain {
    /** Runs with the arguments of the run, names with their dashes ({@code --delivery}). */
    void run(Map<String, String> arguments);
}
