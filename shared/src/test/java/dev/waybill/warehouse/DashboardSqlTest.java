package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.warehouse.lint.LintException;
import dev.waybill.warehouse.lint.RedshiftLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;

/** The queries of the dashboards, as Redshift's rules and a second parser see them. */
class DashboardSqlTest {
    @Test
    void redshiftTakesEachQueryOnTheTablesOfTheLedgerAndOfTheSamples() throws Exception {
        RedshiftLinter linter = new RedshiftLinter();
        EmittedSql.deployment().forEach(statement -> linter.check(statement.sql()));
        for (String dataset : List.of("earthquakes", "birdstrikes", "rates")) {
            Contract contract = SampleContract.of(dataset);
            WarehouseDdl.dataset(contract).forEach(statement -> linter.check(statement.sql()));
            contract.refresh().stream()
                    .flatMap(derived -> DerivedRefresh.plan(derived).stream())
                    .forEach(statement -> linter.check(statement.sql()));
        }
        List<String> refused = new ArrayList<>();
        for (Path file : queries()) {
            String sql = Files.readString(file);
            try {
                linter.checkContractQuery(sql);
            } catch (LintException e) {
                refused.add(file.getFileName() + ": " + e.getMessage());
            }
            CCJSqlParserUtil.parse(sql);
        }
        assertThat(refused).isEmpty();
    }

    private static List<Path> queries() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../dashboards/redash/queries"))) {
            List<Path> queries = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
            assertThat(queries).hasSizeGreaterThan(10);
            return queries;
        }
    }
}
