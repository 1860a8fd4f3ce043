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
    private final Contract orders = SampleContract.of("orders", """
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
            """);

    /** A row of information_schema.columns. */
    private static List<Field> column(String name, String type, long length, long precision, long scale) {
        return List.of(
                Field.fromStringValue("sales"),
                Field.fromStringValue("orders"),
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

    /** With the versions as they are made for the contract. */
    private static List<List<Field>> withVersions(List<List<Field>> target) {
        List<List<Field>> columns = new ArrayList<>(target);
        for (List<Field> column : asInTheContract()) {
            List<Field> version = new ArrayList<>(column);
            version.set(0, Field.fromStringValue("waybill"));
            version.set(1, Field.fromStringValue("versions_orders_9070a83f"));
            columns.add(version);
        }
        return columns;
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
        api.answeringRows(withVersions(asInTheContract()));
        assertThatCode(() -> reconcile(orders)).doesNotThrowAnyException();
        assertThat(api.executed).singleElement().satisfies(asked -> {
            assertThat(asked.sql()).isEqualTo("""
                    SELECT table_schema, table_name, column_name, data_type,
                      character_maximum_length, numeric_precision, numeric_scale
                    FROM information_schema.columns
                    WHERE (table_schema = :schema AND table_name = :table)
                      OR (table_schema = 'waybill' AND table_name IN ('batch', :tombstones, :versions))
                    ORDER BY table_schema, table_name, ordinal_position""");
            assertThat(asked.parameters())
                    .containsExactlyInAnyOrder(
                            parameter("schema", "sales"),
                            parameter("table", "orders"),
                            parameter("tombstones", "deleted_orders_9070a83f"),
                            parameter("versions", "versions_orders_9070a83f"));
        });
    }

    private static SqlParameter parameter(String name, String value) {
        return SqlParameter.builder().name(name).value(value).build();
    }

    private void reconcile(Contract contract, AddedColumn... added) {
        TableColumns found = TableColumns.read(session, contract.target().table());
        new TargetColumns(contract, List.of(added), found).reconcile(session);
    }

    @Test
    void aColumnThatTheTableLacksIsAdded() {
        List<List<Field>> columns = asInTheContract();
        columns.remove(3);
        columns.remove(1);
        api.answeringRows(withVersions(columns)).answeringDone().answeringDone();
        reconcile(orders);
        assertThat(api.executed.subList(1, 3))
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"note\" varchar(200)",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"amount\" decimal(12,2)");
    }

    @Test
    void aTextThatIsShorterInTheTableIsWidenedAndALongerOneIsLeftAlone() {
        List<List<Field>> columns = asInTheContract();
        columns.set(1, column("note", "character varying", 199, NONE, NONE));
        api.answeringRows(withVersions(columns)).answeringDone();
        reconcile(orders);
        assertThat(api.executed.get(1).sql())
                .isEqualTo("ALTER TABLE \"sales\".\"orders\" ALTER COLUMN \"note\" TYPE varchar(200)");
        columns.set(1, column("note", "character varying", 201, NONE, NONE));
        api.answeringRows(withVersions(columns)).answeringDone();
        reconcile(orders);
        assertThat(api.executed.get(api.executed.size() - 1).sql())
                .as("the versions are as wide as the table")
                .isEqualTo(
                        "ALTER TABLE \"waybill\".\"versions_orders_9070a83f\" ALTER COLUMN \"note\" TYPE varchar(201)");
    }

    @Test
    void aTextThatTheWarehouseDoesNotWidenIsReportedWithTheSqlToRun() {
        List<List<Field>> columns = asInTheContract();
        columns.set(1, column("note", "character varying", 199, NONE, NONE));
        api.answeringRows(withVersions(columns))
                .answeringError("ERROR: cannot alter column \"note\" of relation \"orders\"");
        assertThatThrownBy(() -> reconcile(orders))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessage(
                        "sales.orders.note can't be widened to varchar(200). The warehouse failed at \"Widen the column"
                                + " note\": ERROR: cannot alter column \"note\" of relation \"orders\". Correct the contract, or change"
                                + " the table: ALTER TABLE sales.orders ADD COLUMN note_new varchar(200); UPDATE sales.orders SET"
                                + " note_new = note; ALTER TABLE sales.orders DROP COLUMN note; ALTER TABLE sales.orders RENAME"
                                + " COLUMN note_new TO note");
    }

    @Test
    void aTableThatWouldHaveMoreColumnsThanATableCanIsRefused() {
        List<List<Field>> columns = asInTheContract();
        columns.remove(3);
        for (int i = columns.size(); i < 1598; i++) {
            columns.add(column("added_" + i, "character varying", 65_535, NONE, NONE));
        }
        api.answeringRows(withVersions(columns));
        assertThatThrownBy(() -> reconcile(orders))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessageContaining(
                        "sales.orders has 1,598 columns and lacks 1, and a target can have 1,598. Drop columns"
                                + " that nobody needs, or declare fewer");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void aTableWhoseColumnsMakeAStatementTooLongForTheDataApiIsRefused() {
        List<List<Field>> columns = asInTheContract();
        for (int i = columns.size(); i < 800; i++) {
            columns.add(
                    column("a_name_of_sixty_three_bytes_" + "x".repeat(31) + "_" + (100 + i), "integer", NONE, 32, 0));
        }
        api.answeringRows(withVersions(columns));
        assertThatThrownBy(() -> reconcile(orders))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessage(
                        "sales.orders has so many columns with so long names that a statement may have 112,210 bytes, and"
                                + " the Data API takes 100,000. Shorten names, declare fewer columns, or drop some that nobody needs");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void aTableThatIsOlderThanWaybillGetsTheLineage() {
        List<List<Field>> columns = asInTheContract();
        api.answeringRows(withVersions(columns.subList(0, 9)));
        for (int i = 0; i < 5; i++) {
            api.answeringDone();
        }
        reconcile(orders);
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
        columns.set(1, column("note", "character", 200, NONE, NONE));
        columns.set(2, column("country", "super"));
        columns.set(3, column("amount", "numeric", NONE, 18, 0));
        columns.set(4, column("weight", "super"));
        columns.set(8, column("payload", "character varying", 65535, NONE, NONE));
        columns.remove(0);
        api.answeringRows(withVersions(columns));
        assertThatThrownBy(() -> reconcile(orders))
                .isInstanceOfSatisfying(
                        TargetMismatchException.class,
                        e -> assertThat(e.reasons())
                                .containsExactly(
                                        "sales.orders.note is char(200) in the table and varchar(200) in the contract. Correct the"
                                                + " contract, or change the table: ALTER TABLE sales.orders ADD COLUMN note_new varchar(200);"
                                                + " UPDATE sales.orders SET note_new = CAST(note AS varchar(200));"
                                                + " ALTER TABLE sales.orders DROP COLUMN note;"
                                                + " ALTER TABLE sales.orders RENAME COLUMN note_new TO note",
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
                .hasMessageContaining(" note_new TO note; sales.orders.country is ");
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
        api.answeringRows(withVersions(asInTheContract()));
        for (int i = 0; i < 4; i++) {
            api.answeringDone();
        }
        reconcile(contract, AddedColumn.of("properties.Colour"), AddedColumn.of("size"));
        assertThat(api.executed.subList(1, api.executed.size()))
                .map(ExecuteStatementRequest::sql)
                .containsExactly(
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"properties_colour\" varchar(65535)",
                        "ALTER TABLE \"sales\".\"orders\" ADD COLUMN \"size\" varchar(65535)",
                        "ALTER TABLE \"waybill\".\"versions_orders_9070a83f\" ADD COLUMN \"properties_colour\" varchar(65535)",
                        "ALTER TABLE \"waybill\".\"versions_orders_9070a83f\" ADD COLUMN \"size\" varchar(65535)");
        api.answeringRows(withVersions(asInTheContract()));
        assertThatThrownBy(() -> reconcile(contract, AddedColumn.of("Country")))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessage("sales.orders.country is char(2) in the table and varchar(65535) as drift: add adds it."
                        + " Add it to the contract, or change the table: ALTER TABLE sales.orders ADD COLUMN"
                        + " country_new varchar(65535); UPDATE sales.orders SET country_new = CAST(country AS"
                        + " varchar(65535)); ALTER TABLE sales.orders DROP COLUMN country; ALTER TABLE sales.orders"
                        + " RENAME COLUMN country_new TO country");
    }

    @Test
    void aKeyColumnThatTheTableLacksIsReportedBecauseItsRowsWouldHaveNoKey() {
        Contract lines = SampleContract.of("orders", """
                dataset: orders
                source: { system: shop, format: csv }
                columns:
                  id: { type: bigint, required: true }
                  line: { type: integer, required: true }
                  note: varchar(200)
                  price: double
                key: [id, line]
                target: { table: sales.orders, mode: upsert }
                """);
        api.answeringRows(withVersions(asInTheContract()));
        assertThatThrownBy(() -> reconcile(lines))
                .isInstanceOf(TargetMismatchException.class)
                .hasMessage(
                        "sales.orders has no column line, which is in the contract's key. Correct the contract, or give"
                                + " every row a value: ALTER TABLE sales.orders ADD COLUMN line integer;"
                                + " UPDATE sales.orders SET line = <its value>");
        assertThat(api.executed).hasSize(1);
    }
}
