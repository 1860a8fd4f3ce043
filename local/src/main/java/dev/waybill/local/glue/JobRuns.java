package dev.waybill.local.glue;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;

/** Job runs in this process, each on a thread of its own. */
final class JobRuns implements AutoCloseable {
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, JobRun> runs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "glue-job");
        thread.setDaemon(true);
        return thread;
    });

    /** A job: what runs, and the arguments that a run has unless it says otherwise. */
    record Job(Map<String, String> defaultArguments, JobMain main) {}

    void register(String name, Map<String, String> defaultArguments, JobMain main) {
        jobs.put(name, new Job(Map.copyOf(defaultArguments), main));
    }

    String start(String name, Map<String, String> arguments) {
        Job job = jobs.get(name);
        if (job == null) {
            throw EntityNotFoundException.builder()
                    .message("Failed to start job run due to missing metadata: no job " + name)
                    .build();
        }
        Map<String, String> all = new HashMap<>(job.defaultArguments());
        all.putAll(arguments);
        String id = "jr_" + UUID.randomUUID().toString().replace("-", "");
        runs.put(id, run(name, id, all, JobRunState.RUNNING, ""));
        threads.execute(() -> runs.put(id, end(name, id, all, job.main())));
        return id;
    }

    JobRun run(String id) {
        JobRun run = runs.get(id);
        if (run == null) {
            throw EntityNotFoundException.builder()
                    .message("Job run " + id + " was not found")
                    .build();
        }
        return run;
    }

    // Whatever a job throws, errors of the machine included, ends its run and not this process: as on Glue.
    private static JobRun end(String name, String id, Map<String, String> arguments, JobMain main) {
        try {
            main.run(arguments);
            return run(name, id, arguments, JobRunState.SUCCEEDED, "");
        } catch (Throwable e) {
            return run(name, id, arguments, JobRunState.FAILED, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static JobRun run(String name, String id, Map<String, String> arguments, JobRunState state, String error) {
        JobRun.Builder run =
                JobRun.builder().id(id).jobName(name).arguments(arguments).jobRunState(state);
        return error.isEmpty() ? run.build() : run.errorMessage(error).build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
