package dev.waybill.local.pipeline;

import dev.waybill.local.states.StatesListener;
import dev.waybill.s3.S3Location;

/** Told what happens in a pipeline. */
public interface PipelineListener extends StatesListener {
    /** Nobody wants to know. */
    PipelineListener NONE = (execution, state) -> {};

    /** start-batch has answered to a manifest. */
    default void answered(S3Location manifest, Answer answer) {}
}
