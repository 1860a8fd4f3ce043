package dev.waybill.warehouse;

import static dev.waybill.warehouse.ScriptedDataApi.ended;
import static dev.waybill.warehouse.ScriptedDataApi.lost;
import static dev.waybill.warehouse.ScriptedDataApi.part;
import static dev.waybill.warehouse.ScriptedDataApi.startedTogether;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Derived;
import dev.waybill.contract.Derived.Kind;
import dev.waybill.contract.TableName;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

class DerivedRefreshTest {
    private static final Derived DAILY = new Derived(TableName.parse("sales.daily"), Kind.VIEW, Optional.empty());
    private static final Derived MONTHLY =
            new Derived(TableName.parse("sales.monthly"), Kind.VIEW, Optional.of("SELECT 1 AS month"));
    private static final String CONFLICT = "ERROR: could not complete because of conflict with concurrent transaction";
    private final ScriptedDataApi api = new ScriptedDataApi();
    private final List<Duration> pauses = new ArrayList<>();
    private final WarehouseSettings settings = WarehouseSettings.of(Map.of("WORKGROUP", "etl", "DATABASE", "dev"));
    private final DerivedRefresh refresh = new DerivedRefresh(
            new RedshiftDataWarehouse(api, settings, pauses::add),
            new WarehouseSession(api, new HandOver(settings, "waybill", Duration.ofMinutes(10)), pauses::add));

    private static List<List<Field>> count(long count) {
        return List.of(List.of(Field.fromLongValue(count)));
    }

    @Test
    void aViewIsRefreshedAndOneThatIsMissingIsMadeBefore() {
        api.answeringDone().answeringRows(count(0)).answeringDone().answeringDone();
        assertThat(refresh.run(List.of(DAILY, MONTHLY)))
                .containsExactly(
                        new Refreshed("sales.daily", Optional.empty()),
                        new Refreshed("sales.monthly", Optional.empty()));
        assertThat(api.executed)
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "REFRESH MATERIALIZED VIEW \"sales\".\"daily\"",
                        """
                        SELECT count(*)
                        FROM pg_class AS c
                        JOIN pg_namespace AS n ON n.oid = c.relnamespace
                        WHERE n.nspname = :schema AND c.relname = :name""",
                        "CREATE SCHEMA IF NOT EXISTS \"sales\"",
                        "CREATE MATERIALIZED VIEW \"sales\".\"monthly\" AS\nSELECT 1 AS month");
    }

    @Test
    void aTablesRowsAreReplacedInOneTransactionThatTakesTurnsWithOthersOfIt() {
        Derived yearly = new Derived(
                TableName.parse("sales.yearly"), Kind.TABLE, Optional.of("WITH y AS (SELECT 1) SELECT * FROM y"));
        api.answeringRows(count(1))
                .answeringDone()
                .answering(startedTogether("session"), ended(StatusString.FINISHED, part(0), part(3), part(4)));
        assertThat(refresh.run(List.of(yearly))).containsExactly(new Refreshed("sales.yearly", Optional.empty()));
        assertThat(api.executed.get(1).sql())
                .isEqualTo(
                        "CREATE TABLE IF NOT EXISTS \"waybill\".\"lock_yearly_2f0df8c3\" (\"target_table\" varchar(130))");
        assertThat(api.executedTogether.get(0).sqls())
                .containsExactly("LOCK \"waybill\".\"lock_yearly_2f0df8c3\"", "DELETE FROM \"sales\".\"yearly\"", """
                        INSERT INTO "sales"."yearly"
                        SELECT *
                        FROM (
                        WITH y AS (SELECT 1) SELECT * FROM y
                        ) AS q""");
    }

    @Test
    void aTableWhoseReplacementGotNoAnswerIsReplacedAgain() {
        Derived yearly = new Derived(TableName.parse("sales.yearly"), Kind.TABLE, Optional.of("SELECT 1"));
        api.answeringRows(count(1)).answeringDone().answering(lost());
        api.answeringDone()
                .answeringRows(count(1))
                .answeringDone()
                .answering(startedTogether("session"), ended(StatusString.FINISHED, part(0), part(3), part(4)));
        assertThat(refresh.run(List.of(yearly))).containsExactly(new Refreshed("sales.yearly", Optional.empty()));
        assertThat(api.isThrough()).isTrue();
    }

    @Test
    void aViewThatIsThereIsNotMadeAgain() {
        api.answeringRows(count(1)).answeringDone();
        assertThat(refresh.run(List.of(MONTHLY))).containsExactly(new Refreshed("sales.monthly", Optional.empty()));
        assertThat(api.executed).hasSize(2);
    }

    @Test
    void aFailureIsReportedAndTheNextViewIsRefreshedAllTheSame() {
        api.answeringError("ERROR: relation \"sales.daily\" does not exist")
                .answeringRows(count(1))
                .answeringDone();
        assertThat(refresh.run(List.of(DAILY, MONTHLY)))
                .containsExactly(
                        new Refreshed(
                                "sales.daily",
                                Optional.of("The warehouse failed at \"Refresh sales.daily\":"
                                        + " ERROR: relation \"sales.daily\" does not exist")),
                        new Refreshed("sales.monthly", Optional.empty()));
        assertThat(pauses).isEmpty();
    }

    @Test
    void aConflictIsTriedAgainInAnotherSession() {
        api.answeringError(CONFLICT).answeringDone().answeringDone();
        assertThat(refresh.run(List.of(DAILY))).containsExactly(new Refreshed("sales.daily", Optional.empty()));
        assertThat(pauses).hasSize(1);
        assertThat(api.executed)
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "REFRESH MATERIALIZED VIEW \"sales\".\"daily\"",
                        "SET query_group TO 'etl'",
                        "REFRESH MATERIALIZED VIEW \"sales\".\"daily\"");
        assertThat(api.executed.get(1).sessionId()).isNull();
    }

    @Test
    void aSessionThatCannotBeOpenedIsAFailureLikeAnyOther() {
        api.answeringError(CONFLICT);
        for (int i = 0; i < 4; i++) {
            api.answering(lost());
        }
        assertThat(refresh.run(List.of(DAILY)))
                .containsExactly(new Refreshed(
                        "sales.daily", Optional.of("Cannot run \"Run in the queue of loads\": Connection reset")));
        assertThat(api.isThrough()).isTrue();
    }

    @Test
    void aConflictThatStaysIsReported() {
        api.answeringError(CONFLICT);
        for (int i = 0; i < 4; i++) {
            api.answeringDone().answeringError(CONFLICT);
        }
        assertThat(refresh.run(List.of(DAILY)))
                .containsExactly(new Refreshed(
                        "sales.daily", Optional.of("The warehouse failed at \"Refresh sales.daily\": " + CONFLICT)));
        assertThat(api.isThrough()).isTrue();
    }
}
