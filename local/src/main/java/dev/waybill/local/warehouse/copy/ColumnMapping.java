package dev.waybill.local.warehouse.copy;

import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Which column of a file goes into which of the table: by position. The physical types must match exactly, and a decimal's
 * scale; a decimal in bytes must have the least length for the table's precision. These are Redshift's rules as far as its
 * errors tell them.
 */
final class ColumnMapping {
    private final S3Location url;

    private ColumnMapping(S3Location url) {
        this.url = url;
    }

    /** One converter for each column. */
    static List<TextConverter> of(S3Location url, MessageType schema, List<TableColumn> columns) {
        if (schema.getFieldCount() != columns.size()) {
            throw ScanFault.scan(
                            15007,
                            "Unmatched number of columns between table and file. Table columns: " + columns.size()
                                    + ", Data columns: " + schema.getFieldCount() + ", File name: " + url)
                    .in(url);
        }
        ColumnMapping mapping = new ColumnMapping(url);
        List<TextConverter> converters = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            converters.add(mapping.converter(schema.getType(i), columns.get(i)));
        }
        return converters;
    }

    private TextConverter converter(Type type, TableColumn column) {
        if (!type.isPrimitive() || type.isRepetition(Repetition.REPEATED)) {
            throw incompatible(type, column);
        }
        PrimitiveType primitive = type.asPrimitiveType();
        PrimitiveTypeName physical = primitive.getPrimitiveTypeName();
        boolean isDecimal = type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
        boolean isDate = type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation;
        return switch (column.type()) {
            case "int2", "int4" ->
                require(
                        physical == PrimitiveTypeName.INT32 && !isDecimal && !isDate,
                        type,
                        column,
                        TextConverter.plain());
            case "int8" ->
                require(physical == PrimitiveTypeName.INT64 && !isDecimal, type, column, TextConverter.plain());
            case "float4" -> require(physical == PrimitiveTypeName.FLOAT, type, column, TextConverter.plain());
            case "float8" -> require(physical == PrimitiveTypeName.DOUBLE, type, column, TextConverter.plain());
            case "bool" -> require(physical == PrimitiveTypeName.BOOLEAN, type, column, TextConverter.plain());
            case "date" -> require(physical == PrimitiveTypeName.INT32 && isDate, type, column, TextConverter.date());
            case "timestamp", "timestamptz" ->
                require(physical == PrimitiveTypeName.INT96, type, column, TextConverter.int96());
            case "varchar", "bpchar" ->
                require(
                        physical == PrimitiveTypeName.BINARY && !isDecimal,
                        type,
                        column,
                        new StringConverter(url, type.getName(), column));
            case "numeric" -> require(isDecimal, type, column, decimal(primitive, column));
            default -> throw incompatible(type, column);
        };
    }

    private TextConverter require(boolean compatible, Type type, TableColumn column, TextConverter converter) {
        if (!compatible) {
            throw incompatible(type, column);
        }
        return converter;
    }

    private TextConverter decimal(PrimitiveType type, TableColumn column) {
        if (!(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal)) {
            throw incompatible(type, column);
        }
        if (decimal.getScale() != column.scale()) {
            throw mismatch("scale", type, column, decimal.getScale(), column.scale());
        }
        int least = leastBytes(column.precision());
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY && type.getTypeLength() != least) {
            throw ScanFault.scan(
                            15001,
                            "File '" + url + "' column '" + type.getName() + "' has an invalid type length. Expecting: "
                                    + least + " len in file: " + type.getTypeLength())
                    .in(url, column);
        }
        if (decimal.getPrecision() > column.precision()) {
            throw mismatch("precision", type, column, decimal.getPrecision(), column.precision());
        }
        return TextConverter.decimal(decimal.getScale());
    }

    private ScanFault mismatch(String what, Type type, TableColumn column, int inFile, int inTable) {
        return ScanFault.scan(
                        15001,
                        "File '%1$s' column '%2$s' has a %3$s that does not match the table metadata %3$s. File metadata %3$s: %4$d, Table metadata %3$s: %5$d"
                                .formatted(url, type.getName(), what, inFile, inTable))
                .in(url, column);
    }

    /** How many bytes hold any number of so many digits, and its sign. */
    private static int leastBytes(int precision) {
        return java.math.BigInteger.TEN
                                .pow(precision)
                                .subtract(java.math.BigInteger.ONE)
                                .bitLength()
                        / 8
                + 1;
    }

    private ScanFault incompatible(Type type, TableColumn column) {
        return ScanFault.scan(
                        15007,
                        "File '%1$s' has an incompatible Parquet schema for column '%1$s.%2$s'. Column type: %3$s, Parquet schema: %4$s"
                                .formatted(url, type.getName(), column.redshiftType(), type))
                .in(url, column);
    }
}
