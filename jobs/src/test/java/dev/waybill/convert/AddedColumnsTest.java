package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.read.FileDrift;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which new names become columns, and which can't. */
class AddedColumnsTest {
    private static final String INSTEAD =
            ". Add them to the contract, each under a name of its own and with the source's in from, or write drift: ignore to"
                    + " leave them out";

    private static AddedColumns of(List<String> names, long atLeast) {
        DriftAccount drift = new DriftAccount();
        drift.add(0, new FileDrift(names, atLeast, List.of()));
        return AddedColumns.of(ContractParser.parse("""
                        dataset: orders
                        source: { system: shop, format: json }
                        columns: { id: integer, order_no: { from: number, type: varchar(9) } }
                        target: { table: sales.orders, mode: append }
                        drift: add
                        """.getBytes(StandardCharsets.UTF_8), "orders.yaml"), drift);
    }

    private static AddedColumns of(String... names) {
        return of(List.of(names), names.length);
    }

    @Test
    void newNamesAreColumnsInTheOrderOfTheirNames() {
        assertThat(of("Size", "properties.colour", "@unit", "\"a.b\"", "deliveryDate"))
                .isEqualTo(new AddedColumns(
                        List.of(
                                new AddedColumn("a_b", "\"a.b\""),
                                new AddedColumn("delivery_date", "deliveryDate"),
                                new AddedColumn("properties_colour", "properties.colour"),
                                new AddedColumn("size", "Size"),
                                new AddedColumn("unit", "@unit")),
                        List.of()));
        assertThat(of()).isEqualTo(AddedColumns.NONE);
    }

    @Test
    void aNameThatIsTakenOrCannotBeAColumnsRefusesAllAndIsNamed() {
        String cut = "n" + ".".repeat(79) + "…";
        AddedColumns refused = of(
                "size",
                "Order No",
                "colour",
                "Colour",
                "価格",
                "2nd",
                "x".repeat(64),
                cut,
                "Year",
                "batch",
                "_id",
                "Xmin");
        assertThat(refused.columns()).isEmpty();
        assertThat(refused.reasons())
                .containsExactly("drift: add can't add"
                        + " '価格' (a column's name begins with a letter and has at most 63 of a-z, 0-9 and _),"
                        + " '2nd' (a column's name begins with a letter and has at most 63 of a-z, 0-9 and _),"
                        + " 'batch' (batch is what the Parquet files are partitioned by),"
                        + " 'Colour' and 'colour' (each is colour in snake_case),"
                        + " '_id' (id is a column of the contract),"
                        + " '" + cut + "' (a column's name begins with a letter and has at most 63 of a-z, 0-9 and _),"
                        + " 'Order No' (order_no is a column of the contract),"
                        + " 'Xmin' (xmin is a column that every table has for itself),"
                        + " '" + "x".repeat(64)
                        + "' (a column's name begins with a letter and has at most 63 of a-z, 0-9 and _),"
                        + " 'Year' (year is what the Parquet files are partitioned by)" + INSTEAD);
    }

    @Test
    void moreThanAHundredNamesAreDataAndNotColumns() {
        List<String> names =
                IntStream.range(100, 200).mapToObj("n%d"::formatted).toList();
        assertThat(of(names, 100).columns()).hasSize(100);
        assertThat(of(names, 2_500))
                .isEqualTo(new AddedColumns(
                        List.of(),
                        List.of(
                                "the files have at least 2,500 columns that the contract doesn't have, and drift: add adds at"
                                        + " most 100: 'n100', 'n101', 'n102', 'n103', 'n104', 'n105', 'n106', 'n107', 'n108',"
                                        + " 'n109', 'n110', 'n111', 'n112', 'n113', 'n114', 'n115', 'n116', 'n117', 'n118', 'n119',"
                                        + " …. Add those that are wanted to the contract, and write drift: ignore to leave out the"
                                        + " others")));
    }
}
