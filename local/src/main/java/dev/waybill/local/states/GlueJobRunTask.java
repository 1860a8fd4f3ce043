package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** {@code glue:startJobRun.sync}: starts a job run and waits for its end. The result is the job run. */
final class GlueJobRunTask {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Set<JobRunState> FAILED = Set.of(
            JobRunState.FAILED, JobRunState.ERROR, JobRunState.TIMEOUT, JobRunState.STOPPED, JobRunState.EXPIRED);

    private final GlueClient glue;

    GlueJobRunTask(GlueClient glue) {
        this.glue = glue;
    }

    JsonNode run(JsonNode arguments) throws TaskFailedException {
        StartJobRunRequest request = SdkShapes.INTEGRATION
                .fill(StartJobRunRequest.builder(), arguments)
                .build();
        String id = glue.startJobRun(request).jobRunId();
        while (!Thread.interrupted()) {
            JobRun run = glue.getJobRun(GetJobRunRequest.builder()
                            .jobName(request.jobName())
                            .runId(id)
                            .build())
                    .jobRun();
            if (run.jobRunState() == JobRunState.SUCCEEDED) {
                return SdkShapes.INTEGRATION.json(run);
            }
            if (FAILED.contains(run.jobRunState())) {
                throw new TaskFailedException(
                        ErrorNames.TASK_FAILED, SdkShapes.INTEGRATION.json(run).toString());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new TaskFailedException(ErrorNames.TIMEOUT, "The job run " + id + " is no longer waited for");
    }
}
