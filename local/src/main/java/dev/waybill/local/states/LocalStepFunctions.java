package dev.waybill.local.states;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * Step Functions with one state machine, in this process. Executions run on threads of their own and lie in a folder, one
 * JSON file each. Waits and retry delays pass in virtual time. An execution that a killed process left behind is ABORTED
 * and can be redriven.
 *
 * <p>Operations other than those overridden here throw {@link UnsupportedOperationException}.
 */
public final class LocalStepFunctions implements SfnClient {
    public static final String STATE_MACHINE_ARN = Arns.STATE_MACHINE;

    /** The errors of executions that were aborted because their process ended, and for no reason of their own. */
    public static final Set<String> INTERRUPTIONS = Set.of(Executions.PROCESS_ENDED, ExecutionRun.INTERRUPTED);

    private static final int CONCURRENT_EXECUTIONS = 4;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final long SEED = 20_261_124;

    private final StateMachine machine;
    private final Executions executions;
    private final StatesListener listener;
    private final Random random = new Random(SEED);
    private final ExecutorService runs = Executors.newFixedThreadPool(CONCURRENT_EXECUTIONS, daemons("execution-"));
    private final ExecutorService tasks = Executors.newCachedThreadPool(daemons("task-"));

    private LocalStepFunctions(StateMachine machine, Executions executions, StatesListener listener) {
        this.machine = machine;
        this.executions = executions;
        this.listener = listener;
    }

    /**
     * Loads the state machine, and the executions that earlier processes left in the folder.
     *
     * @param substitutions the values of the definition's {@code ${…}} placeholders
     * @param handlers by the {@code Resource} of the tasks
     * @throws InvalidDefinitionException with every mistake, or everything that isn't implemented here
     */
    public static LocalStepFunctions start(
            Path executionsFolder,
            String definition,
            Map<String, String> substitutions,
            Map<String, TaskHandler> handlers,
            StatesListener listener) {
        StateMachine machine = DefinitionReader.read(definition, substitutions, handlers);
        return new LocalStepFunctions(machine, Executions.in(executionsFolder), listener);
    }

    public String stateMachineArn() {
        return Arns.STATE_MACHINE;
    }

    /** The ARN that an execution of this name has, or would have. */
    public String executionArn(String name) {
        return Arns.execution(name);
    }

    /** Returns when the execution has ended, however it ended. */
    public void awaitEnd(String executionArn) {
        try {
            executions.find(executionArn).awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the end of " + executionArn, e);
        }
    }

    public ExecutionRecord execution(String executionArn) {
        return executions.find(executionArn).document().summary();
    }

    /** How many executions there are in the folder, running or ended. */
    public int executionCount() {
        return executions.count();
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        Executions.Started started = executions.start(request, machine.startAt());
        if (started.isNew()) {
            run(started.execution());
        }
        ExecutionDocument document = started.execution().document();
        return StartExecutionResponse.builder()
                .executionArn(Arns.execution(document.name()))
                .startDate(document.startedAt())
                .build();
    }

    @Override
    public RedriveExecutionResponse redriveExecution(RedriveExecutionRequest request) {
        Execution execution = executions.redrive(request.executionArn());
        run(execution);
        return RedriveExecutionResponse.builder()
                .redriveDate(execution.document().redrivenAt().orElseThrow())
                .build();
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
        return executions.stop(request);
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        return ExecutionAnswers.describe(executions.find(request.executionArn()).document());
    }

    @Override
    public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
        return ExecutionAnswers.list(executions.all(), request);
    }

    @Override
    public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
        return ExecutionHistory.page(executions.find(request.executionArn()).document(), machine, request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Ends what runs: it is ABORTED, and can be redriven by the next process. */
    @Override
    public void close() {
        runs.shutdownNow();
        tasks.shutdownNow();
        executions.abortRunning();
        try {
            runs.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Execution execution) {
        runs.execute(new ExecutionRun(machine, execution, random, new TaskCall(tasks), listener));
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
