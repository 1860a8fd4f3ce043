package dev.waybill.local.warehouse;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was executed, to be described and read; the oldest are forgotten, as the Data API does after a day. */
final class Executions {
    private static final int MOST = 1000;
    private final Map<String, Execution> executions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Execution> eldest) {
            return size() > MOST;
        }
    };

    /** An execution, or one statement of a batch ({@code part} from 1; 0 for the whole). */
    record Found(Execution execution, int part) {}

    synchronized void add(Execution execution) {
        executions.put(execution.id(), execution);
    }

    /** Finds by {@code id}, or {@code id:2} for the second statement of a batch. */
    synchronized Found find(String id) {
        int colon = id.indexOf(':');
        Execution execution = executions.get(colon < 0 ? id : id.substring(0, colon));
        int part = colon < 0 ? 0 : number(id.substring(colon + 1));
        if (execution == null || part < 0 || part > execution.outcomes().size()) {
            throw ApiErrors.notFound("Query does not exist.");
        }
        return new Found(execution, part);
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d?") ? Integer.parseInt(text) : -1;
    }
}
