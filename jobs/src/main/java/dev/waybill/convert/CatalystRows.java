package dev.waybill.convert;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Typed values and rows as Spark holds them inside, which saves the encoders that {@link Row} needs. What uses Spark
 * beyond its public API is here and in {@link NewestRows}, but for the name of {@link InternalRow}: see
 * docs/adr/0008-rows-as-spark-holds-them.md.
 */
final class CatalystRows {
    private final UnaryOperator<Object>[] converters;

    @SuppressWarnings({"unchecked", "rawtypes"})
    CatalystRows(Contract contract) {
        this.converters = contract.columns().stream()
                .map(Column::type)
                .map(CatalystRows::converter)
                .toArray(UnaryOperator[]::new);
    }

    /**
     * A row of values.
     *
     * @param row at its beginning what {@link dev.waybill.convert.type.RowTyper} put there, which is converted in place; then
     *     values as Spark holds them
     */
    InternalRow row(@Nullable Object[] row) {
        for (int i = 0; i < converters.length; i++) {
            Object value = row[i];
            row[i] = value == null ? null : converters[i].apply(value);
        }
        return new GenericInternalRow(row);
    }

    private static UnaryOperator<Object> converter(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return value -> decimal((BigDecimal) value, decimal);
        }
        if (!(type instanceof ColumnType.Simple simple)) {
            return CatalystRows::text;
        }
        return switch (simple) {
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, BOOLEAN -> UnaryOperator.identity();
            case SUPER -> CatalystRows::text;
            case DATE -> value -> (int) ((LocalDate) value).toEpochDay();
            case TIMESTAMP, TIMESTAMPTZ -> value -> micros((Instant) value);
        };
    }

    private static UTF8String text(Object value) {
        return UTF8String.fromString((String) value);
    }

    private static Decimal decimal(BigDecimal value, ColumnType.Decimal type) {
        return type.precision() <= Decimal.MAX_LONG_DIGITS()
                ? Decimal.createUnsafe(value.unscaledValue().longValue(), type.precision(), type.scale())
                : Decimal.apply(value, type.precision(), type.scale());
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    /** Texts by their names, as a value of the type {@code map<string, string>}. */
    static MapData map(Map<String, String> texts) {
        Object[] names = texts.keySet().stream().map(UTF8String::fromString).toArray();
        Object[] values = texts.values().stream().map(UTF8String::fromString).toArray();
        return new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values));
    }

    static Dataset<Row> dataset(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(rows.rdd(), schema, false);
    }

    /** The rows of a dataset. Its iterators may answer the same object for each row: what is kept must be copied. */
    static JavaRDD<InternalRow> rows(Dataset<Row> dataset) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) dataset)
                .queryExecution()
                .toRdd()
                .toJavaRDD();
    }
}
