package dev.waybill.freshness;

import dev.waybill.batch.Hour;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/** A ledger that has one batch of each hour that was loaded. */
final class FakeLedger implements RedshiftDataClient {
    private static final Field NULL = Field.builder().isNull(true).build();
    private final Map<String, TreeSet<Hour>> loaded = new TreeMap<>();
    private final List<List<List<Field>>> results = new ArrayList<>();

    void load(String dataset, String hour) {
        loaded.computeIfAbsent(dataset, name -> new TreeSet<>()).add(Hour.parse(hour));
    }

    /** How many statements were run. */
    int asked() {
        return results.size();
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        Map<String, String> values =
                request.parameters().stream().collect(Collectors.toMap(SqlParameter::name, SqlParameter::value));
        results.add(result(values));
        return ExecuteStatementResponse.builder()
                .id(Integer.toString(results.size() - 1))
                .build();
    }

    /** Each dataset's latest batch without values, a dataset's first hour by its name, its batches by hours. */
    private List<List<Field>> result(Map<String, String> values) {
        if (values.isEmpty()) {
            return loaded.entrySet().stream()
                    .map(entry -> row(entry.getKey(), entry.getValue().last()))
                    .toList();
        }
        String dataset = values.getOrDefault("dataset", "");
        Collection<Hour> hours = loaded.getOrDefault(dataset, new TreeSet<>());
        if (values.size() == 1) {
            return List.of(
                    List.of(hours.stream().findFirst().map(FakeLedger::text).orElse(NULL)));
        }
        return hours.stream()
                .filter(hour -> text(hour).stringValue().compareTo(values.getOrDefault("from_hour", "")) >= 0)
                .map(hour -> row(dataset, hour))
                .toList();
    }

    private static List<Field> row(String dataset, Hour hour) {
        String batch = dataset + "-" + hour.compact() + "-0123456789abcdef";
        Stream<Field> names = Stream.of(
                text(batch),
                text(dataset),
                text(hour),
                text(hour),
                text("s3://source-shop/" + dataset + "/manifest.json"),
                text("sales." + dataset),
                text("upsert"),
                text("digest"),
                NULL);
        Stream<Field> counts = Stream.of(5L, 0L, 0L, 5L, 0L, 5L, 0L, 0L)
                .map(number -> Field.builder().longValue(number).build());
        return Stream.of(names, counts, Stream.of(text(hour), NULL, NULL, NULL, NULL))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Field text(Hour hour) {
        return text(hour.toString().replace('T', ' ') + ":00:00");
    }

    private static Field text(String text) {
        return Field.builder().stringValue(text).build();
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
                .records(results.get(Integer.parseInt(request.id())))
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
