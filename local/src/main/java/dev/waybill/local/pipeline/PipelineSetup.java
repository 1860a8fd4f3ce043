package dev.waybill.local.pipeline;

import dev.waybill.local.warehouse.LocalWarehouse.Closing;

/**
 * How a local pipeline is started.
 *
 * @param s3Port 0 for one that the system chooses, as are the next ones
 * @param closing who ends the warehouse when the process is asked to end
 */
public record PipelineSetup(SparkStart spark, int s3Port, int warehousePort, Closing closing) {
    /** To load something, and end then. */
    public static final PipelineSetup TO_LOAD = new PipelineSetup(SparkStart.EARLY, 0, 0, Closing.AT_SHUTDOWN);

    /** To look at what was loaded. */
    public static final PipelineSetup TO_LOOK = new PipelineSetup(SparkStart.WHEN_NEEDED, 0, 0, Closing.AT_SHUTDOWN);

    /** To be there on these ports, until the caller closes it. */
    public static PipelineSetup toStay(int s3Port, int warehousePort) {
        return new PipelineSetup(SparkStart.EARLY, s3Port, warehousePort, Closing.BY_CALLER);
    }

    /** When Spark starts, which takes seconds. */
    public enum SparkStart {
        /** Beside the other services. */
        EARLY,
        /** With the first batch that is converted. */
        WHEN_NEEDED
    }
}
