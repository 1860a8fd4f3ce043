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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's folders, contract and home: each command is a run of the whole pipeline. */
class LoadCommandIT {
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns:
              id:      integer
              item:    varchar(10)
              price:   { type: "decimal(6,2)" }
              changed: timestamp
            key: id
            newest: changed
            target: { table: sales.orders }
            quality:
              max_rejected: 10%
              checks:
                - { range: { column: price, min: 0 } }
            """;

    @TempDir
    Path folder;

    private Path contract = Path.of("");
    private Path hour = Path.of("");

    @BeforeEach
    void write() throws IOException {
        contract = Files.writeString(folder.resolve("orders.yaml"), CONTRACT);
        hour = Files.createDirectories(folder.resolve("in/2026/11/22/10"));
        Files.writeString(hour.resolve("a.csv"), """
                id,item,price,changed
                1,pen,1.50,2026-11-22 08:00:00
                2,ink,2.00,2026-11-22 08:00:00
                """);
    }

    private Ran waybill(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--home", folder.resolve("home").toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private JsonNode sql(String query) throws IOException {
        Ran ran = waybill("sql", "--json", query);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ReceiptJson.mapper().readTree(ran.out());
    }

    private List<JsonNode> load(int exitCode, Path what) {
        Ran ran = waybill("load", "--json", contract.toString(), what.toString());
        assertThat(ran.exitCode()).as(ran.err() + ran.out()).isEqualTo(exitCode);
        return ran.out().lines().map(LoadCommandIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return ReceiptJson.mapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Test
    void aFolderIsLoadedOnceAndWhatChangesIsLoadedIncrementally() throws IOException {
        JsonNode first = load(0, hour).get(0);
        assertThat(first.at("/outcome").asText()).isEqualTo("loaded");
        assertThat(first.at("/conversion/read").asInt()).isEqualTo(2);
        assertThat(first.at("/load/inserted").asInt()).isEqualTo(2);
        assertThat(first.at("/validation/valid").asBoolean()).isTrue();

        JsonNode again = load(0, hour).get(0);
        assertThat(again.at("/outcome").asText()).isEqualTo("already_loaded");
        assertThat(again.at("/batch")).isEqualTo(first.at("/batch"));

        Files.writeString(hour.resolve("a.csv"), """
                id,item,price,changed
                1,pen,1.75,2026-11-22 09:00:00
                2,ink,2.00,2026-11-22 08:00:00
                3,cap,0.25,2026-11-22 09:00:00
                """);
        JsonNode changed = load(0, hour).get(0);
        assertThat(changed.at("/outcome").asText()).isEqualTo("loaded");
        assertThat(changed.at("/load/inserted").asInt()).isEqualTo(1);
        assertThat(changed.at("/load/updated").asInt()
                        + changed.at("/load/stale").asInt())
                .isEqualTo(2);
        assertThat(
                        sql(
                                "SELECT id, item, price, changed, NULL AS nothing, id > 1 AS later FROM sales.orders ORDER BY id"))
                .isEqualTo(json("""
                        [{"id": 1, "item": "pen", "price": 1.75, "changed": "2026-11-22T09:00:00", "nothing": null, "later": false},
                         {"id": 2, "item": "ink", "price": 2.00, "changed": "2026-11-22T08:00:00", "nothing": null, "later": true},
                         {"id": 3, "item": "cap", "price": 0.25, "changed": "2026-11-22T09:00:00", "nothing": null, "later": true}]
                        """.replace("\n", "")));
        Ran csv = waybill(
                "sql", "--csv", "SELECT id, item, NULL AS nothing, 'a, \"b\"' AS text FROM sales.orders WHERE id = 3");
        assertThat(csv.out()).isEqualTo("id,item,nothing,text\n3,cap,,\"a, \"\"b\"\"\"\n");
        Ran table = waybill("sql", "SELECT id, item FROM sales.orders ORDER BY id LIMIT 2");
        assertThat(table.out()).isEqualTo("""
                 id  item
                ----------
                  1  pen
                  2  ink
                (2 rows)
                """);
    }

    @Test
    void anUnchangedFolderUnderAChangedContractSaysHowItIsLoadedByThatOneAndSoItIs() throws IOException {
        String batch = load(0, hour).get(0).at("/batch").asText();
        assertThat(load(0, hour).get(0).has("contract_change")).isFalse();
        Files.writeString(contract, CONTRACT.replace("varchar(10)", "{ type: varchar(10), case: upper }"));
        Ran ran = waybill("load", contract.toString(), hour.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("""
                 dataset  hour           outcome         read  rejected  superseded  stale  inserted  updated
                ----------------------------------------------------------------------------------------------
                 orders   2026-11-22T10  already loaded     2         0           0      0         2        0

                orders 2026-11-22T10: already loaded
                  the contract has changed since, and the rows are as the contract before made them. \
                If they should be as it makes them now, write "supersedes": "BATCH" into the folder's manifest.json \
                (one that lists its files, if it has none), then load the folder again
                """.replace("BATCH", batch));
        assertThat(items()).isEqualTo("pen,ink");

        Files.writeString(hour.resolve("manifest.json"), """
                {"entries": [{"url": "a.csv"}], "supersedes": "BATCH"}
                """.replace("BATCH", batch));
        JsonNode corrected = load(0, hour).get(0);
        assertThat(corrected.at("/load/supersedes/batch").asText()).isEqualTo(batch);
        assertThat(items()).isEqualTo("PEN,INK");

        Files.writeString(contract, CONTRACT);
        JsonNode change = load(0, hour).get(0).at("/contract_change");
        assertThat(change.at("/loaded_by").asText())
                .hasSize(64)
                .isNotEqualTo(change.at("/now").asText());
        assertThat(change.at("/advice").asText())
                .contains(corrected.at("/batch").asText());
    }

    private String items() throws IOException {
        return sql("SELECT LISTAGG(item, ',') WITHIN GROUP (ORDER BY id) AS items FROM sales.orders")
                .at("/0/items")
                .asText();
    }

    @Test
    void wholeSubDocumentsAreLoadedAndReadBackAsTheyWere() throws IOException {
        Path events = Files.writeString(folder.resolve("events.yaml"), """
                dataset: events
                source: { system: app, format: json }
                columns:
                  id:      integer
                  payload: { from: properties, type: super }
                key: id
                target: { table: app.events }
                quality:
                  max_rejected: 50%
                  checks:
                    - { not_null: payload, at_least: 50% }
                    - { sql: "SELECT count(*) = 0 FROM app.events WHERE JSON_TYPEOF(payload) = 'string'", name: no texts }
                """);
        Path first = Files.createDirectories(folder.resolve("events/2026/11/22/10"));
        Files.writeString(first.resolve("a.jsonl"), """
                {"id": 1, "properties": {"mag": 1.10, "big": 12345678901234567890.123, "tags": ["a", null, {"b": "é"}]}}
                {"id": 2, "properties": [0.10, 1e3]}
                {"id": 3, "properties": null}
                {"id": 4, "properties": {"a": "\\u0000"}}
                """);
        Ran loaded = waybill("load", events.toString(), first.toString());
        assertThat(loaded.exitCode()).as(loaded.err() + loaded.out()).isZero();
        assertThat(loaded.out())
                .contains("a.jsonl:4: payload: '{\"a\":\"\\u0000\"}' holds a NUL character, which a super can't");
        String query = "SELECT id, payload FROM app.events ORDER BY id";
        assertThat(waybill("sql", "--json", query).out()).isEqualTo("""
                [
                {"id":1,"payload":{"mag":1.10,"big":12345678901234567890.123,"tags":["a",null,{"b":"é"}]}},
                {"id":2,"payload":[0.10,1E+3]},
                {"id":3,"payload":null}
                ]
                """);

        Path second = Files.createDirectories(folder.resolve("events/2026/11/22/11"));
        Files.writeString(second.resolve("a.jsonl"), "{\"id\": 1, \"properties\": {}, \"more\": [true]}\n");
        Files.writeString(
                events,
                Files.readString(events)
                        .replace("key: id", "  more: super\nkey: id")
                        .replace("max_rejected: 50%", "max_rejected: 0%"));
        Ran added = waybill("load", events.toString(), second.toString());
        assertThat(added.exitCode()).as(added.err() + added.out()).isZero();
        assertThat(waybill("sql", "SELECT id, payload, more FROM app.events ORDER BY id LIMIT 2")
                        .out())
                .isEqualTo("""
                 id  payload      more
                -------------------------
                  1  {}           [true]
                  2  [0.10,1E+3]  NULL
                (2 rows)
                """);
    }

    @Test
    void fieldsThatTheContractDoesNotHaveBecomeColumnsInWhateverOrderTheBatchesCome() throws IOException {
        Path things = Files.writeString(folder.resolve("things.yaml"), """
                dataset: things
                source: { system: shop, format: json }
                columns: { id: integer, item: { from: properties.item, type: varchar(10) } }
                key: id
                target: { table: sales.things }
                drift: add
                """);
        String[] batches = {
            "{'id': 1, 'properties': {'item': 'pen'}}\n{'id': 2, 'properties': {'item': 'old'}, 'weight': 0.50}\n",
            "{'id': 2, 'properties': {'item': 'ink', 'Colour': ['red']}}\n{'id': 3, 'properties': {'Colour': 'blue'}}\n",
            "{'id': 4, 'properties': {'item': 'cap'}}\n",
            "{'id': 4, 'properties': {'item': 'lid'}, 'size': 'M'}\n",
        };
        for (int i = 0; i < batches.length; i++) {
            Path at = Files.createDirectories(folder.resolve("things/2026/11/22/1" + i));
            Files.writeString(at.resolve("a.jsonl"), batches[i].replace('\'', '"'));
        }
        String out = "";
        for (String hour : List.of("12", "13", "10", "11")) {
            Ran ran = waybill(
                    "load",
                    things.toString(),
                    folder.resolve("things/2026/11/22/" + hour).toString());
            assertThat(ran.exitCode()).as(ran.err() + ran.out()).isZero();
            out = ran.out();
        }
        assertThat(out)
                .endsWith("\n  added, for the contract doesn't have them: properties_colour from properties.Colour\n");
        String query = "SELECT id, item, properties_colour, size, weight FROM sales.things ORDER BY id";
        String rows = waybill("sql", query).out();
        assertThat(rows).isEqualTo("""
                 id  item  properties_colour  size  weight
                -------------------------------------------
                  1  pen   NULL               NULL  NULL
                  2  ink   ["red"]            NULL  NULL
                  3  NULL  blue               NULL  NULL
                  4  lid   NULL               M     NULL
                (4 rows)
                """);
        String inOrder = folder.resolve("other").toString();
        Shell.run(
                "load",
                "--home",
                inOrder,
                things.toString(),
                folder.resolve("things").toString());
        assertThat(Shell.run("sql", "--home", inOrder, query).out()).isEqualTo(rows);
    }

    @Test
    void everyHourBelowAFolderIsLoadedTheOldestFirstAndABadOneDoesNotStopTheOthers() throws IOException {
        Path bad = Files.createDirectories(folder.resolve("in/2026/11/22/09"));
        Files.writeString(bad.resolve("b.csv"), "id,item,price,changed\nx,pen,1,2026-11-22\n");
        Ran ran = waybill("load", contract.toString(), folder.resolve("in").toString());
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out()).isEqualTo("""
                 dataset  hour           outcome   read  rejected  superseded  stale  inserted  updated
                ----------------------------------------------------------------------------------------
                 orders   2026-11-22T09  rejected     1         1           0
                 orders   2026-11-22T10  loaded       2         0           0      0         2        0

                orders 2026-11-22T09: rejected
                  1 of 1 record is rejected, more than the contract's max_rejected of 10%%. The reasons are in %1$s. Correct the files, or the contract, and deliver again
                  rejected rows are in %1$s
                  1 × id: is not an integer
                  for example
                    b.csv:2: id: 'x' is not an integer
                """.formatted(quarantine(ran.out())));
        assertThat(sql("SELECT count(*) AS rows FROM sales.orders")
                        .at("/0/rows")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void rowsThatDeleteTheirKeysAreCountedAndNoLateRowBringsAKeyBack() throws IOException {
        Files.writeString(
                contract,
                CONTRACT.replace("newest: changed", "newest: changed\ndelete_when: op = 'D'")
                        .replace("columns:", "columns:\n  op: char(1)"));
        Files.writeString(hour.resolve("a.csv"), """
                op,id,item,price,changed
                I,1,pen,1.50,2026-11-22 08:00:00
                I,2,ink,2.00,2026-11-22 08:00:00
                I,3,cap,1.00,2026-11-22 08:00:00
                D,3,cap,1.00,2026-11-22 09:00:00
                D,4,lid,1.00,2026-11-22 09:00:00
                I,4,lid,3.00,2026-11-22 10:00:00
                """);
        Path next = Files.createDirectories(folder.resolve("in/2026/11/22/11"));
        Files.writeString(next.resolve("a.csv"), """
                op,id,item,price,changed
                D,1,,,2026-11-22 11:00:00
                U,2,ink,2.25,2026-11-22 11:00:00
                D,9,,,2026-11-22 11:00:00
                """);
        Ran ran = waybill("load", contract.toString(), folder.resolve("in").toString());
        assertThat(ran.exitCode()).as(ran.err() + ran.out()).isZero();
        assertThat(ran.out()).isEqualTo("""
                 dataset  hour           outcome  read  rejected  superseded  stale  inserted  updated  deleted
                ------------------------------------------------------------------------------------------------
                 orders   2026-11-22T10  loaded      6         0           2      0         3        0        1
                 orders   2026-11-22T11  loaded      3         0           0      0         0        1        2
                """);
        Path late = Files.createDirectories(folder.resolve("in/2026/11/22/09"));
        Files.writeString(late.resolve("a.csv"), """
                op,id,item,price,changed
                U,1,pen,1.60,2026-11-22 08:30:00
                """);
        JsonNode receipts = load(0, late).get(0);
        assertThat(receipts.at("/load/stale").asInt()).isEqualTo(1);
        assertThat(receipts.at("/validation/checks/4")).isEqualTo(json("""
                {"name": "every staged row is stale, inserted, updated or deleted", "severity": "fail", "expected": "1",
                 "actual": "1 stale + 0 inserted + 0 updated + 0 deleted = 1", "passed": true, "examples": []}"""));
        assertThat(sql("SELECT id, op, price FROM sales.orders ORDER BY id")).isEqualTo(json("""
                [{"id": 2, "op": "U", "price": 2.25}, {"id": 4, "op": "I", "price": 3.00}]"""));
    }

    private static String quarantine(String out) {
        return out.lines()
                .filter(line -> line.startsWith("  rejected rows are in "))
                .findFirst()
                .orElseThrow()
                .substring("  rejected rows are in ".length());
    }

    @Test
    void aRejectedFolderIsTriedAgainAfterTheContractIsCorrected() throws IOException {
        Files.writeString(hour.resolve("a.csv"), "id,item,price,changed\n1,a fountain pen,1.50,2026-11-22 08:00:00\n");
        assertThat(load(3, hour).get(0).at("/outcome").asText()).isEqualTo("rejected");
        Files.writeString(contract, CONTRACT.replace("varchar(10)", "varchar(30)"));
        JsonNode corrected = load(0, hour).get(0);
        assertThat(corrected.at("/outcome").asText()).isEqualTo("loaded");
        assertThat(corrected.at("/execution").asText())
                .isEqualTo(corrected.at("/batch").asText() + "-1");
        assertThat(load(0, hour).get(0).at("/outcome").asText()).isEqualTo("already_loaded");
    }

    @Test
    void whatValidationRejectsIsSaid() throws IOException {
        Files.writeString(hour.resolve("a.csv"), "id,item,price,changed\n1,pen,-1.50,2026-11-22 08:00:00\n");
        JsonNode rejected = load(3, hour).get(0);
        assertThat(rejected.at("/outcome").asText()).isEqualTo("rejected");
        assertThat(rejected.at("/load/inserted").asInt()).isEqualTo(1);
        assertThat(rejected.at("/reasons"))
                .isEqualTo(json(
                        "[\"price is at least 0: expected 0 rows outside, found 1 row outside; for example id=1\"]"));
    }

    @Test
    void aCheckThatOnlyWarnsIsSaidWithTheLoadAndKeptInTheWarehouse() throws IOException {
        Files.writeString(
                contract,
                CONTRACT.replace("price, min: 0 } }", "price, min: 2 }, severity: warn, name: no bargains }"));
        Ran loaded = waybill("load", contract.toString(), hour.toString());
        assertThat(loaded.exitCode()).as(loaded.err() + loaded.out()).isZero();
        assertThat(loaded.out()).endsWith("""

                orders 2026-11-22T10: loaded
                  warning: no bargains: expected 0 rows outside, found 1 row outside; for example id=1
                """);
        assertThat(sql("SELECT name, severity, passed, examples FROM waybill.check_result WHERE position > 8"
                        + " ORDER BY position"))
                .isEqualTo(
                        json(
                                "[{\"name\": \"no bargains\", \"severity\": \"warn\", \"passed\": false, \"examples\": \"id=1\"}]"));
        JsonNode announced = load(0, hour).get(0);
        assertThat(announced.at("/validation/valid").asBoolean()).isTrue();
        assertThat(announced.at("/validation/checks/8/examples")).isEqualTo(json("[\"id=1\"]"));
    }

    @Test
    void aManifestThatLiesOrPointsElsewhereIsRefused() throws IOException {
        Files.writeString(
                hour.resolve("manifest.json"),
                "{\"entries\": [{\"url\": \"a.csv\", \"mandatory\": true, \"meta\": {\"content_length\": 7}}]}");
        JsonNode wrongLength = load(3, hour).get(0);
        assertThat(wrongLength.at("/outcome").asText()).isEqualTo("refused");
        assertThat(wrongLength.at("/reasons/0").asText())
                .isEqualTo("Refused s3://waybill-source-shop/orders/2026/11/22/10/manifest.json: "
                        + "s3://waybill-source-shop/orders/2026/11/22/10/a.csv has 84 bytes, but the manifest says 7. "
                        + "Put the files, then the manifest again");
        Files.writeString(hour.resolve("manifest.json"), "{\"entries\": [{\"url\": \"s3://other/orders/a.csv\"}]}");
        assertThat(load(3, hour).get(0).at("/reasons/0").asText())
                .contains("Invalid manifest s3://waybill-source-shop/orders/2026/11/22/10/manifest.json: 1 mistake\n")
                .contains("is in another bucket");
        try (Stream<Path> executions = Files.list(folder.resolve("home/executions"))) {
            assertThat(executions).isEmpty();
        }
    }

    @Test
    void whatTheFolderHasIsDeliveredLinksIncludedAndNothingElse() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("b.csv"), "id,item,price,changed\n3,cap,1,2026-11-22\n");
        Path link = Files.createSymbolicLink(hour.resolve("b.csv"), elsewhere);
        Files.writeString(hour.resolve("manifest.json"), """
                {"entries": [{"url": "a.csv", "mandatory": true}, {"url": "b.csv", "mandatory": true}]}""");
        assertThat(load(0, hour).get(0).at("/conversion/read").asInt()).isEqualTo(3);
        Files.delete(link);
        Files.writeString(hour.resolve("manifest.json"), """
                {"entries": [{"url": "a.csv", "mandatory": true}, {"url": "b.csv", "mandatory": true}], "again": 1}""");
        assertThat(load(3, hour).get(0).at("/reasons/0").asText())
                .isEqualTo("Refused s3://waybill-source-shop/orders/2026/11/22/10/manifest.json: "
                        + "s3://waybill-source-shop/orders/2026/11/22/10/b.csv is mandatory, but it is not there. "
                        + "Put the files, then the manifest again");
    }

    @Test
    void aFolderThatCannotBeDeliveredIsReportedBesideTheOthersAndHiddenOnesAreNotLookedInto() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty/2026/11/22/11"));
        Path hidden = Files.createDirectories(folder.resolve("in/.cache/2026/11/22/12"));
        Files.writeString(hidden.resolve("a.csv"), "id,item,price,changed\n9,cap,1,2026-11-22\n");
        Ran ran = waybill(
                "load",
                "--json",
                contract.toString(),
                empty.toString(),
                folder.resolve("in").toString());
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(ran.out().lines().map(LoadCommandIT::json))
                .extracting(report -> report.at("/hour").asText() + " "
                        + report.at("/outcome").asText() + " "
                        + report.at("/reasons/0").asText())
                .containsExactly(
                        "2026-11-22T11 refused Cannot load " + empty + ": it has no files", "2026-11-22T10 loaded ");
    }
}
