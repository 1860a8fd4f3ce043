package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;

class TargetColumnsTest {
    private static final long NONE = -1;
    private final ScriptedDataApi api = new ScriptedDataApi();
    private final WarehouseSession session = new RedshiftDataWarehouse(
                    api, WarehouseSettings.of(Map.of("WORKGROUP", "etl", "DATABASE", "dev")), pause -> {})
            .sessionless();
    private final TargetColumns target = new TargetColumns(SampleContract.of("orders", """
            dataset: orders
            source: { system: shop, format: csv }
            columns:
              id: { type: bigint, required: true }
              note: varchar(200)
              country: char(2)
              amount: "decimal(12,2)"
              weight: double
              paid: boolean
              at: timestamp
              seen: timestamptz
              payload: super
            target: { table: sales.orders, mode: append }
            """), List.of());

    /** A row of information_schema.columns. */
    private static List<Field> column(String name, String type, long length, long precision, long scale) {
        return List.of(
                Field.fromStringValue(name),
                Field.fromStringValue(type),
                number(length),
                number(precision),
                number(scale));
    }

    private static List<Field> column(String name, String type) {
        return column(name, type, NONE, NONE, NONE);
    }

    private static Field number(long value) {
        return value == NONE ? Field.fromIsNull(true) : Field.fromLongValue(value);
    }

    private static List<List<Field>> asInTheContract() {
        return new ArrayList<>(Arrays.asList(
                column("id", "bigint", NONE, 64, 0),
                column("note", "character varying", 200, NONE, NONE),
                column("country", "character", 2, NONE, NONE),
                column("amount", "numeric", NONE, 12, 2),
                column("weight", "double precision", NONE, 53, NONE),
                column("paid", "boolean"),
                column("at", "timestamp without time zone"),
                column("seen", "timestamp with time zone"),
                column("payload", "super"),
                column("_batch", "character varying", 80, NONE, NONE),
                column("_hour", "timestamp without time zone"),
                column("_delivered_at", "timestamp without time zone"),
                column("_file", "character varying", 1200, NONE, NONE),
                column("_loaded_at", "timestamp without time zone")));
    }

    @Test
    void aTableThatIsAsTheContractSaysIsLeftAlone() {
        api.answeringRows(asInTheContract());
        assertThatCode(() -> target.reconcile(session)).doesNotThrowAnyException();
        assertThat(api.executed).singleElement().satisfies(asked -> {
            assertThat(asked.sql()).isEqualTo("""
                    SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
                    FROM information_schema.columns
                    WHERE table_schema = :schema AND table_name = :table""");
            assertThat(asked.parameters())
                    .containsExactlyInAnyOrder(
                            SqlParameter.builder().name("schema").value("sales").build(),
                            SqlParameter.builder().name("table").value("orders").build());
        });
    }

    @Test
    void aColumnThatTheTableLacksIsAdded() {
        List<List<Field>> columns = asInTheContract();
        columns.remove(3);
        columns.remove(1);
        api.answeringRows(columns).answeringDone().answeringDone();
        target.reconcile(session);
        assertThat(api.executed.subList(1, 3))
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"note\" varchar(200)",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"amount\" decimal(12,2)");
    }

    @Test
    void aTableThatWouldHaveMoreColumnsThanATableCanIsRefused() {
        List<List<Field>> columns = asInTheContract();
        columns.remove(3);
        for (int i = columns.size(); i < 1600; i++) {
            columns.add(column("added_" + i, "character varying", 65_535, NONE, NONE));
        }
        api.answeringRows(columns);
        assertThatThrownBy(() -> target.reconcile(session))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessageContaining(
                        "sales.orders has 1,600 columns and lacks 1, and a table can have 1,600. Drop columns"
                                + " that nobody needs, or declare fewer");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void aTableThatIsOlderThanWaybillGetsTheLineage() {
        List<List<Field>> columns = asInTheContract();
        api.answeringRows(columns.subList(0, 9));
        for (int i = 0; i < 5; i++) {
            api.answeringDone();
        }
        target.reconcile(session);
        assertThat(api.executed.subList(1, 6))
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"_batch\" varchar(80)",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"_hour\" timestamp",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"_delivered_at\" timestamp",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"_file\" varchar(1200)",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"_loaded_at\" timestamp");
    }

    @Test
    void everyColumnOfAnotherTypeIsReportedWithTheSqlToRunAndNothingIsChanged() {
        List<List<Field>> columns = asInTheContract();
        columns.set(1, column("note", "character varying", 100, NONE, NONE));
        columns.set(2, column("country", "super"));
        columns.set(3, column("amount", "numeric", NONE, 18, 0));
        columns.set(4, column("weight", "super"));
        columns.set(8, column("payload", "character varying", 65535, NONE, NONE));
        columns.remove(0);
        api.answeringRows(columns);
        assertThatThrownBy(() -> target.reconcile(session))
                .isInstanceOfSatisfying(
                        TargetMismatchException.class,
                        e -> assertThat(e.reasons())
                                .containsExactly(
                                        "sales.orders.note is varchar(100) in the table and varchar(200) in the contract. Correct the"
                                                + " contract, or change the table: ALTER TABLE sales.orders ALTER COLUMN note TYPE varchar(200)",
                                        "sales.orders.country is super in the table and char(2) in the contract. Correct the"
                                                + " contract, or change the table: ALTER TABLE sales.orders ADD COLUMN country_new char(2);"
                                                + " UPDATE sales.orders SET country_new = JSON_SERIALIZE(country);"
                                                + " ALTER TABLE sales.orders DROP COLUMN country;"
                                                + " ALTER TABLE sales.orders RENAME COLUMN country_new TO country",
                                        "sales.orders.amount is decimal(18,0) in the table and decimal(12,2) in the contract. Correct the"
                                                + " contract, or change the table: ALTER TABLE sales.orders ADD COLUMN amount_new decimal(12,2);"
                                                + " UPDATE sales.orders SET amount_new = CAST(amount AS decimal(12,2));"
                                                + " ALTER TABLE sales.orders DROP COLUMN amount;"
                                                + " ALTER TABLE sales.orders RENAME COLUMN amount_new TO amount",
                                        "sales.orders.weight is super in the table and double precision in the contract. Correct the"
                                                + " contract, or change the table: ALTER TABLE sales.orders ADD COLUMN weight_new double precision;"
                                                + " UPDATE sales.orders SET weight_new = CAST(weight AS double precision);"
                                                + " ALTER TABLE sales.orders DROP COLUMN weight;"
                                                + " ALTER TABLE sales.orders RENAME COLUMN weight_new TO weight",
                                        "sales.orders.payload is varchar(65535) in the table and super in the contract. Correct the"
                                                + " contract, or change the table: ALTER TABLE sales.orders ADD COLUMN payload_new super;"
                                                + " UPDATE sales.orders SET payload_new = JSON_PARSE(payload);"
                                                + " ALTER TABLE sales.orders DROP COLUMN payload;"
                                                + " ALTER TABLE sales.orders RENAME COLUMN payload_new TO payload"))
                .hasMessageContaining(" TYPE varchar(200); sales.orders.country is ");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void aColumnThatTheBatchAddsIsAddedLikeTheContractsOrRefusedIfTheTableHasItOtherwise() {
        Contract contract = SampleContract.of("orders", """
                dataset: orders
                source: { system: shop, format: json }
                columns: { id: bigint, note: varchar(200) }
                target: { table: sales.orders, mode: append }
                """);
        api.answeringRows(asInTheContract()).answeringDone().answeringDone();
        new TargetColumns(contract, List.of(AddedColumn.of("properties.Colour"), AddedColumn.of("size")))
                .reconcile(session);
        assertThat(api.executed.subList(1, api.executed.size()))
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"properties_colour\" varchar(65535)",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"size\" varchar(65535)");
        api.answeringRows(asInTheContract());
        TargetColumns country = new TargetColumns(contract, List.of(AddedColumn.of("Country")));
        assertThatThrownBy(() -> country.reconcile(session))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessage("sales.orders.country is char(2) in the table and varchar(65535) as drift: add adds it."
                        + " Add it to the contract, or change the table: ALTER TABLE sales.orders ADD COLUMN"
                        + " country_new varchar(65535); UPDATE sales.orders SET country_new = CAST(country AS"
                        + " varchar(65535)); ALTER TABLE sales.orders DROP COLUMN country; ALTER TABLE sales.orders"
                        + " RENAME COLUMN country_new TO country");
    }

    @Test
    void aKeyColumnThatTheTableLacksIsReportedBecauseItsRowsWouldHaveNoKey() {
        TargetColumns lines = new TargetColumns(SampleContract.of("orders", """
                dataset: orders
                source: { system: shop, format: csv }
                columns:
                  id: { type: bigint, required: true }
                  line: { type: integer, required: true }
                  note: varchar(200)
                  price: double
                key: [id, line]
                target: { table: sales.orders, mode: upsert }
                """), List.of());
        api.answeringRows(asInTheContract());
        assertThatThrownBy(() -> lines.reconcile(session))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessage(
                        "sales.orders has no column line, which is in the contract's key. Correct the contract, or give"
                                + " every row a value: ALTER TABLE sales.orders ADD COLUMN line integer;"
                                + " UPDATE sales.orders SET line = <its value>");
        assertThat(api.executed).hasSize(1);
    }
}
