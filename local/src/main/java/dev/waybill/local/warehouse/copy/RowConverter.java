package dev.waybill.local.warehouse.copy;

import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** A row of texts of a row of Parquet. The array is the same for each row. */
final class RowConverter extends GroupConverter {
    private final List<TextConverter> columns;
    private final @Nullable String[] row;

    RowConverter(List<TextConverter> columns) {
        this.columns = columns;
        this.row = new @Nullable String[columns.size()];
    }

    RecordMaterializer<@Nullable String[]> materializer() {
        return new RecordMaterializer<>() {
            @Override
            public @Nullable String[] getCurrentRecord() {
                return row;
            }

            @Override
            public GroupConverter getRootConverter() {
                return RowConverter.this;
            }
        };
    }

    @Override
    public Converter getConverter(int index) {
        return columns.get(index);
    }

    @Override
    public void start() {
        // Every value is taken at the end of its row.
    }

    @Override
    public void end() {
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).take();
        }
    }
}
