package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableLockTest {
    private static final LoadDetails NONE =
            new LoadDetails(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sales.orders                                             | lock_orders_9070a83f
            crm.orders                                               | lock_orders_aed234bf
            sales.a23456789_123456789_123456789_123456789_x          | lock_a23456789_123456789_123456789_123456789__693a40f0
            sales.a23456789_123456789_123456789_123456789_y          | lock_a23456789_123456789_123456789_123456789__3b21fef8
            """)
    void aTablesLockIsNamedAfterItAndNoOther(TableName table, String lock) {
        assertThat(new TableLock(table).take().sql()).isEqualTo("LOCK \"waybill\".\"" + lock + "\"");
        assertThat(lock).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void contractsOfOneTableTakeTheSameLock() {
        assertThat(load("orders").apply(NONE).get(0))
                .isEqualTo(load("returns").apply(NONE).get(0));
        assertThat(load("orders").ddl()).isEqualTo(load("returns").ddl());
    }

    @Test
    void afterAConflictTheLedgerIsLockedInTheSameStatementAndAllElseIsTheSame() {
        List<SqlStatement> alone = load("orders").applyAlone(NONE);
        List<SqlStatement> apply = load("orders").apply(NONE);
        assertThat(alone.get(0))
                .isEqualTo(new SqlStatement(
                        "Take turns with the loads of all tables",
                        "LOCK \"waybill\".\"lock_orders_9070a83f\", \"waybill\".\"batch\""));
        assertThat(alone.subList(1, alone.size())).isEqualTo(apply.subList(1, apply.size()));
    }

    private static LoadSql load(String dataset) {
        return new LoadSql(SampleContract.of(dataset, """
                dataset: %s
                source: { system: shop, format: csv }
                columns: { id: { type: bigint, required: true } }
                key: [id]
                target: { table: sales.orders, mode: upsert }
                """.formatted(dataset)));
    }
}
