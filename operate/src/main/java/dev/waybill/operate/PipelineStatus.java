package dev.waybill.operate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a pipeline is doing.
 *
 * @param at when this was asked
 * @param datasets by name
 * @param running what is on its way, what was started first comes first
 * @param moreRunning how many more are, which aren't described
 * @param failed batches whose last execution didn't end well, the latest first
 * @param moreFailed how many more executions didn't, before those, which aren't described
 * @param problems what couldn't be looked at, such as a contract that is wrong
 */
public record PipelineStatus(
        Instant at,
        List<DatasetStatus> datasets,
        List<Running> running,
        long moreRunning,
        List<Failed> failed,
        long moreFailed,
        List<String> problems) {

    public PipelineStatus {
        datasets = List.copyOf(datasets);
        running = List.copyOf(running);
        failed = List.copyOf(failed);
        problems = List.copyOf(problems);
    }

    /** Whether nothing failed and nothing is late. */
    @JsonIgnore
    public boolean isWell() {
        return failed.isEmpty()
                && moreFailed == 0
                && problems.isEmpty()
                && datasets.stream().noneMatch(dataset -> dataset.isLate(at));
    }

    /**
     * A dataset.
     *
     * @param last the batch of its latest hour, among those that count
     * @param cadence as in the contract: {@code 1 hour}
     * @param due when the next hour should be loaded, by the cadence; past means late
     */
    public record DatasetStatus(
            DatasetName dataset,
            String table,
            String mode,
            Optional<AppliedBatch> last,
            Optional<String> cadence,
            Optional<Instant> due) {

        public boolean isLate(Instant now) {
            return due.filter(now::isAfter).isPresent();
        }

        /** How long ago its latest hour began, of which it has rows. */
        public Optional<Duration> age(Instant now) {
            return last.map(AppliedBatch::hour).map(Hour::instant).map(hour -> Duration.between(hour, now));
        }
    }

    /**
     * A batch on its way.
     *
     * @param state that it is in
     */
    public record Running(String execution, Optional<BatchId> batch, Instant startedAt, Optional<String> state) {}

    /** A batch that needs somebody. */
    public record Failed(
            String execution, Optional<BatchId> batch, Instant at, Failure failure, Optional<String> action) {}
}
