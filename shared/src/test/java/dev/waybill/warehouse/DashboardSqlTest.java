package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.warehouse.lint.LintException;
import dev.waybill.warehouse.lint.RedshiftLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queries of the dashboards, as Redshift's rules and a second parser see them. */
class DashboardSqlTest {
    private static final Pattern PARQUET_FIELD = Pattern.compile("(?:required|optional) \\w+ (\\w+)");

    private final RedshiftLinter linter = new RedshiftLinter();

    @BeforeEach
    void makeTheTablesOfTheLedgerAndOfTheSamples() throws IOException {
        EmittedSql.deployment().forEach(statement -> linter.check(statement.sql()));
        for (String dataset : List.of("earthquakes", "birdstrikes", "rates")) {
            Contract contract = SampleContract.of(dataset);
            WarehouseDdl.dataset(contract).forEach(statement -> linter.check(statement.sql()));
            contract.refresh().stream()
                    .flatMap(derived -> DerivedRefresh.plan(derived).stream())
                    .forEach(statement -> linter.check(statement.sql()));
        }
    }

    @Test
    void redshiftTakesEachQueryForRedash() throws Exception {
        List<Path> queries = queries("redash/queries");
        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(refused(queries)).isEmpty();
    }

    @Test
    void redshiftTakesEachQueryThatJoinsTheLakeWithTheWarehouse() throws Exception {
        linter.check("CREATE SCHEMA IF NOT EXISTS \"processed\"");
        List<String> columns = new ArrayList<>(SampleContract.of("earthquakes").columns().stream()
                .map(Column::name)
                .toList());
        columns.addAll(List.of("_file", "year", "month", "day", "hour", "batch"));
        linter.check(table("earthquakes", columns));
        String quarantine = Files.readString(Path.of("../jobs/src/main/java/dev/waybill/convert/QuarantineFile.java"));
        linter.check(table(
                "_quarantine_usgs",
                PARQUET_FIELD
                        .matcher(quarantine)
                        .results()
                        .map(field -> field.group(1))
                        .toList()));
        List<Path> queries = queries("spectrum");
        assertThat(queries).hasSize(4);
        assertThat(refused(queries)).isEmpty();
    }

    /** A table of the external schema; of which types its columns are doesn't matter here. */
    private static String table(String name, List<String> columns) {
        return "CREATE TABLE IF NOT EXISTS \"processed\".\"" + name + "\" (\n"
                + columns.stream()
                        .map(column -> "  \"" + column + "\" varchar(100)")
                        .collect(Collectors.joining(",\n"))
                + "\n)\nDISTSTYLE AUTO";
    }

    private List<String> refused(List<Path> queries) throws IOException, JSQLParserException {
        List<String> refused = new ArrayList<>();
        for (Path file : queries) {
            String sql = Files.readString(file);
            try {
                linter.checkContractQuery(sql);
            } catch (LintException e) {
                refused.add(file.getFileName() + ": " + e.getMessage());
            }
            CCJSqlParserUtil.parse(sql);
        }
        return refused;
    }

    private static List<Path> queries(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../dashboards").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }
}
