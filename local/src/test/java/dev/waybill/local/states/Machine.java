package dev.waybill.local.states;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small state machine of a test, whose tasks have the resource {@code do}. */
final class Machine implements AutoCloseable {
    private final LocalStepFunctions stepFunctions;

    Machine(Path folder, ScriptedTasks tasks, String states) {
        this(folder, tasks, states, "");
    }

    Machine(Path folder, ScriptedTasks tasks, String states, String more) {
        String definition =
                ("{'QueryLanguage': 'JSONata', 'StartAt': 'First', " + more + "'States': {" + states + "}}");
        stepFunctions = LocalStepFunctions.start(
                folder,
                definition.replace("'", "\"").replace('`', '\''),
                Map.of(),
                tasks.handlers("do"),
                (execution, state) -> {});
    }

    ExecutionRecord run(String input) {
        String arn = stepFunctions
                .startExecution(start -> start.stateMachineArn(stepFunctions.stateMachineArn())
                        .name("test")
                        .input(input.replace('\'', '"')))
                .executionArn();
        stepFunctions.awaitEnd(arn);
        return stepFunctions.execution(arn);
    }

    static List<String> states(ExecutionRecord execution) {
        return execution.visits().stream().map(Visit::state).toList();
    }

    @Override
    public void close() {
        stepFunctions.close();
    }
}
