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

    HomeDeployment(Home home) {
        this.home = home;
        this.pipeline = start(home);
        this.deployment = pipeline.deployment();
    }

    private static LocalPipeline start(Home home) {
        try {
            return new LocalPipeline(home, PipelineSetup.TO_LOOK, PipelineListener.NONE, client -> client);
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
    public String name() {
        return "the home " + home.folder();
    }

    @Override
    public void close() {
        pipeline.close();
        home.close();
    }
}
