package dev.waybill.warehouse;

import static dev.waybill.warehouse.ScriptedDataApi.lost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.RefreshView;
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

class ViewRefreshTest {
    private static final RefreshView DAILY = new RefreshView(TableName.parse("sales.daily"), Optional.empty());
    private static final RefreshView MONTHLY =
            new RefreshView(TableName.parse("sales.monthly"), Optional.of("SELECT 1 AS month"));
    private static final String CONFLICT = "ERROR: could not complete because of conflict with concurrent transaction";
    private final ScriptedDataApi api = new ScriptedDataApi();
    private final List<Duration> pauses = new ArrayList<>();
    private final WarehouseSettings settings = WarehouseSettings.of(Map.of("WORKGROUP", "etl", "DATABASE", "dev"));
    private final ViewRefresh refresh = new ViewRefresh(
            new RedshiftDataWarehouse(api, settings, pauses::add),
            new WarehouseSession(api, settings, pauses::add, Duration.ofMinutes(10)));

    private static List<List<Field>> count(long count) {
        return List.of(List.of(Field.fromLongValue(count)));
    }

    @Test
    void aViewIsRefreshedAndOneThatIsMissingIsMadeBefore() {
        api.answeringDone()
                .answeringRows(count(0))
                .answeringDone()
                .answeringDone()
                .answeringDone();
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
                        "CREATE MATERIALIZED VIEW \"sales\".\"monthly\" AS\nSELECT 1 AS month",
                        "REFRESH MATERIALIZED VIEW \"sales\".\"monthly\"");
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
