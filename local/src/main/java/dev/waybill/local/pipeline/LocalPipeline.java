package dev.waybill.local.pipeline;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.waybill.contract.Contract;
import dev.waybill.convert.ConvertBatchJob;
import dev.waybill.job.GlueArguments;
import dev.waybill.load.LoadBatchJob;
import dev.waybill.local.events.LocalEventBridge;
import dev.waybill.local.events.LocalSns;
import dev.waybill.local.glue.LocalGlue;
import dev.waybill.local.home.Home;
import dev.waybill.local.home.OpenParts;
import dev.waybill.local.lambda.LocalLambda;
import dev.waybill.local.pipeline.PipelineSetup.SparkStart;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.spark.LocalSpark;
import dev.waybill.local.states.LocalStepFunctions;
import dev.waybill.local.states.SdkTasks;
import dev.waybill.local.warehouse.LocalRedshiftData;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.metrics.MetricLog;
import dev.waybill.operate.Commands;
import dev.waybill.operate.Deployment;
import dev.waybill.s3.S3Location;
import dev.waybill.start.StartBatch;
import dev.waybill.start.StartBatchHandler;
import dev.waybill.start.StartBatchSettings;
import dev.waybill.validate.ValidateBatch;
import dev.waybill.validate.ValidateBatchHandler;
import dev.waybill.validate.ValidateBatchSettings;
import dev.waybill.warehouse.LedgerUpgrade;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.TableColumns;
import dev.waybill.warehouse.WarehouseDdl;
import dev.waybill.warehouse.WarehouseSession;
import dev.waybill.warehouse.WarehouseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The whole pipeline in this process: the deployed state machine, handlers and jobs, wired to local services. What is
 * local is only what stands behind the AWS clients' interfaces.
 */
public final class LocalPipeline implements AutoCloseable {
    private final OpenParts parts = new OpenParts();
    private final Lock folders = new ReentrantLock();
    private final LocalWarehouse warehouse;
    private final LocalRedshiftData redshift;
    private final LocalS3 s3;
    private final LocalGlue glue;
    private final LocalSpark spark;
    private final LocalSns topic;
    private final RedshiftDataClient client;
    private final LocalStepFunctions states;
    private final ManifestListener manifests;
    private final Commands commands;

    /**
     * Starts everything.
     *
     * @param listener told of every state that an execution enters, of its end, and of the answers of start-batch
     * @param warehouseClient what stands between production code and the warehouse, such as a fault; usually nothing
     */
    public LocalPipeline(
            Home home,
            PipelineSetup setup,
            PipelineListener listener,
            UnaryOperator<RedshiftDataClient> warehouseClient) {
        home.requireRoom();
        LocalLambda lambda = new LocalLambda();
        commands = Home.commands(home.folder());
        try {
            glue = new LocalGlue(home.catalog());
            manifests = new ManifestListener(glue, lambda, listener);
            s3 = LocalS3.start(home.objects(), setup.s3Port(), "manifest.json", manifests);
            parts.add(s3::close);
            s3.createBucket(Names.ARTIFACT_BUCKET);
            home.emptyScratch();
            spark = new LocalSpark(s3, home.scratch());
            parts.add(spark::close);
            if (setup.spark() == SparkStart.EARLY) {
                spark.startEarly();
            }
            warehouse = LocalWarehouse.start(home.warehouse(), setup.warehousePort(), setup.closing());
            parts.add(warehouse::close);
            redshift = new LocalRedshiftData(warehouse, s3.client());
            parts.add(redshift::close);
            topic = new LocalSns(home.folder());
            client = warehouseClient.apply(redshift);
            parts.add(glue::close);
            registerJobs(client);
            states = startStates(home, lambda, listener);
            parts.add(states::close);
            registerFunctions(lambda, client);
            registerCrawlers();
            parts.add(s3::endAnnouncements);
        } catch (RuntimeException e) {
            throw parts.closeAfter(e);
        }
    }

    private LocalStepFunctions startStates(Home home, LocalLambda lambda, PipelineListener listener) {
        return LocalStepFunctions.start(
                home.executions(),
                definition(),
                Map.of(
                        "CrawlerPrefix", Names.CRAWLER_PREFIX,
                        "ConvertJob", Names.CONVERT_JOB,
                        "LoadJob", Names.LOAD_JOB,
                        "ValidateFunction", Names.VALIDATE_BATCH,
                        "Topic", Names.TOPIC,
                        "EventBus", Names.EVENT_BUS,
                        "CommandOptions", ""),
                SdkTasks.of(glue, s3.client(), topic, new LocalEventBridge(home.folder()), lambda),
                listener);
    }

    /** Of every system that ever delivered here: an execution that is run again crawls, too. */
    private void registerCrawlers() {
        s3.client().listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(bucket -> bucket.startsWith(Names.SOURCE_BUCKET_PREFIX))
                .forEach(bucket ->
                        glue.registerCrawler(Names.CRAWLER_PREFIX + Names.system(bucket), Names.SOURCE_DATABASE));
    }

    private void registerJobs(RedshiftDataClient client) {
        glue.registerJob(
                Names.CONVERT_JOB,
                Map.of("--source_database", Names.SOURCE_DATABASE, "--processed_database", Names.PROCESSED_DATABASE),
                arguments -> ConvertBatchJob.run(new GlueArguments(arguments), spark.session(), s3.client(), glue));
        glue.registerJob(
                Names.LOAD_JOB,
                Map.of("--workgroup", Names.WORKGROUP, "--database", LocalWarehouse.DATABASE),
                arguments -> LoadBatchJob.run(new GlueArguments(arguments), s3.client(), client));
    }

    private void registerFunctions(LocalLambda lambda, RedshiftDataClient client) {
        StartBatchSettings start = StartBatchSettings.fromEnvironment(Map.of(
                "STATE_MACHINE_ARN",
                states.stateMachineArn(),
                "CONTRACTS",
                contracts().toString(),
                "SOURCE_BUCKET_PREFIX",
                Names.SOURCE_BUCKET_PREFIX,
                "PROCESSED_BUCKET_PREFIX",
                Names.PROCESSED_BUCKET_PREFIX));
        lambda.register(
                Names.START_BATCH,
                new StartBatchHandler(new StartBatch(s3.client(), states, start), MetricLog.none()),
                S3Event.class);
        ValidateBatchSettings validate = ValidateBatchSettings.fromEnvironment(
                Map.of("WORKGROUP", Names.WORKGROUP, "DATABASE", LocalWarehouse.DATABASE));
        lambda.register(
                Names.VALIDATE_BATCH,
                new ValidateBatchHandler(
                        new ValidateBatch(s3.client(), client, validate, Pause.sleeping()), MetricLog.none()));
    }

    /** The pipeline, as those look at it who operate it. It has a ledger then, as a stack has from its deployment on. */
    public Deployment deployment() {
        Deployment deployment = deployment(s3.client(), states, client, commands);
        WarehouseSession session = deployment.warehouse().sessionless();
        WarehouseDdl.ledger().forEach(session::execute);
        LedgerUpgrade.run(session, TableColumns.read(session, LedgerUpgrade.LEDGER));
        return deployment;
    }

    /** The same through clients of a pipeline that another process runs, which has seen to the ledger. */
    public static Deployment deployment(S3Client s3, SfnClient states, RedshiftDataClient redshift, Commands commands) {
        WarehouseSettings settings =
                WarehouseSettings.of(Map.of("WORKGROUP", Names.WORKGROUP, "DATABASE", LocalWarehouse.DATABASE));
        RedshiftDataWarehouse warehouse = new RedshiftDataWarehouse(redshift, settings, Pause.sleeping());
        return new Deployment(
                s3,
                states,
                warehouse,
                LocalStepFunctions.STATE_MACHINE_ARN,
                contracts(),
                Names.SOURCE_BUCKET_PREFIX,
                Names.PROCESSED_BUCKET_PREFIX,
                commands);
    }

    /** The state machine that is deployed, byte for byte: the module operate has it in its jar. */
    private static String definition() {
        try (InputStream resource = Objects.requireNonNull(
                LocalPipeline.class.getResourceAsStream("/statemachine/load-batch.asl.json"), "load-batch.asl.json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the state machine in Waybill's own jar", e);
        }
    }

    /** Publishes a contract, and makes the buckets of its source system. */
    public void publish(Contract contract, byte[] yaml) {
        makeBuckets(contract);
        S3Location location = contracts().resolve(contract.dataset() + ".yaml");
        s3.client()
                .putObject(
                        request -> request.bucket(location.bucket()).key(location.key()), RequestBody.fromBytes(yaml));
    }

    /** Makes the buckets of a contract's source system, where they are missing. */
    public void makeBuckets(Contract contract) {
        s3.createBucket(Names.SOURCE_BUCKET_PREFIX + contract.source().system());
        s3.createBucket(Names.PROCESSED_BUCKET_PREFIX + contract.source().system());
    }

    static S3Location contracts() {
        return new S3Location(Names.ARTIFACT_BUCKET, "contracts/");
    }

    /** The bucket that a source system delivers to. */
    public static S3Location sourceBucket(String system) {
        return new S3Location(Names.SOURCE_BUCKET_PREFIX + system, "");
    }

    /** Held while a folder is loaded: another of the same hour would change the files that are read. */
    Lock folders() {
        return folders;
    }

    /** Waits until start-batch has answered to a manifest that was just put. */
    public Answer awaitAnswer(S3Location manifest) {
        s3.awaitAnnouncements();
        return manifests.latest(manifest);
    }

    /** How many rows the Parquet files of a folder hold; a folder that isn't there holds none. */
    public long countParquet(S3Location folder) {
        boolean empty = s3.client()
                .listObjectsV2(request ->
                        request.bucket(folder.bucket()).prefix(folder.key()).maxKeys(1))
                .contents()
                .isEmpty();
        return empty ? 0 : spark.session().read().parquet(folder.toString()).count();
    }

    /**
     * Goes on with what a process that was killed, or ended in the middle, left: manifests that were put and not heard of, and
     * executions on their way.
     *
     * @return the executions that go on
     */
    public List<String> goOn() {
        List<String> interrupted = states
                .listExecutionsPaginator(request ->
                        request.stateMachineArn(states.stateMachineArn()).statusFilter(ExecutionStatus.ABORTED))
                .executions()
                .stream()
                .map(ExecutionListItem::executionArn)
                .filter(arn -> states.execution(arn)
                        .error()
                        .filter(LocalStepFunctions.INTERRUPTIONS::contains)
                        .isPresent())
                .toList();
        s3.announcePending();
        interrupted.forEach(arn -> states.redriveExecution(request -> request.executionArn(arn)));
        return interrupted.stream().map(arn -> states.execution(arn).name()).toList();
    }

    public RedshiftDataClient redshift() {
        return client;
    }

    public LocalS3 s3() {
        return s3;
    }

    public LocalStepFunctions states() {
        return states;
    }

    public LocalSns topic() {
        return topic;
    }

    public LocalWarehouse warehouse() {
        return warehouse;
    }

    @Override
    public void close() {
        parts.close();
    }
}
