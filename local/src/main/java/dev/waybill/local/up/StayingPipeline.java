package dev.waybill.local.up;

import dev.waybill.contract.Contract;
import dev.waybill.local.home.Home;
import dev.waybill.local.home.OpenParts;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.pipeline.PipelineSetup;
import dev.waybill.local.s3.LocalCredentials;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.local.web.WebPage;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.PublishedContracts;
import java.time.InstantSource;
import java.util.List;

/**
 * A pipeline that stays until it is closed, and loads every manifest that lands, whichever client put it. What a process before
 * it left in the middle goes on.
 */
public final class StayingPipeline implements AutoCloseable {
    private final OpenParts parts = new OpenParts();
    private final Home home;
    private final LocalPipeline pipeline;
    private final ServiceApi api;
    private final Deployment deployment;
    private final WebPage page;

    private StayingPipeline(Home home, Ports ports, PipelineListener listener) {
        this.home = home;
        parts.add(home::close);
        try {
            RunningPipeline.withdraw(home);
            // One that a killed process left holds the port.
            LocalWarehouse.endOrphan(home.warehouse());
            ports.requireFree();
            pipeline = new LocalPipeline(
                    home, PipelineSetup.toStay(ports.s3(), ports.warehouse()), listener, client -> client);
            parts.add(pipeline::close);
            deployment = pipeline.deployment();
            AccessKey key = AccessKey.of(pipeline.s3().credentials());
            api = ServiceApi.start(pipeline.states(), pipeline.redshift(), key, new LoadApi(pipeline, key));
            parts.add(api::close);
            page = new WebPage(deployment, InstantSource.system(), ports.page());
            parts.add(page::close);
            parts.add(() -> RunningPipeline.withdraw(home));
            published().forEach(pipeline::makeBuckets);
        } catch (RuntimeException e) {
            throw parts.closeAfter(e);
        }
    }

    /** Starts it on a home, which it closes at its end, also if it doesn't start. */
    public static StayingPipeline start(Home home, Ports ports, PipelineListener listener) {
        return new StayingPipeline(home, ports, listener);
    }

    private List<Contract> published() {
        return new PublishedContracts(deployment).all().valid();
    }

    public void publish(Contract contract, byte[] yaml) {
        pipeline.publish(contract, yaml);
    }

    /** Goes on with what an earlier process left, then lets other processes find it; answers the executions that go on. */
    public List<String> open() {
        List<String> goOn = pipeline.goOn();
        new RunningPipeline(
                        ProcessHandle.current().pid(),
                        pipeline.s3().endpoint().getPort(),
                        pipeline.warehouse().connections().port(),
                        api.port(),
                        page.url())
                .announce(home);
        return goOn;
    }

    public Deployment deployment() {
        return deployment;
    }

    /** The address of its web page. */
    public String page() {
        return page.url();
    }

    public String s3Endpoint() {
        return pipeline.s3().endpoint().toString();
    }

    /** Where Step Functions and the Redshift Data API are. */
    public String apiEndpoint() {
        return "http://127.0.0.1:" + api.port();
    }

    public LocalCredentials credentials() {
        return pipeline.s3().credentials();
    }

    /** For psql, with user and password. */
    public String warehouseUrl() {
        return pipeline.warehouse().url();
    }

    /** Ends what runs, which goes on with the next start; then the services. */
    @Override
    public void close() {
        parts.close();
    }
}
