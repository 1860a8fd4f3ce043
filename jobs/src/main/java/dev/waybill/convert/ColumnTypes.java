package dev.waybill.convert;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The contract's columns as Spark types. */
final class ColumnTypes {
    private ColumnTypes() {}

    static StructType schema(Contract contract) {
        StructType schema = new StructType();
        for (Column column : contract.columns()) {
            schema = schema.add(column.name(), of(column.type()), true);
        }
        return schema;
    }

    private static DataType of(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
        }
        if (!(type instanceof ColumnType.Simple simple)) {
            return DataTypes.StringType;
        }
        return switch (simple) {
            case SMALLINT -> DataTypes.ShortType;
            case INTEGER -> DataTypes.IntegerType;
            case BIGINT -> DataTypes.LongType;
            case REAL -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP, TIMESTAMPTZ -> DataTypes.TimestampType;
            case SUPER -> DataTypes.StringType;
        };
    }
}
