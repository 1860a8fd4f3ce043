package dev.waybill.local.states;

import java.util.List;

/** The {@code ErrorEquals} of a retrier or a catcher, with the two wildcards and what they don't match. */
record ErrorNames(List<String> names) {
    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String RUNTIME = "States.Runtime";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String QUERY_EVALUATION = "States.QueryEvaluationError";
    static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";

    private static final List<String> NEVER_BY_WILDCARD = List.of(RUNTIME, DATA_LIMIT_EXCEEDED);

    ErrorNames {
        names = List.copyOf(names);
    }

    boolean match(String error) {
        return names.stream().anyMatch(name -> matches(name, error));
    }

    private static boolean matches(String name, String error) {
        return switch (name) {
            case ALL -> !NEVER_BY_WILDCARD.contains(error);
            case TASK_FAILED -> !NEVER_BY_WILDCARD.contains(error) && !error.equals(TIMEOUT);
            default -> name.equals(error);
        };
    }
}
