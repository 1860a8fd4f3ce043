package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Check;
import dev.waybill.contract.Contract;
import dev.waybill.contract.QualityCheck;
import dev.waybill.warehouse.lint.LintException;
import dev.waybill.warehouse.lint.RedshiftLinter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;

/** Every statement that Waybill emits, as Redshift's rules and a second parser see it. */
class EmittedSqlTest {
    private static final BatchId OTHER = BatchId.parse("stock-2026112210-0123456789abcdef");

    /** How the statements begin that JSqlParser can't read, and what of a table's attributes it can't. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "(BEGIN|COPY|CREATE EXTERNAL SCHEMA|LOCK|SET)\\b.*|CREATE (TEMP )?TABLE .*[\n ]DISTSTYLE (ALL|AUTO)\\b.*",
            Pattern.DOTALL);

    @Test
    void redshiftTakesEachStatementOfEachSession() throws IOException {
        Map<String, List<String>> findings = new TreeMap<>();
        for (Map.Entry<String, List<SqlStatement>> session : sessions().entrySet()) {
            List<String> refused = refusals(session.getValue(), new RedshiftLinter());
            if (!refused.isEmpty()) {
                findings.put(session.getKey(), refused);
            }
        }
        assertThat(findings).isEmpty();
    }

    private static List<String> refusals(List<SqlStatement> session, RedshiftLinter linter) {
        List<String> refused = new ArrayList<>();
        for (SqlStatement statement : session) {
            try {
                linter.check(statement.sql());
            } catch (LintException e) {
                refused.add(statement.title() + ": " + e.getMessage());
            }
        }
        linter.end();
        return refused;
    }

    @Test
    void theLongestStatementIsNoLongerThanIsForeseen() throws IOException {
        List<String> names = IntStream.range(0, 700)
                .mapToObj(i -> "a_name_of_forty_bytes_for_a_wide_tabl_" + i)
                .toList();
        Contract wide = SampleContract.of("wide", """
                dataset: wide
                source: { system: shop, format: csv }
                columns: { id: integer, gone: boolean, %s }
                key: id
                delete_when: gone = true
                target: { table: shop.wide, sortkey: [id] }
                """.formatted(String.join(
                ", ", names.stream().map(name -> name + ": super").toList())));
        List<SqlStatement> statements =
                new ArrayList<>(EmittedSql.load(wide, EmittedSql.details(wide, Optional.of(OTHER))));
        statements.addAll(EmittedSql.undo(wide));
        int longest = statements.stream()
                .mapToInt(statement -> statement.sql().length())
                .max()
                .orElseThrow();
        int foreseen = LongestStatement.bytes(wide, List.of("remark", "extra"));
        assertThat(longest).isBetween(foreseen - 10_000, foreseen);
    }

    @Test
    void theQueriesOfTheSampleContractsAreReadToo() throws IOException {
        for (Contract contract : SampleContract.all()) {
            RedshiftLinter linter = new RedshiftLinter();
            EmittedSql.validation(contract).forEach(statement -> linter.check(statement.sql()));
            contract.quality().checks().stream()
                    .map(QualityCheck::check)
                    .filter(Check.Sql.class::isInstance)
                    .map(Check.Sql.class::cast)
                    .forEach(check -> linter.checkContractQuery(check.query()));
        }
    }

    @Test
    void aSecondParserReadsEachStatementButThoseOfTheKindsThatItCannot() throws IOException {
        Set<String> statements = new TreeSet<>();
        sessions().values().forEach(session -> session.forEach(statement -> statements.add(statement.sql())));
        assertThat(statements)
                .filteredOn(sql -> isRead(sql) == UNREADABLE.matcher(sql).matches())
                .isEmpty();
    }

    private static boolean isRead(String sql) {
        try {
            CCJSqlParserUtil.parse(sql);
            return true;
        } catch (JSQLParserException e) {
            return false;
        }
    }

    private static Map<String, List<SqlStatement>> sessions() throws IOException {
        Map<String, List<SqlStatement>> sessions = new TreeMap<>();
        List<Contract> contracts = new ArrayList<>(SampleContract.all());
        contracts.addAll(EmittedSql.variants());
        for (Contract contract : contracts) {
            String name = contract.dataset().toString();
            sessions.put(name + " planned", EmittedSql.plan(contract));
            sessions.put(name + " loaded", EmittedSql.load(contract, EmittedSql.details(contract, Optional.empty())));
            sessions.put(
                    name + " corrected", EmittedSql.load(contract, EmittedSql.details(contract, Optional.of(OTHER))));
            sessions.put(
                    name + " with more columns",
                    EmittedSql.load(
                            contract.with(List.of(AddedColumn.of("Stock Level"))),
                            EmittedSql.details(contract, Optional.empty())));
            sessions.put(name + " undone", EmittedSql.undo(contract));
            sessions.put(name + " validated", EmittedSql.validation(contract));
        }
        sessions.put("deployment", EmittedSql.deployment());
        sessions.put("questions", EmittedSql.questions());
        return sessions;
    }
}
