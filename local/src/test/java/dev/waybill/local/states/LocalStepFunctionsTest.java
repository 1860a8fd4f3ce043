package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

class LocalStepFunctionsTest {
    private static final String DEFINITION = """
            {"QueryLanguage": "JSONata", "StartAt": "Prepare", "States": {
              "Prepare": {"Type": "Pass", "Assign": {"kept": "{% $states.input.a %}"}, "Next": "Work"},
              "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true,
                "Output": {"kept": "{% $kept %}", "result": "{% $states.result %}"}}}}""";

    private final ScriptedTasks tasks = new ScriptedTasks();
    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @TempDir
    Path folder;

    @TempDir
    Path copy;

    private LocalStepFunctions stepFunctions;

    @BeforeEach
    void start() {
        stepFunctions = open(folder);
    }

    @AfterEach
    void stop() {
        stepFunctions.close();
    }

    private LocalStepFunctions open(Path where) {
        return LocalStepFunctions.start(
                where, DEFINITION, Map.of(), tasks.handlers("work"), (name, state) -> entered.add(name + " " + state));
    }

    private StartExecutionResponse start(String name, String input) {
        return stepFunctions.startExecution(start -> start.stateMachineArn(stepFunctions.stateMachineArn())
                .name(name)
                .input(input));
    }

    private void blockTheWork() {
        tasks.on("work", arguments -> {
            working.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new TaskFailedException("Interrupted", "");
            }
            return Json.of("'late'");
        });
    }

    @Test
    void anExecutionIsDescribedAsStepFunctionsDoes() {
        tasks.answer("work", "'done'");
        String arn = start("one", "{\"a\": 1}").executionArn();
        stepFunctions.awaitEnd(arn);
        DescribeExecutionResponse described = stepFunctions.describeExecution(d -> d.executionArn(arn));
        assertThat(arn).isEqualTo("arn:aws:states:us-east-1:000000000000:execution:load-batch:one");
        assertThat(stepFunctions.executionArn("one")).isEqualTo(arn);
        assertThat(described.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(described.input()).isEqualTo("{\"a\":1}");
        assertThat(described.output()).isEqualTo("{\"kept\":1,\"result\":\"done\"}");
        assertThat(described.stopDate()).isAfterOrEqualTo(described.startDate());
        assertThat(entered).containsExactly("one Prepare", "one Work");
    }

    @Test
    void anExecutionWhoseEndCannotBeWrittenEndsAndIsInterruptedForTheNextProcess() throws Exception {
        Path aside = copy.resolve("executions");
        tasks.on("work", arguments -> {
            try {
                Files.move(folder, aside);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Json.of("'done'");
        });
        String arn = start("one", "{\"a\": 1}").executionArn();

        stepFunctions.awaitEnd(arn);

        assertThat(stepFunctions.execution(arn).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(stepFunctions.execution(arn).cause()).get().asString().contains("Cannot write " + folder);
        Files.move(aside, folder);
        try (LocalStepFunctions next = open(folder)) {
            assertThat(next.execution(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(next.execution(arn).error()).contains("ProcessEnded");
        }
    }

    @Test
    void theSameStartWhileItRunsIsTheSameExecution() throws InterruptedException {
        blockTheWork();
        StartExecutionResponse first = start("one", "{\"a\": 1, \"b\": 2}");
        working.await();
        assertThat(start("one", "{\"a\":1,\"b\":2}")).isEqualTo(first);
        assertThatThrownBy(() -> start("one", "{\"a\": 2}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("Execution Already Exists: '" + first.executionArn() + "'");
        goOn.countDown();
        stepFunctions.awaitEnd(first.executionArn());
        assertThat(stepFunctions.executionCount()).isEqualTo(1);
    }

    @Test
    void anEndedExecutionsNameIsTakenAlsoForALaterProcess() {
        tasks.answer("work", "1");
        stepFunctions.awaitEnd(start("one", "{\"a\": 1}").executionArn());
        assertThatThrownBy(() -> start("one", "{\"a\": 1}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        stepFunctions.close();
        stepFunctions = open(folder);
        assertThatThrownBy(() -> start("one", "{\"a\": 1}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        assertThat(stepFunctions.execution(Arns.execution("one")).visits()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:b", "a*", "a\u0001", "a#b", "a\\b"})
    void aNameThatStepFunctionsForbidsIsRefused(String name) {
        assertThatThrownBy(() -> start(name, "{}")).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void aNameHasAtMost80Characters() {
        tasks.answer("work", "1");
        stepFunctions.awaitEnd(start("n".repeat(80), "{\"a\": 1}").executionArn());
        assertThatThrownBy(() -> start("n".repeat(81), "{}"))
                .isInstanceOf(InvalidNameException.class)
                .hasMessageContaining("Invalid Name: '" + "n".repeat(81) + "'");
    }

    @Test
    void whatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> start("one", "{")).isInstanceOf(InvalidExecutionInputException.class);
        assertThatThrownBy(() -> stepFunctions.startExecution(
                        s -> s.stateMachineArn("arn:other").name("x")))
                .isInstanceOf(StateMachineDoesNotExistException.class);
        assertThatThrownBy(() -> stepFunctions.describeExecution(d -> d.executionArn(Arns.execution("none"))))
                .isInstanceOf(ExecutionDoesNotExistException.class);
        assertThatThrownBy(() -> stepFunctions.listStateMachines(l -> {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void onlyWhatDidNotSucceedIsRedriven() {
        tasks.fail("work", "Down", "no network").answer("work", "'up'");
        String arn = start("one", "{\"a\": 7}").executionArn();
        stepFunctions.awaitEnd(arn);
        assertThat(stepFunctions.describeExecution(d -> d.executionArn(arn)).redriveStatus())
                .isEqualTo(ExecutionRedriveStatus.REDRIVABLE);
        stepFunctions.redriveExecution(r -> r.executionArn(arn));
        stepFunctions.awaitEnd(arn);
        assertThat(stepFunctions.execution(arn).output()).contains("{\"kept\":7,\"result\":\"up\"}");
        assertThat(entered).containsExactly("one Prepare", "one Work", "one Work");
        assertThat(stepFunctions.describeExecution(d -> d.executionArn(arn)).redriveCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> stepFunctions.redriveExecution(r -> r.executionArn(arn)))
                .isInstanceOf(ExecutionNotRedrivableException.class)
                .hasMessageContaining("Execution is SUCCEEDED and cannot be redriven");
    }

    @Test
    void whatAKilledProcessLeftRunningIsAbortedAndCanBeRedriven() throws IOException, InterruptedException {
        blockTheWork();
        String arn = start("one", "{\"a\": 7}").executionArn();
        working.await();
        Files.copy(folder.resolve("one.json"), copy.resolve("one.json"));
        tasks.clear("work").answer("work", "'again'");
        try (LocalStepFunctions later = open(copy)) {
            assertThat(later.execution(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(later.execution(arn).cause()).contains("The process that ran the execution ended. Redrive it");
            later.redriveExecution(r -> r.executionArn(arn));
            later.awaitEnd(arn);
            assertThat(later.execution(arn).output()).contains("{\"kept\":7,\"result\":\"again\"}");
        }
        assertThat(entered).containsExactly("one Prepare", "one Work", "one Work");
    }

    @Test
    void closingAbortsWhatRuns() throws InterruptedException {
        blockTheWork();
        String arn = start("one", "{\"a\": 7}").executionArn();
        working.await();
        stepFunctions.close();
        assertThat(stepFunctions.execution(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
        try (LocalStepFunctions later = open(folder)) {
            assertThat(later.execution(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
        }
    }

    @Test
    void aStoppedExecutionDoesNotGoOn() throws InterruptedException {
        blockTheWork();
        String arn = start("one", "{\"a\": 7}").executionArn();
        working.await();
        stepFunctions.stopExecution(s -> s.executionArn(arn).error("Enough").cause("by hand"));
        goOn.countDown();
        stepFunctions.awaitEnd(arn);
        assertThat(stepFunctions.execution(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(stepFunctions.execution(arn).error()).contains("Enough");
        assertThat(stepFunctions.execution(arn).output()).isEmpty();
    }

    @Test
    void executionsAreListedByStatusAndInPages() {
        tasks.answer("work", "1").fail("work", "Down", "").answer("work", "3");
        for (String name : List.of("a", "b", "c")) {
            stepFunctions.awaitEnd(start(name, "{\"a\": 1}").executionArn());
        }
        ListExecutionsResponse first = stepFunctions.listExecutions(l -> l.maxResults(2));
        ListExecutionsResponse second =
                stepFunctions.listExecutions(l -> l.maxResults(2).nextToken(first.nextToken()));
        assertThat(first.executions().stream().map(ExecutionListItem::name)).containsExactly("c", "b");
        assertThat(second.executions().stream().map(ExecutionListItem::name)).containsExactly("a");
        assertThat(second.nextToken()).isNull();
        assertThat(stepFunctions.listExecutions(l -> l.statusFilter(ExecutionStatus.FAILED)).executions().stream()
                        .map(ExecutionListItem::name))
                .containsExactly("b");
    }
}
