package dev.waybill.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Tables of the local Glue. */
class LocalCatalogTest {
    @Test
    void ofTwoUpdatesOfOneVersionTheSecondIsRefused(@TempDir Path folder) {
        try (LocalGlue glue = new LocalGlue(folder)) {
            assertThatThrownBy(() -> update(glue, "0", "id")).isInstanceOf(EntityNotFoundException.class);
            glue.createTable(request -> request.databaseName("processed").tableInput(table("id")));
            String version = read(glue).versionId();
            update(glue, version, "id", "size");
            assertThatThrownBy(() -> update(glue, version, "id", "colour"))
                    .isInstanceOf(ConcurrentModificationException.class);
            update(glue, read(glue).versionId(), "id", "size", "colour");
            assertThat(read(glue).storageDescriptor().columns())
                    .extracting(Column::name)
                    .containsExactly("id", "size", "colour");
        }
    }

    @Test
    void aFileThatIsDamagedIsNamedWithWhatToDoWhichHelps(@TempDir Path folder) throws IOException {
        try (LocalGlue glue = new LocalGlue(folder)) {
            glue.createTable(request -> request.databaseName("processed").tableInput(table("id")));
            Path file = folder.resolve("databases/processed/orders/table.json");
            Files.writeString(file, "");
            assertThatThrownBy(() -> read(glue))
                    .isInstanceOf(TerminalException.class)
                    .hasMessage("Cannot read " + file + " as CatalogTable: line 1, column 0: No content to map due to "
                            + "end-of-input. Delete this file and load the folder again: that writes it anew, and no row is "
                            + "lost");
            Files.delete(file);
            glue.createTable(request -> request.databaseName("processed").tableInput(table("id")));
            assertThat(read(glue).name()).isEqualTo("orders");
        }
    }

    private static void update(LocalGlue glue, String version, String... columns) {
        glue.updateTable(
                request -> request.databaseName("processed").versionId(version).tableInput(table(columns)));
    }

    private static Table read(LocalGlue glue) {
        return glue.getTable(request -> request.databaseName("processed").name("orders"))
                .table();
    }

    private static TableInput table(String... columns) {
        return TableInput.builder()
                .name("orders")
                .parameters(Map.of())
                .partitionKeys(List.of())
                .storageDescriptor(storage -> storage.location("s3://processed/orders/")
                        .columns(List.of(columns).stream()
                                .map(name -> Column.builder()
                                        .name(name)
                                        .type("string")
                                        .build())
                                .toList()))
                .build();
    }
}
