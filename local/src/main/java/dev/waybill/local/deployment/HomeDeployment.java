package dev.waybill.local.deployment;

import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.pipeline.PipelineSetup;
import dev.waybill.operate.Deployment;

/** The pipeline of a home, in this process. */
final class HomeDeployment implements OpenDeployment {
    private final Home home;
    private final LocalPipeline pipeline;
    private final Deployment deployment;

    private HomeDeployment(Home home, LocalPipeline pipeline, Deployment deployment) {
        this.home = home;
        this.pipeline = pipeline;
        this.deployment = deployment;
    }

    /** Starts what is in a home, which is let go of if that fails. */
    static HomeDeployment open(Home home) {
        try {
            LocalPipeline pipeline =
                    new LocalPipeline(home, PipelineSetup.TO_LOOK, PipelineListener.NONE, client -> client);
            try {
                return new HomeDeployment(home, pipeline, pipeline.deployment());
            } catch (RuntimeException e) {
                pipeline.close();
                throw e;
            }
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    @Override
    public Deployment deployment() {
        return deployment;
    }

    @Override
    public void close() {
        try (home) {
            pipeline.close();
        }
    }
}
