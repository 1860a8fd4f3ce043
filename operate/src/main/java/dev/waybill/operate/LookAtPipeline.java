package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Cadence;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.operate.PipelineStatus.DatasetStatus;
import dev.waybill.operate.PipelineStatus.Failed;
import dev.waybill.operate.PipelineStatus.Running;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Says how a pipeline is doing: two requests for each batch that runs or failed, and two statements, whatever else was loaded. */
public final class LookAtPipeline {
    /** Older failures are history. */
    private static final Duration RECENT = Duration.ofDays(7);

    /** Where more than so many batches failed, they have few causes. */
    public static final int USUALLY_DESCRIBED = 50;

    private final Deployment deployment;
    private final BatchExecutions executions;
    private final Ledger ledger;
    private final InstantSource clock;

    public LookAtPipeline(Deployment deployment, InstantSource clock) {
        this.deployment = deployment;
        this.executions = new BatchExecutions(deployment);
        this.ledger = new Ledger(deployment.warehouse());
        this.clock = clock;
    }

    /** Describes at most {@link #USUALLY_DESCRIBED} batches that run, and as many that failed. */
    public PipelineStatus look() {
        return look(USUALLY_DESCRIBED);
    }

    /** Describes at most so many batches that run, and as many that failed: those that run longest, and the latest failures. */
    public PipelineStatus look(int most) {
        Instant now = clock.instant();
        PublishedContracts.Found contracts = new PublishedContracts(deployment).all();
        Map<DatasetName, AppliedBatch> latest =
                ledger.latest().stream().collect(Collectors.toMap(AppliedBatch::dataset, Function.identity()));
        List<DatasetName> datasets =
                contracts.valid().stream().map(Contract::dataset).toList();
        List<BatchExecution> last = executions.lastOfEachBatch(now.minus(RECENT));
        List<BatchExecution> running = last.stream()
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                .sorted(Comparator.comparing(BatchExecution::startedAt))
                .toList();
        List<BatchExecution> failed = unsettled(
                last.stream()
                        .filter(LookAtPipeline::isFailed)
                        .sorted(Comparator.comparing(BatchExecution::latest).reversed())
                        .toList(),
                datasets);
        return new PipelineStatus(
                now,
                contracts.valid().stream()
                        .map(contract -> dataset(contract, Optional.ofNullable(latest.get(contract.dataset()))))
                        .sorted(Comparator.comparing(status -> status.dataset().toString()))
                        .toList(),
                running.stream()
                        .limit(most)
                        .map(execution -> running(execution, datasets))
                        .toList(),
                Math.max(0, running.size() - most),
                failed.stream()
                        .limit(most)
                        .flatMap(execution -> failed(execution, batch(execution, datasets)).stream())
                        .toList(),
                Math.max(0, failed.size() - most),
                contracts.problems());
    }

    private static DatasetStatus dataset(Contract contract, Optional<AppliedBatch> last) {
        return new DatasetStatus(
                contract.dataset(),
                contract.target().table().toString(),
                contract.target().mode().name().toLowerCase(Locale.ROOT),
                last,
                contract.cadence().map(cadence -> cadence.every().toString()),
                contract.cadence().flatMap(cadence -> last.map(batch -> nextDue(cadence, batch.hour()))));
    }

    private static Instant nextDue(Cadence cadence, Hour last) {
        return cadence.due(last).plus(cadence.every().duration());
    }

    private static boolean isFailed(BatchExecution execution) {
        return execution.status() != ExecutionStatus.RUNNING && execution.status() != ExecutionStatus.SUCCEEDED;
    }

    private Running running(BatchExecution execution, List<DatasetName> datasets) {
        return new Running(
                execution.name(),
                batch(execution, datasets),
                execution.startedAt(),
                executions.lastState(deployment.executionArn(execution.name())));
    }

    /** Without those whose batch was taken back or replaced: they need nobody any more. */
    private List<BatchExecution> unsettled(List<BatchExecution> failures, List<DatasetName> datasets) {
        List<BatchId> batches = failures.stream()
                .flatMap(execution -> batch(execution, datasets).stream())
                .toList();
        Set<BatchId> settled = ledger.findAll(batches).stream()
                .filter(row -> !row.counts())
                .map(AppliedBatch::batch)
                .collect(Collectors.toSet());
        return failures.stream()
                .filter(execution ->
                        batch(execution, datasets).filter(settled::contains).isEmpty())
                .toList();
    }

    private Optional<Failed> failed(BatchExecution execution, Optional<BatchId> batch) {
        return executions
                .find(execution.name())
                .flatMap(answer -> Failures.of(answer, executions.lastState(answer.executionArn())))
                .map(why -> new Failed(
                        execution.name(),
                        batch,
                        execution.latest(),
                        why,
                        batch.map(id -> NextAction.of(id, why, deployment.commands()))));
    }

    private static Optional<BatchId> batch(BatchExecution execution, List<DatasetName> datasets) {
        return ExecutionName.parse(execution.name()).flatMap(name -> name.batch(datasets));
    }
}
