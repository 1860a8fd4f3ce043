package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded from the command line is taken back from there. */
class UndoCommandIT {
    @TempDir
    Path folder;

    private Ran waybill(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--home", folder.resolve("home").toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private Path deliver(String hour, String rows) throws IOException {
        Path path = Files.createDirectories(folder.resolve("in/2026/11/22").resolve(hour));
        Files.writeString(path.resolve("a.csv"), "id,item\n" + rows);
        return path;
    }

    @Test
    void aBatchIsTakenBackOnlyWithYesAndOnlyOnce() throws IOException {
        Path contract = Files.writeString(folder.resolve("orders.yaml"), """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer, item: varchar(10) }
                key: id
                target: { table: sales.orders }
                """);
        Path right = deliver("10", "1,pen\n2,ink\n");
        Path wrong = deliver("11", "2,WRONG\n3,WRONG\n");
        Ran loaded = waybill("load", "--json", contract.toString(), right.toString(), wrong.toString());
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        String batch = ReceiptJson.mapper()
                .readTree(loaded.out().lines().toList().get(1))
                .path("batch")
                .asText();

        Ran preview = waybill("undo", batch);
        assertThat(preview.out()).isEqualTo("""
                 batch                                                    removed  restored  changed since
                -------------------------------------------------------------------------------------------
                 %s  would be taken back        1         1              0
                Nothing was changed. With --yes it is done.
                """.formatted(batch));
        assertThat(preview.exitCode()).isZero();
        assertThat(items()).isEqualTo("1 pen, 2 WRONG, 3 WRONG");

        Ran undone = waybill("undo", "--yes", "--json", batch);
        JsonNode json = ReceiptJson.mapper().readTree(undone.out());
        assertThat(json.toString())
                .isEqualTo("{\"batch\":\"" + batch
                        + "\",\"before\":false,\"removed\":1,\"restored\":1,\"changed_since\":0,\"refreshed\":[]}");
        assertThat(items()).isEqualTo("1 pen, 2 ink");

        assertThat(waybill("undo", "--yes", batch).out()).contains("was taken back before");

        Ran again = waybill("load", contract.toString(), wrong.toString());
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.out()).contains(" was applied, and taken back at ");
        assertThat(items()).isEqualTo("1 pen, 2 ink");
    }

    @Test
    void aBatchThatWasRejectedIsNotThereToBeTakenBackNotEvenInAWarehouseThatIsNew() throws IOException {
        Path contract = Files.writeString(folder.resolve("orders.yaml"), """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer, item: varchar(10) }
                key: id
                target: { table: sales.orders }
                """);
        Ran rejected = waybill(
                "load", "--json", contract.toString(), deliver("10", "x,pen\n").toString());
        String batch =
                ReceiptJson.mapper().readTree(rejected.out()).path("batch").asText();
        assertThat(waybill("undo", batch))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "waybill: Cannot take " + batch
                                + " back: the ledger has no batch of that id. Look for it in waybill.batch\n"));
    }

    @Test
    void whatIsNoBatchOrNotHereIsSaid() {
        assertThat(waybill("undo", "the last one"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "waybill: Invalid batch id: 'the last one'. It looks like orders-2026112210-0123456789abcdef\n"));
        assertThat(waybill("undo", "orders-2026112210-0123456789abcdef"))
                .isEqualTo(
                        new Ran(
                                1,
                                "",
                                "waybill: There is no pipeline in " + folder.resolve("home")
                                        + " yet. Load something first, start one with 'up', or name another home with --home\n"));
    }

    private String items() throws IOException {
        Ran ran = waybill("sql", "--json", "SELECT id, item FROM sales.orders ORDER BY id");
        List<String> items = new ArrayList<>();
        ReceiptJson.mapper()
                .readTree(ran.out())
                .forEach(row -> items.add(
                        row.path("id").asText() + " " + row.path("item").asText()));
        return String.join(", ", items);
    }
}
