package dev.waybill.local.warehouse;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata;
import software.amazon.awssdk.services.redshiftdata.model.Field;

/**
 * A result as the Data API types it: whole numbers, floating-point numbers and booleans as such, all else as text.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_Field.html">Field</a>
 */
record ResultTable(List<ColumnMetadata> columns, List<List<Field>> rows) {
    private static final Field NULL = Field.builder().isNull(true).build();

    static ResultTable read(ResultSet rows) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<ColumnMetadata> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(column(metadata, i));
        }
        List<List<Field>> read = new ArrayList<>();
        while (rows.next()) {
            List<Field> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(field(rows, i, columns.get(i - 1).typeName()));
            }
            read.add(row);
        }
        return new ResultTable(columns, read);
    }

    private static ColumnMetadata column(ResultSetMetaData metadata, int index) throws SQLException {
        String type = metadata.getColumnTypeName(index);
        return ColumnMetadata.builder()
                .name(metadata.getColumnLabel(index))
                .label(metadata.getColumnLabel(index))
                .typeName(redshiftType(type))
                .precision(metadata.getPrecision(index))
                .scale(metadata.getScale(index))
                .build();
    }

    private static String redshiftType(String type) {
        return switch (type) {
            case "text" -> "varchar";
            case "json" -> "super";
            default -> type;
        };
    }

    private static Field field(ResultSet rows, int index, String type) throws SQLException {
        String text = rows.getString(index);
        if (text == null) {
            return NULL;
        }
        return switch (type) {
            case "int2", "int4", "int8" -> Field.fromLongValue(Long.parseLong(text));
            case "float4", "float8" -> Field.fromDoubleValue(rows.getDouble(index));
            case "bool" -> Field.fromBooleanValue(rows.getBoolean(index));
            default -> Field.fromStringValue(text);
        };
    }
}
