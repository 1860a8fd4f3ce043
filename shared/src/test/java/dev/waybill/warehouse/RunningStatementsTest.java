package dev.waybill.warehouse;

import static dev.waybill.warehouse.ScriptedDataApi.lost;
import static dev.waybill.warehouse.ScriptedDataApi.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

class RunningStatementsTest {
    private static final String NAME = "waybill-orders-2026112210-0123456789abcdef";
    private final ScriptedDataApi api = new ScriptedDataApi();
    private final List<Duration> pauses = new ArrayList<>();

    private void await(RedshiftDataClient client) {
        WarehouseSettings settings = WarehouseSettings.of(Map.of("WORKGROUP", "etl", "DATABASE", "dev"));
        new RedshiftDataWarehouse(client, settings, pauses::add, NAME).awaitRunning();
    }

    private static StatementData statement(String name, StatusString status) {
        return StatementData.builder()
                .id("1")
                .statementName(name)
                .status(status)
                .build();
    }

    private static ListStatementsResponse page(StatementData... statements) {
        return ListStatementsResponse.builder()
                .statements(Arrays.asList(statements))
                .build();
    }

    @Test
    void whereNoneRunsThereIsNothingToWaitFor() {
        api.answering(page(
                statement(NAME, StatusString.FINISHED),
                statement(NAME, StatusString.FAILED),
                statement(NAME, StatusString.ABORTED),
                statement(NAME + "-other", StatusString.STARTED)));
        await(api);
        assertThat(pauses).isEmpty();
        assertThat(api.listed).singleElement().satisfies(request -> {
            assertThat(request.statementName()).isEqualTo(NAME);
            assertThat(request.status()).isEqualTo(StatusString.ALL);
        });
    }

    @Test
    void whatIsHandedOverPickedOrStartedIsWaitedForOnWhateverPageItIs() {
        ListStatementsResponse first = page(statement(NAME, StatusString.FINISHED)).toBuilder()
                .nextToken("2")
                .build();
        api.answering(first, page(statement(NAME, StatusString.SUBMITTED)))
                .answering(first, page(statement(NAME, StatusString.PICKED)))
                .answering(page(statement(NAME, StatusString.STARTED)))
                .answering(page(statement(NAME, StatusString.FINISHED)));
        await(api);
        assertThat(api.isThrough()).isTrue();
        assertThat(pauses).hasSize(3).allMatch(pause -> pause.toSeconds() <= 4);
    }

    @Test
    void aListThatIsThrottledOrLostIsAskedForAgain() {
        api.answering(refused(400, "ThrottlingException", "Rate exceeded"), lost(), page());
        await(api);
        assertThat(api.isThrough()).isTrue();
    }

    @Test
    void aListThatIsRefusedIsTerminal() {
        api.answering(refused(400, "AccessDeniedException", "no permission"));
        assertThatThrownBy(() -> await(api))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("Cannot look whether statements of " + NAME
                        + " still run: no permission (Service: RedshiftData");
    }

    @Test
    void nobodyWaitsForEver() {
        ScriptedDataApi stuck = new ScriptedDataApi();
        for (int i = 0; i < 2000; i++) {
            stuck.answering(page(statement(NAME, StatusString.STARTED)));
        }
        assertThatCode(() -> await(stuck)).doesNotThrowAnyException();
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(30));
    }
}
