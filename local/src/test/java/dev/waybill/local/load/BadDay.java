package dev.waybill.local.load;

import dev.waybill.local.warehouse.LocalRedshiftData;
import java.util.Random;
import java.util.concurrent.Executor;

/** The services of one schedule, on a day on which all goes wrong now and then. */
final class BadDay implements AutoCloseable {
    private final LoadBench bench;
    private final FaultTally tally;
    private final Outliving outliving;
    private final LocalRedshiftData redshift;

    BadDay(LoadBench bench, FaultTally tally, Executor threads, Random random) {
        this.bench = bench;
        this.tally = tally;
        this.outliving = new Outliving(threads);
        this.redshift = bench.redshift(FaultyS3.ofCopy(bench.s3(), faults(random)));
    }

    private Faults faults(Random random) {
        return new Faults(random, tally, outliving);
    }

    /** What one event works with: it meets faults in the order of its random numbers. */
    FaultyServices services(Random random) {
        Faults faults = faults(random);
        return new FaultyServices(
                FaultyS3.ofJob(bench.s3(), faults),
                FaultyS3.ofStates(bench.s3(), faults),
                new FaultyClient(redshift, faults),
                faults);
    }

    FaultTally tally() {
        return tally;
    }

    /** Returns when all has ended that was still going on, though nobody waited for it. */
    void awaitEnd() {
        outliving.awaitEnd();
    }

    @Override
    public void close() {
        redshift.close();
    }
}
