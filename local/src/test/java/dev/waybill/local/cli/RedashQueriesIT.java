package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.local.redash.DashboardFilesReader;
import dev.waybill.local.redash.QueryFile;
import dev.waybill.local.redash.VisualizationFile;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards' queries, on the tables that the samples are loaded into. */
class RedashQueriesIT {
    @TempDir
    static Path home;

    private static final Map<String, QueryFile> QUERIES =
            DashboardFilesReader.read(Path.of("../dashboards/redash")).queries();

    @BeforeAll
    static void loadTheSamples() {
        for (String folder : List.of("earthquakes/2018/02/04/00", "birdstrikes/2026/11/22/10", "rates/2026/11/20")) {
            String contract = "../datasets/" + folder.substring(0, folder.indexOf('/')) + ".yaml";
            assertThat(Shell.run("load", "--home", home.toString(), contract, "../datasets/samples/" + folder)
                            .exitCode())
                    .as(folder)
                    .isIn(ExitCode.DONE, ExitCode.REJECTED);
        }
    }

    @Test
    void everyColumnThatAVisualizationShowsIsInItsQuerysResult() throws SQLException {
        List<String> missing = new ArrayList<>();
        try (LocalWarehouse warehouse = LocalWarehouse.start(home.resolve("warehouse"))) {
            for (Map.Entry<String, QueryFile> query : QUERIES.entrySet()) {
                Set<String> columns = new HashSet<>();
                warehouse.query(query.getValue().sql(), rows -> columns.addAll(ResultWriter.names(rows)));
                query.getValue().visualizations().stream()
                        .flatMap(visualization -> shown(visualization).stream())
                        .filter(column -> !columns.contains(column))
                        .forEach(column -> missing.add(query.getKey() + ": " + column));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> shown(VisualizationFile visualization) {
        List<String> columns = new ArrayList<>();
        visualization.options().path("columnMapping").fieldNames().forEachRemaining(columns::add);
        if (visualization.options().has("counterColName")) {
            columns.add(visualization.options().path("counterColName").asText());
        }
        return columns;
    }

    @Test
    void everyRowThatCameInHasOneOutcome() throws IOException {
        assertThat(sum(ask("outcomes"), "rows_counted"))
                .isEqualTo(sum(ask("latest_batches"), "rows_read"))
                .isPositive();
        assertThat(sum(ask("rows_per_day"), "rows_read")).isEqualTo(sum(ask("last_day"), "rows_read"));
        assertThat(ask("freshness")).hasSize(3);
    }

    private static long sum(JsonNode rows, String column) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.path(column).asLong())
                .sum();
    }

    private static JsonNode ask(String query) throws IOException {
        QueryFile file = QUERIES.get(query);
        assertThat(file).isNotNull();
        Ran ran = Shell.run("sql", "--home", home.toString(), "--json", file.sql());
        assertThat(ran.err()).isEmpty();
        return ReceiptJson.mapper().readTree(ran.out());
    }
}
