package dev.waybill.local.load;

import static dev.waybill.local.load.LoadBench.HOUR;
import static dev.waybill.local.load.LoadBench.HOUR_AFTER;
import static dev.waybill.local.load.LoadBench.HOUR_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.receipt.LoadReceipt;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Rows that delete their keys, against the local warehouse; their item is {@code gone}. */
class LoadDeletesIT {
    @TempDir
    static Path home;

    private static LoadBench bench;

    @BeforeAll
    static void start() {
        bench = new LoadBench(home);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void aDeleteTakesItsKeyFromTheTableAndIsKeptWithItsVersion() {
        String yaml = upsert("deleted");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 ink 08:00"));
        ConvertedBatch second = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 09:00", "3 cap 09:00");
        assertThat(counts(bench.load(second))).isEqualTo("2 staged, 0 stale, 1 inserted, 0 updated, 1 deleted");
        assertThat(items("deleted")).containsExactly("2|ink", "3|cap");
        assertThat(bench.rows("SELECT id, at, _batch, _hour, _delivered_at, _file FROM " + tombstones("deleted")))
                .containsExactly("1|2026-11-22 09:00:00|" + second.delivery().batch()
                        + "|2026-11-22 11:00:00|2026-11-22 11:30:00|s3://source/a.csv");
        assertThat(bench.rows("SELECT staged, stale, inserted, updated, deleted FROM waybill.batch"
                        + " WHERE dataset = 'deleted' ORDER BY hour"))
                .containsExactly("2|0|2|0|0", "2|0|1|0|1");
    }

    @Test
    void aDeleteOfAKeyThatIsNotThereCountsAndKeepsOlderRowsAway() {
        String yaml = upsert("absent");
        assertThat(counts(bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 gone 09:00"))))
                .isEqualTo("1 staged, 0 stale, 0 inserted, 0 updated, 1 deleted");
        assertThat(counts(bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 pen 08:00"))))
                .isEqualTo("1 staged, 1 stale, 0 inserted, 0 updated, 0 deleted");
        assertThat(items("absent")).isEmpty();
    }

    @Test
    void anOlderRowThatComesLateDoesNotBringADeletedKeyBack() {
        String yaml = upsert("late");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 09:00"));
        ConvertedBatch late = ConvertedBatch.of(yaml, HOUR_BEFORE, "c", "1 quill 08:30");
        assertThat(counts(bench.load(late))).isEqualTo("1 staged, 1 stale, 0 inserted, 0 updated, 0 deleted");
        assertThat(items("late")).isEmpty();
    }

    @Test
    void aNewerRowBringsADeletedKeyBackAndTheDeleteIsForgotten() {
        String yaml = upsert("back");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 gone 08:00"));
        assertThat(counts(bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 pen 09:00"))))
                .isEqualTo("1 staged, 0 stale, 1 inserted, 0 updated, 0 deleted");
        assertThat(items("back")).containsExactly("1|pen");
        assertThat(bench.rows("SELECT count(*) FROM " + tombstones("back"))).containsExactly("0");
    }

    @Test
    void anOlderDeleteThatComesLateIsStale() {
        String yaml = upsert("old");
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "a", "1 pen 09:00"));
        assertThat(counts(bench.load(ConvertedBatch.of(yaml, HOUR, "b", "1 gone 08:00", "2 gone -"))))
                .isEqualTo("2 staged, 1 stale, 0 inserted, 0 updated, 1 deleted");
        assertThat(items("old")).containsExactly("1|pen");
        assertThat(bench.rows("SELECT id, at FROM " + tombstones("old"))).containsExactly("2|null");
    }

    @Test
    void aNewerDeleteTakesTheOlderOnesPlace() {
        String yaml = upsert("twice");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 gone 08:00"));
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 10:00"));
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "c", "1 gone 09:00"));
        assertThat(bench.rows("SELECT id, at FROM " + tombstones("twice"))).containsExactly("1|2026-11-22 10:00:00");
        assertThat(bench.rows("SELECT stale, deleted FROM waybill.batch WHERE dataset = 'twice' ORDER BY hour"))
                .containsExactly("1|0", "0|1", "0|1");
    }

    @Test
    void withoutNewestTheLaterHourDeletesOrBringsBack() {
        String yaml = contract("hourly", "key: [id]\ndelete_when: item in ('gone', 'lost')");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 gone 09:00", "2 pen 09:00"));
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "b", "1 pen 10:00", "2 lost 10:00"));
        assertThat(items("hourly")).containsExactly("2|pen");
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "c", "1 pen 08:00", "2 lost 08:00"));
        assertThat(items("hourly")).containsExactly("1|pen");
    }

    @Test
    void aRowWithoutAMarkerIsNoDelete() {
        String yaml = upsert("unmarked");
        assertThat(counts(bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 - 08:00"))))
                .isEqualTo("1 staged, 0 stale, 1 inserted, 0 updated, 0 deleted");
        assertThat(counts(bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 - 09:00"))))
                .isEqualTo("1 staged, 0 stale, 0 inserted, 1 updated, 0 deleted");
    }

    @Test
    void aBatchOfDeletesAgainChangesNothingAndGivesTheFirstCounts() {
        String yaml = upsert("again");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 07:00", "2 ink 07:00"));
        ConvertedBatch deletes = ConvertedBatch.of(yaml, HOUR, "b", "1 gone 08:00", "2 gone 06:00", "3 gone 08:00");
        LoadReceipt first = bench.load(deletes);
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "c", "1 quill 09:00"));
        LoadReceipt again = bench.load(deletes);
        assertThat(counts(first)).isEqualTo("3 staged, 1 stale, 0 inserted, 0 updated, 2 deleted");
        assertThat(again.alreadyApplied()).isTrue();
        assertThat(counts(again)).isEqualTo(counts(first));
        assertThat(items("again")).containsExactly("1|quill", "2|ink");
        assertThat(bench.rows("SELECT id FROM " + tombstones("again"))).containsExactly("3");
    }

    @Test
    void datasetsOfOneTableSeeEachOthersDeletes() {
        String yaml = upsert("joint");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 gone 09:00"));
        String other = yaml.replace("dataset: joint", "dataset: jointly");
        assertThat(bench.load(ConvertedBatch.of(other, HOUR_AFTER, "b", "1 pen 08:00"))
                        .stale())
                .isEqualTo(1);
        assertThat(items("joint")).isEmpty();
    }

    @Test
    void aRunThatDiesBeforeItsCommitLeavesNothing() {
        String yaml = upsert("killed");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch delete = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 09:00");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            throw new OutOfMemoryError("killed");
        });
        assertThatThrownBy(() -> bench.load(delete, client)).isInstanceOf(OutOfMemoryError.class);
        assertThat(items("killed")).containsExactly("1|pen");
        assertThat(bench.load(delete).deleted()).isEqualTo(1);
        assertThat(items("killed")).isEmpty();
    }

    @Test
    void aLostAnswerOfACommittedDeleteIsFoundInTheLedger() {
        String yaml = upsert("lost");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            call.run();
            throw SdkClientException.create("Read timed out");
        });
        LoadReceipt receipt = bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 09:00"), client);
        assertThat(counts(receipt)).isEqualTo("1 staged, 0 stale, 0 inserted, 0 updated, 1 deleted");
        assertThat(client.transactions()).isEqualTo(1);
        assertThat(items("lost")).isEmpty();
    }

    @Test
    void aTransactionThatFailsAfterItDeletedLeavesTheTableAndTheTombstonesAsTheyWere() {
        String yaml = upsert("failed");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 gone 08:00"));
        ConvertedBatch doubled =
                ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 09:00", "2 ink 09:00", "3 cap 09:00", "3 gone 09:00");
        assertThatThrownBy(() -> bench.load(doubled))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "The warehouse failed at \"Check the conservation law: of the batch's keys the deleted ones are"
                                + " kept, and none is in the target\", statement 15 of 19 of \"Apply the batch in one transaction\":"
                                + " ERROR: invalid input syntax for type integer: \"conservation law broken: 2 keys to delete, 3 kept as deleted, 0 rows in the target\"");
        assertThat(items("failed")).containsExactly("1|pen");
        assertThat(bench.rows("SELECT id, at FROM " + tombstones("failed"))).containsExactly("2|2026-11-22 08:00:00");
    }

    @Test
    void aLedgerThatIsOlderThanDeletesGetsTheirColumn() {
        bench.load(ConvertedBatch.of(contract("before", "key: [id]"), HOUR, "a", "1 pen 08:00"));
        bench.execute("ALTER TABLE waybill.batch DROP COLUMN deleted");
        ConvertedBatch plain = ConvertedBatch.of(contract("before", "key: [id]"), HOUR_AFTER, "b", "1 ink 08:00");
        assertThat(bench.load(plain).updated()).isEqualTo(1);
        bench.load(ConvertedBatch.of(upsert("after"), HOUR, "c", "1 gone 08:00"));
        assertThat(bench.rows("SELECT dataset, deleted FROM waybill.batch WHERE dataset IN ('before', 'after')"
                        + " ORDER BY dataset, hour"))
                .containsExactly("after|1", "before|0", "before|0");
    }

    @Test
    void tombstonesOfAnotherTypeOfKeyAreAVerdict() {
        String yaml = upsert("retyped");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 gone 08:00"));
        bench.execute("DROP TABLE shop.retyped");
        ConvertedBatch batch =
                ConvertedBatch.of(yaml.replace("id: integer", "id: bigint"), HOUR_AFTER, "b", "1 pen 09:00");
        assertThat(bench.load(batch).reasons())
                .containsExactly(
                        "%1$s.id is integer in the table and bigint in the contract. Correct the contract, or change the"
                                .concat(
                                        " table: ALTER TABLE %1$s ADD COLUMN id_new bigint; UPDATE %1$s SET id_new = CAST(id AS bigint);")
                                .concat(" ALTER TABLE %1$s DROP COLUMN id; ALTER TABLE %1$s RENAME COLUMN id_new TO id")
                                .formatted(tombstones("retyped")),
                        "%1$s.id is integer and bigint in the target, whose old versions it keeps. Change it:"
                                .concat(
                                        " ALTER TABLE %1$s ADD COLUMN id_new bigint; UPDATE %1$s SET id_new = CAST(id AS bigint);")
                                .concat(" ALTER TABLE %1$s DROP COLUMN id; ALTER TABLE %1$s RENAME COLUMN id_new TO id")
                                .formatted(tombstones("retyped").replace("deleted", "versions")));
    }

    private static List<String> items(String table) {
        return bench.rows("SELECT id, item FROM shop." + table + " ORDER BY id, item");
    }

    private static String tombstones(String table) {
        return bench.rows("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_name LIKE 'deleted_" + table + "_%'")
                .get(0);
    }

    private static String counts(LoadReceipt receipt) {
        return "%d staged, %d stale, %d inserted, %d updated, %d deleted"
                .formatted(receipt.staged(), receipt.stale(), receipt.inserted(), receipt.updated(), receipt.deleted());
    }

    static String upsert(String dataset) {
        return contract(dataset, "key: [id]\nnewest: at\ndelete_when: item = 'gone'");
    }

    private static String contract(String dataset, String key) {
        return """
                dataset: %1$s
                source: { system: shop, format: csv, layout: yyyy/MM/dd/HH }
                columns:
                  id: integer
                  item: varchar(10)
                  at: timestamp
                %2$s
                target: { table: shop.%1$s }
                """.formatted(dataset, key);
    }
}
