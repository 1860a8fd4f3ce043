package dev.waybill.operate;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.ExecutionInput;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Runs batches again that aren't loaded and valid: each by a new execution with the input of its first one. That is safe at any
 * time: what the ledger has is not applied again.
 */
public final class Replay {
    private final Deployment deployment;
    private final BatchExecutions executions;
    private final Ledger ledger;
    private final DeliveryReceipts deliveries;

    public Replay(Deployment deployment) {
        this.deployment = deployment;
        this.executions = new BatchExecutions(deployment);
        this.ledger = new Ledger(deployment.warehouse());
        this.deliveries = new DeliveryReceipts(deployment);
    }

    /** What is to be done with a batch. */
    public enum Step {
        /** A new execution. */
        RUN,
        /** It is loaded and valid, or was replaced on purpose. */
        NOTHING,
        /** It is on its way. */
        WAIT;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A batch, and what replaying it does.
     *
     * @param why a sentence
     */
    public record Plan(BatchId batch, Step step, String why) {}

    /** What a batch came to; {@code failure} is absent if it is loaded and valid. */
    public record Outcome(BatchId batch, String execution, Optional<Failure> failure) {}

    /** What replaying this batch would do. Nothing is changed. */
    public Plan plan(BatchId batch) {
        List<DescribeExecutionResponse> runs = executions.of(batch);
        Optional<AppliedBatch> row = ledger.find(batch);
        boolean isDelivered = deliveries.find(batch).isPresent();
        if (row.isEmpty() && runs.isEmpty() && !isDelivered) {
            throw new TerminalException("Unknown batch " + batch
                    + ": it was never delivered. 'status' and 'missing' name the batches that are there");
        }
        Optional<DescribeExecutionResponse> last =
                runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
        if (last.filter(run -> run.status() == ExecutionStatus.RUNNING).isPresent()) {
            return new Plan(
                    batch, Step.WAIT, "it is on its way, as " + last.get().name());
        }
        Optional<Instant> undone = row.flatMap(AppliedBatch::undoneAt);
        if (undone.isPresent()) {
            return new Plan(
                    batch,
                    Step.NOTHING,
                    "it was taken back at " + undone.get() + ". Deliver its rows under another manifest");
        }
        Optional<BatchId> other = row.flatMap(AppliedBatch::supersededBy);
        if (other.isPresent()) {
            return new Plan(batch, Step.NOTHING, "batch " + other.get() + " took its place");
        }
        if (!isDelivered) {
            return new Plan(batch, Step.NOTHING, "its delivery receipt is gone. Put its manifest again");
        }
        boolean succeeded =
                last.map(run -> run.status() == ExecutionStatus.SUCCEEDED).orElse(row.isPresent());
        if (row.isPresent() && succeeded) {
            return new Plan(batch, Step.NOTHING, "it is loaded and valid");
        }
        return new Plan(
                batch,
                Step.RUN,
                row.isPresent()
                        ? "it is in the table: it will be converted and validated again, and no row changes"
                        : "it isn't in the table: "
                                + last.flatMap(run -> Failures.of(run, Optional.empty()))
                                        .map(Failure::toString)
                                        .orElse("no execution of it is known"));
    }

    /**
     * The batches of some hours of a dataset, the oldest hour first, and of an hour that which was delivered first.
     *
     * @param from hours that begin at this time or later
     * @param until hours that begin before this time
     */
    public List<BatchId> batches(Contract contract, Instant from, Instant until) {
        StartedBatches started = new StartedBatches(deployment);
        Map<Hour, List<BatchId>> found = new TreeMap<>();
        for (LocalDate day = day(from); !day.isAfter(day(until)); day = day.plusDays(1)) {
            found.putAll(started.of(contract, day));
        }
        return found.entrySet().stream()
                .filter(entry -> !entry.getKey().instant().isBefore(from)
                        && entry.getKey().instant().isBefore(until))
                .flatMap(entry -> inOrder(entry.getValue()).stream())
                .toList();
    }

    /** Batches of one hour as they were delivered: one request for each, where there are several. */
    private List<BatchId> inOrder(List<BatchId> batches) {
        if (batches.size() == 1) {
            return batches;
        }
        Map<BatchId, Instant> delivered = batches.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        batch -> deliveries
                                .find(batch)
                                .map(Delivery::deliveredAt)
                                .orElse(Instant.MIN)));
        return batches.stream().sorted(Comparator.comparing(delivered::get)).toList();
    }

    /** Of a whole dataset: from its first hour in the ledger on. */
    public List<BatchId> batches(Contract contract, Instant until) {
        Instant first = ledger.firstHour(contract.dataset()).map(Hour::instant).orElse(until.minus(Duration.ofDays(7)));
        return batches(contract, first, until);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * Runs batches, each of which {@link #plan} says to run.
     *
     * @param together how many at once; of one dataset, a later one may so be applied before an earlier one, which gives the same
     *     table
     * @param listener told of each when it has ended
     */
    public void run(List<BatchId> batches, int together, Consumer<Outcome> listener) {
        runs(this::start, together).run(batches, listener);
    }

    /** Waits for the last execution of each of these batches, which somebody else started. */
    public void await(List<BatchId> batches, Consumer<Outcome> listener) {
        runs(this::last, Math.max(1, batches.size())).run(batches, listener);
    }

    private String last(BatchId batch) {
        List<DescribeExecutionResponse> runs = executions.of(batch);
        return runs.isEmpty() ? batch.toString() : runs.get(runs.size() - 1).name();
    }

    /** The batch of an hour that files of this folder were delivered with. */
    public Optional<BatchId> deliveredFrom(S3Location folder, Contract contract, Hour hour) {
        return batches(contract, hour.instant(), hour.instant().plusSeconds(1)).stream()
                .filter(batch -> deliveries.find(batch).stream()
                        .flatMap(delivery -> delivery.files().stream())
                        .anyMatch(file -> file.url().isInside(folder)))
                .findFirst();
    }

    private ReplayRuns runs(Function<BatchId, String> start, int together) {
        return new ReplayRuns(start, this::ended, together, backoff(), deployment.warehouse());
    }

    static Backoff backoff() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
    }

    /** Starts an execution under the batch's next name; answers the name. */
    private String start(BatchId batch) {
        Delivery delivery = deliveries
                .find(batch)
                .orElseThrow(() -> new TerminalException(
                        "Cannot replay " + batch + ": its delivery receipt is gone. Put its manifest again"));
        String input = ReceiptJson.write(ExecutionInput.of(delivery));
        int runs = executions.of(batch).size();
        String name = runs == 0 ? batch.toString() : batch.rerun(runs);
        try {
            deployment
                    .states()
                    .startExecution(request -> request.stateMachineArn(deployment.stateMachineArn())
                            .name(name)
                            .input(input));
        } catch (ExecutionAlreadyExistsException e) {
            // Somebody else replays it at the same time: that one will do.
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot start " + name, e);
        }
        return name;
    }

    /** What became of an execution; empty while it runs. */
    private Optional<Outcome> ended(BatchId batch, String execution) {
        return executions
                .find(execution)
                .filter(run -> run.status() != ExecutionStatus.RUNNING)
                .map(run -> new Outcome(batch, execution, Failures.of(run, executions.lastState(run.executionArn()))));
    }
}
