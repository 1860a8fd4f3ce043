package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.warehouse.LocalRedshiftData;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.warehouse.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code docs/verify-on-aws.md}: what it promises of Redshift is what the local warehouse answers, after the same load. */
class VerifyOnAwsIT {
    private static final Path PAGE = Path.of("../docs/verify-on-aws.md");
    private static final String ELSEWHERE = "-- On Redshift only";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\\n(.*?)^```\\n(?:```text\\n(.*?)^```\\n)?");

    @TempDir
    Path home;

    @Test
    void everyAnswerOnThePageIsTheLocalWarehousesToo() throws IOException {
        assertThat(Shell.run(
                                "load",
                                "--home",
                                home.toString(),
                                "../datasets/earthquakes.yaml",
                                "../datasets/samples/earthquakes/2018/02/04/00")
                        .exitCode())
                .isZero();
        String page = Files.readString(PAGE);
        try (LocalWarehouse warehouse = LocalWarehouse.start(home.resolve("warehouse"));
                LocalRedshiftData client = new LocalRedshiftData(warehouse, Mockito.mock(S3Client.class))) {
            assertThat(answered(page, client)).isEqualTo(page);
        }
    }

    /** The page with the local warehouse's answers in place of its own. */
    private static String answered(String page, RedshiftDataClient client) {
        String session = client.executeStatement(request -> request.sql("SELECT 1")
                        .workgroupName("local")
                        .database("dev")
                        .sessionKeepAliveSeconds(600))
                .sessionId();
        return BLOCK.matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).startsWith(ELSEWHERE)
                                ? found.group()
                                : "```sql\n" + found.group(1) + "```\n" + answer(found.group(1), client, session)));
    }

    /** The rows of the last statement, or its error; nothing if it answers nothing. */
    private static String answer(String sql, RedshiftDataClient client, String session) {
        List<String> statements = List.of(sql.strip().split(";\\s*"));
        List<String> answer = List.of();
        if (statements.get(0).equals("BEGIN")) {
            answer = together(statements.subList(1, statements.size() - 1), client, session);
        } else {
            for (String statement : statements) {
                answer = alone(statement, client, session);
            }
        }
        return answer.isEmpty() ? "" : "```text\n" + String.join("\n", answer) + "\n```\n";
    }

    private static List<String> alone(String sql, RedshiftDataClient client, String session) {
        String id = client.executeStatement(request -> request.sql(sql).sessionId(session))
                .id();
        DescribeStatementResponse ended = client.describeStatement(request -> request.id(id));
        return ended.error() != null ? List.of(ended.error()) : ended.hasResultSet() ? rows(id, client) : List.of();
    }

    private static List<String> together(List<String> sqls, RedshiftDataClient client, String session) {
        String id = client.batchExecuteStatement(request -> request.sqls(sqls).sessionId(session))
                .id();
        List<SubStatementData> parts =
                client.describeStatement(request -> request.id(id)).subStatements();
        SubStatementData last = parts.get(parts.size() - 1);
        return last.error() != null ? List.of(last.error()) : rows(last.id(), client);
    }

    private static List<String> rows(String id, RedshiftDataClient client) {
        Rows rows =
                new Rows(client.getStatementResult(request -> request.id(id)).records());
        return IntStream.range(0, rows.count())
                .mapToObj(row -> IntStream.range(0, rows.rows().get(row).size())
                        .mapToObj(column -> rows.text(row, column).orElse("NULL"))
                        .collect(Collectors.joining(" | ")))
                .toList();
    }
}
