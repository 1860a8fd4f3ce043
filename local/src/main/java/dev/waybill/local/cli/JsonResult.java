package dev.waybill.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * One JSON array with an object for each row, each on a line of its own. Numbers are exact; times are ISO 8601 texts; JSON is
 * nested.
 */
record JsonResult(PrintWriter out) implements ResultWriter {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @Override
    public void write(ResultSet result) throws SQLException {
        List<String> names = ResultWriter.names(result);
        try {
            out.print("[");
            for (String separator = "\n"; result.next(); separator = ",\n") {
                out.print(separator);
                try (JsonGenerator json = JSON.createGenerator(out)) {
                    json.writeStartObject();
                    for (int i = 1; i <= names.size(); i++) {
                        json.writeFieldName(names.get(i - 1));
                        value(json, result, i);
                    }
                    json.writeEndObject();
                }
            }
            out.println("\n]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void value(JsonGenerator json, ResultSet result, int column) throws SQLException, IOException {
        String text = result.getString(column);
        if (text == null) {
            json.writeNull();
            return;
        }
        if (result.getMetaData().getColumnTypeName(column).equals("json")) {
            // Line breaks are between its values only: within a text they are escaped.
            json.writeRawValue(text.replaceAll("[\r\n]+", " "));
            return;
        }
        switch (result.getMetaData().getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN -> json.writeBoolean(result.getBoolean(column));
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> json.writeNumber(result.getLong(column));
            case Types.NUMERIC, Types.REAL, Types.DOUBLE -> number(json, text);
            case Types.TIMESTAMP -> json.writeString(text.replace(' ', 'T'));
            default -> json.writeString(text);
        }
    }

    /** Digit by digit as the warehouse says it; JSON has no number for NaN and Infinity. */
    private static void number(JsonGenerator json, String text) throws IOException {
        try {
            json.writeNumber(new BigDecimal(text));
        } catch (NumberFormatException e) {
            json.writeString(text);
        }
    }
}
