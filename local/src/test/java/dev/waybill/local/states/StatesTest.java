package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class StatesTest {
    private static final String PASS_ON = "'Second': {'Type': 'Succeed'}";

    private final ScriptedTasks tasks = new ScriptedTasks();

    @TempDir
    Path folder;

    private ExecutionRecord run(String states, String input) {
        try (Machine machine = new Machine(folder, tasks, states)) {
            return machine.run(input);
        }
    }

    @Test
    void aPassWithoutOutputPassesItsInputOn() {
        ExecutionRecord execution = run("'First': {'Type': 'Pass', 'Next': 'Second'}, " + PASS_ON, "{'a': [1, null]}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.output()).contains("{\"a\":[1,null]}");
        assertThat(Machine.states(execution)).containsExactly("First", "Second");
    }

    @Test
    void assignmentsAndOutputSeeTheVariablesAsTheyWere() {
        ExecutionRecord execution = run("""
                'First': {'Type': 'Pass', 'Assign': {'n': 1}, 'Next': 'Again'},
                'Again': {'Type': 'Pass', 'Assign': {'n': '{% $n + 1 %}', 'old': '{% $n %}'},
                  'Output': {'n': '{% $n %}'}, 'Next': 'Last'},
                'Last': {'Type': 'Succeed', 'Output': ['{% $states.input.n %}', '{% $n %}', '{% $old %}']}""", "{}");
        assertThat(execution.output()).contains("[1,2,1]");
    }

    @Test
    void aTaskGetsItsArgumentsAndGivesItsResult() {
        tasks.answer("do", "{'sum': 3}");
        ExecutionRecord execution = run("""
                'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {'a': '{% $states.input.a %}', 'b': 'as it is'},
                  'Output': {'sum': '{% $states.result.sum %}', 'name': '{% $states.context.State.Name %}'}, 'End': true}""", "{'a': 1}");
        assertThat(execution.output()).contains("{\"sum\":3,\"name\":\"First\"}");
        assertThat(tasks.asked("do")).containsExactly(Json.of("{'a': 1, 'b': 'as it is'}"));
    }

    @ParameterizedTest
    @CsvSource({"1, Low", "5, Middle", "9, High"})
    void aChoiceTakesTheFirstRuleThatHoldsElseItsDefault(int n, String state) {
        ExecutionRecord execution = run("""
                'First': {'Type': 'Choice', 'Default': 'High', 'Assign': {'why': 'default'}, 'Choices': [
                  {'Condition': '{% $states.input.n < 3 %}', 'Next': 'Low', 'Assign': {'why': 'low'}},
                  {'Condition': '{% $states.input.n < 7 %}', 'Next': 'Middle', 'Assign': {'why': 'middle'}}]},
                'Low': {'Type': 'Succeed', 'Output': '{% $why %}'},
                'Middle': {'Type': 'Succeed', 'Output': '{% $why %}'},
                'High': {'Type': 'Succeed', 'Output': '{% $why %}'}""", "{'n': " + n + "}");
        assertThat(Machine.states(execution)).containsExactly("First", state);
        assertThat(execution.output())
                .contains(n == 9 ? "\"default\"" : "\"" + state.toLowerCase(java.util.Locale.ROOT) + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {% $states.input.no = 1 %} | States.NoChoiceMatched | No choice matched, and there is no Default
            {% 1 %} | States.QueryEvaluationError | A choice's Condition must be true or false, but is 1
            {% $states.input.no %} | States.QueryEvaluationError | The JSONata expression '$states.input.no' specified for the field 'Condition' returned nothing (undefined)
            """)
    void aChoiceWithoutAnAnswerFails(String condition, String error, String cause) {
        ExecutionRecord execution = run(
                "'First': {'Type': 'Choice', 'Choices': [{'Condition': '" + condition + "', 'Next': 'Second'}]}, "
                        + PASS_ON,
                "{}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains(error);
        assertThat(execution.cause()).contains(cause);
        assertThat(execution.visits().get(0).error()).contains(error);
    }

    @Test
    void aWaitPassesInVirtualTime() {
        long before = System.nanoTime();
        ExecutionRecord execution = run(
                "'First': {'Type': 'Wait', 'Seconds': '{% $states.input.s %}', 'Next': 'Second'}, " + PASS_ON,
                "{'s': 86400}");
        assertThat(execution.visits().get(0).waitedMillis()).isEqualTo(86_400_000);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aFailEndsTheExecutionWithItsErrorAndCause() {
        ExecutionRecord execution = run(
                "'First': {'Type': 'Fail', 'Error': 'Broken', 'Cause': '{% `because of ` & $states.input.a %}'}",
                "{'a': 'b'}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains("Broken");
        assertThat(execution.cause()).contains("because of b");
        assertThat(execution.output()).isEmpty();
    }

    @Test
    void aRetryBacksOffUpToItsCapAndThenGivesUp() {
        tasks.fail("do", "Busy", "try later");
        ExecutionRecord execution = run("""
                'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'End': true, 'Retry': [
                  {'ErrorEquals': ['Busy'], 'IntervalSeconds': 10, 'BackoffRate': 2, 'MaxDelaySeconds': 25,
                   'MaxAttempts': 4}]}""", "{}");
        Visit visit = execution.visits().get(0);
        assertThat(tasks.asked("do")).hasSize(5);
        assertThat(visit.retries()).isEqualTo(4);
        assertThat(visit.waitedMillis()).isEqualTo((10 + 20 + 25 + 25) * 1000);
        assertThat(visit.error()).contains("Busy");
        assertThat(execution.cause()).contains("try later");
    }

    @Test
    void everyRetrierCountsForItself() {
        tasks.fail("do", "A", "").fail("do", "B", "").fail("do", "A", "").answer("do", "'done'");
        ExecutionRecord execution = run("""
                'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'End': true, 'Retry': [
                  {'ErrorEquals': ['A'], 'MaxAttempts': 2}, {'ErrorEquals': ['B'], 'MaxAttempts': 1}]}""", "{}");
        assertThat(execution.output()).contains("\"done\"");
        assertThat(execution.visits().get(0))
                .isEqualTo(new Visit("First", execution.visits().get(0).millis(), 3, 4000, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "States.ALL, Any.Error, true",
        "States.ALL, States.Timeout, true",
        "States.ALL, States.Runtime, false",
        "States.ALL, States.DataLimitExceeded, false",
        "States.TaskFailed, Any.Error, true",
        "States.TaskFailed, States.Timeout, false",
        "Any.Error, Any.Error, true",
        "Any.Error, Any.ErrorToo, false",
    })
    void aCatchTakesTheErrorsThatItNames(String named, String error, boolean caught) {
        tasks.fail("do", error, "cause");
        ExecutionRecord execution = run(
                """
                'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'End': true, 'Catch': [
                  {'ErrorEquals': ['%s'], 'Next': 'Second', 'Assign': {'e': '{%% $states.errorOutput.Error %%}'}}]},
                """.formatted(named)
                        + "'Second': {'Type': 'Succeed', 'Output': ['{% $states.input.Cause %}', '{% $e %}']}",
                "{}");
        assertThat(execution.output())
                .isEqualTo(caught ? Optional.of("[\"cause\",\"" + error + "\"]") : Optional.empty());
        assertThat(execution.visits().get(0).error()).contains(error);
    }

    @Test
    void aTaskThatTakesTooLongIsATimeout() {
        CountDownLatch never = new CountDownLatch(1);
        tasks.on("do", arguments -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new TaskFailedException("Interrupted", "");
            }
            return arguments;
        });
        ExecutionRecord execution = run(
                "'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'TimeoutSeconds': 1, 'End': true}", "{}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains("States.Timeout");
    }

    @Test
    void aMachineThatTakesTooLongIsTimedOut() {
        String loop = "'First': {'Type': 'Wait', 'Seconds': 60, 'Next': 'Second'},"
                + " 'Second': {'Type': 'Pass', 'Next': 'First'}";
        try (Machine machine = new Machine(folder, tasks, loop, "'TimeoutSeconds': 150,")) {
            ExecutionRecord execution = machine.run("{}");
            assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
            assertThat(Machine.states(execution)).isEqualTo(List.of("First", "Second", "First", "Second", "First"));
            assertThat(execution.error()).contains("States.Timeout");
        }
    }

    @Test
    void aResultOfMoreThan256KiBIsRefused() {
        tasks.answer("do", "'" + "x".repeat(256 * 1024) + "'");
        ExecutionRecord execution =
                run("'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'End': true}", "{}");
        assertThat(execution.error()).contains("States.DataLimitExceeded");
        assertThat(execution.cause())
                .contains("The task's result has 262146 bytes; a state's data has at most 262144."
                        + " Leave it in S3 and pass a pointer");
    }

    @Test
    void aHandlerThatBreaksFailsTheExecutionWithoutRetry() {
        tasks.on("do", arguments -> {
            throw new IllegalStateException("a bug");
        });
        ExecutionRecord execution = run("""
                'First': {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'End': true,
                  'Retry': [{'ErrorEquals': ['States.ALL']}]}""", "{}");
        assertThat(execution.error()).contains("States.Runtime");
        assertThat(execution.cause()).contains("java.lang.IllegalStateException: a bug");
        assertThat(tasks.asked("do")).hasSize(1);
    }
}
