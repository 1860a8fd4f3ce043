package dev.waybill.local.cli;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV by RFC 4180, with a header. NULL is an empty value, and an empty text is a quoted one. */
record CsvResult(PrintWriter out) implements ResultWriter {

    @Override
    public void write(ResultSet result) throws SQLException {
        List<String> names = ResultWriter.names(result);
        CsvMapper mapper = CsvMapper.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS)
                .build();
        try (SequenceWriter rows = mapper.writer(CsvSchema.emptySchema()).writeValues(out)) {
            rows.write(names);
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    row.add(result.getString(i));
                }
                rows.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
