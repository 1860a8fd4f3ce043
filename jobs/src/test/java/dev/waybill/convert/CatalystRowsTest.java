package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class CatalystRowsTest {
    private static final Contract CONTRACT = ContractParser.parse("""
            dataset: orders
            source: { system: shop, format: json }
            columns:
              small: "decimal(18,2)"
              large: "decimal(19,2)"
              largest: "decimal(38,10)"
              day: date
              at: timestamp
              note: varchar(20)
              rest: super
              count: integer
            target: { table: shop.orders, mode: append }
            """.getBytes(StandardCharsets.UTF_8), "orders.yaml");

    @Test
    void valuesAreAsSparkHoldsThem() {
        InternalRow row = new CatalystRows(CONTRACT).row(new Object[] {
            new BigDecimal("-9999999999999999.99"),
            new BigDecimal("99999999999999999.99"),
            new BigDecimal("-1234567890123456789012345678.0123456789"),
            LocalDate.of(1969, 12, 31),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            "é",
            "{\"a\": 1}",
            7,
            8L
        });
        assertThat(row.getDecimal(0, 18, 2).toUnscaledLong()).isEqualTo(-999999999999999999L);
        assertThat(row.getDecimal(1, 19, 2).toJavaBigDecimal()).isEqualTo("99999999999999999.99");
        assertThat(row.getDecimal(2, 38, 10).toJavaBigDecimal()).isEqualTo("-1234567890123456789012345678.0123456789");
        assertThat(row.getInt(3)).isEqualTo(-1);
        assertThat(row.getLong(4)).isEqualTo(-1);
        assertThat(row.getString(5)).isEqualTo("é");
        assertThat(row.getString(6)).isEqualTo("{\"a\": 1}");
        assertThat(row.getInt(7)).isEqualTo(7);
        assertThat(row.getLong(8)).isEqualTo(8);
    }

    @Test
    void nothingStaysNothing() {
        InternalRow row = new CatalystRows(CONTRACT).row(new Object[9]);
        for (int i = 0; i < 9; i++) {
            assertThat(row.isNullAt(i)).isTrue();
        }
    }
}
