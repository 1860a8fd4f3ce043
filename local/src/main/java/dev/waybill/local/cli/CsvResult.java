package dev.waybill.local.cli;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** CSV by RFC 4180, with a header. NULL is an empty value, and so is an empty text; JSON tells them apart. */
record CsvResult(PrintWriter out) implements ResultWriter {

    @Override
    public void write(ResultSet result) throws SQLException {
        List<String> names = ResultWriter.names(result);
        CsvMapper mapper = CsvMapper.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (SequenceWriter rows = mapper.writer(CsvSchema.emptySchema()).writeValues(out)) {
            rows.write(names);
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    row.add(Objects.requireNonNullElse(result.getString(i), ""));
                }
                rows.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
