package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/** A deployment of one dataset, orders: objects by their locations, executions by their names, rows of the ledger by their batches. */
final class FakeDeployment {
    private static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:waybill-load-batch";
    private static final Field NULL = Field.builder().isNull(true).build();
    private final Map<S3Location, String> objects = new HashMap<>();
    private final Map<S3Location, String> contentTypes = new HashMap<>();
    private final Map<String, ExecutionStatus> executions = new HashMap<>();
    private final Map<String, Instant> redrives = new HashMap<>();
    private final List<String> described = new ArrayList<>();
    private final Map<String, List<Field>> ledger = new HashMap<>();

    FakeDeployment() {
        objects.put(S3Location.parse("s3://artefacts/contracts/orders.yaml"), """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer }
                key: id
                target: { table: sales.orders }
                """);
    }

    Deployment deployment() {
        return new Deployment(
                new Objects(),
                new Executions(),
                new RedshiftDataWarehouse(
                        new LedgerRows(),
                        new WarehouseSettings(Optional.of("waybill"), Optional.empty(), Optional.empty(), "dev"),
                        Pause.sleeping()),
                MACHINE,
                S3Location.parse("s3://artefacts/contracts/"),
                "source-",
                "processed-",
                Commands.with("--aws", "--stack-name", "loads"));
    }

    FakeDeployment executed(String name, ExecutionStatus status) {
        executions.put(name, status);
        return this;
    }

    FakeDeployment redriven(String name, Instant at) {
        redrives.put(name, at);
        return this;
    }

    /** The names of the executions that were asked for, one by one. */
    List<String> described() {
        return List.copyOf(described);
    }

    /** @param supersedes the batch that it takes the place of; empty for none */
    FakeDeployment applied(BatchId batch, String supersedes) {
        return row(batch, supersedes.isEmpty() ? NULL : text(supersedes), NULL);
    }

    FakeDeployment corrected(BatchId batch, BatchId by) {
        return row(batch, NULL, text(by.toString()));
    }

    boolean has(S3Location location) {
        return objects.containsKey(location);
    }

    String text(S3Location location) {
        return Optional.ofNullable(objects.get(location)).orElseThrow();
    }

    String contentType(S3Location location) {
        return Optional.ofNullable(contentTypes.get(location)).orElseThrow();
    }

    private FakeDeployment row(BatchId batch, Field supersedes, Field supersededBy) {
        Stream<Field> names = Stream.of(
                        batch.toString(),
                        "orders",
                        "2026-11-26 07:00:00",
                        "2026-11-26 08:00:00",
                        "s3://source-shop/orders/2026/11/26/07/manifest.json",
                        "sales.orders",
                        "upsert",
                        "digest")
                .map(FakeDeployment::text);
        Stream<Field> counts = Stream.of(7L, 1L, 1L, 5L, 1L, 3L, 1L, 0L)
                .map(number -> Field.builder().longValue(number).build());
        ledger.put(
                batch.toString(),
                Stream.of(
                                names,
                                Stream.of(NULL),
                                counts,
                                Stream.of(text("2026-11-26 08:05:00"), supersedes, supersededBy, NULL, NULL))
                        .flatMap(fields -> fields)
                        .toList());
        return this;
    }

    private static Field text(String text) {
        return Field.builder().stringValue(text).build();
    }

    private final class Objects implements S3Client {
        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
            String content = objects.get(new S3Location(request.bucket(), request.key()));
            if (content == null) {
                throw NoSuchKeyException.builder().statusCode(404).build();
            }
            try {
                return transformer.transform(
                        GetObjectResponse.builder().build(),
                        AbortableInputStream.create(
                                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return ListObjectsV2Response.builder()
                    .contents(objects.keySet().stream()
                            .filter(location -> location.bucket().equals(request.bucket())
                                    && location.key().startsWith(request.prefix()))
                            .map(location ->
                                    S3Object.builder().key(location.key()).build())
                            .toList())
                    .build();
        }

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            S3Location location = new S3Location(request.bucket(), request.key());
            try (var content = body.contentStreamProvider().newStream()) {
                objects.put(location, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            contentTypes.put(location, request.contentType());
            return PutObjectResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    private final class Executions implements SfnClient {
        @Override
        public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
            return ListExecutionsResponse.builder()
                    .executions(executions.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(execution -> ExecutionListItem.builder()
                                    .name(execution.getKey())
                                    .status(execution.getValue())
                                    .startDate(Instant.parse("2026-11-26T08:01:00Z"))
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            String name =
                    request.executionArn().substring(request.executionArn().lastIndexOf(':') + 1);
            described.add(name);
            ExecutionStatus status = executions.get(name);
            if (status == null) {
                throw ExecutionDoesNotExistException.builder().build();
            }
            return DescribeExecutionResponse.builder()
                    .executionArn(request.executionArn())
                    .name(name)
                    .status(status)
                    .startDate(Instant.parse("2026-11-26T08:01:00Z"))
                    .redriveDate(redrives.get(name))
                    .build();
        }

        @Override
        public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
            return GetExecutionHistoryResponse.builder().events(List.of()).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    /** Answers to what is asked of one batch: the statement's id is the batch's. */
    private final class LedgerRows implements RedshiftDataClient {
        @Override
        public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
            return ExecuteStatementResponse.builder()
                    .id(
                            request.parameters().isEmpty()
                                    ? request.sql()
                                    : request.parameters().get(0).value())
                    .build();
        }

        @Override
        public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
            return DescribeStatementResponse.builder()
                    .status(StatusString.FINISHED)
                    .hasResultSet(true)
                    .build();
        }

        @Override
        public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
            return GetStatementResultResponse.builder()
                    .records(ledger.entrySet().stream()
                            .filter(row -> request.id().contains(row.getKey()))
                            .map(Map.Entry::getValue)
                            .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
