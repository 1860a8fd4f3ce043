package dev.waybill.local.load;

import static dev.waybill.local.load.LoadBench.HOUR;
import static dev.waybill.local.load.LoadBench.HOUR_AFTER;
import static dev.waybill.local.load.LoadBench.HOUR_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.load.UndoBatch.Undone;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.LoadReceipt.TakenBack;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Batches that are taken back, and batches that take the place of others. */
class UndoBatchIT {
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
    void whatABatchInsertedGoesWhatItUpdatedComesBackAndWhatChangedSinceStays() {
        String yaml = upsert("undone");
        ConvertedBatch first = ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00", "2 ink 08:00", "3 cap 08:00");
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR, "b", "2 WRONG 09:00", "3 WRONG 09:00", "4 WRONG 09:00");
        bench.load(first);
        List<String> before = whole("undone");
        bench.load(wrong);
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "c", "3 hat 10:00"));

        Undone preview = bench.previewUndo(wrong);
        assertThat(items("undone"))
                .as("a preview changes nothing")
                .containsExactly("1|pen", "2|WRONG", "3|hat", "4|WRONG");
        assertThat(bench.undo(wrong)).isEqualTo(preview);
        assertThat(preview).isEqualTo(new Undone(wrong.delivery().batch(), false, 1, 1, 1, List.of()));

        assertThat(items("undone")).containsExactly("1|pen", "2|ink", "3|hat");
        assertThat(whole("undone")).contains(before.get(0), before.get(1));
    }

    @Test
    void whatIsTakenBackAgainOrLoadedAgainStaysTakenBack() {
        String yaml = upsert("twice");
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00");
        bench.load(batch);
        bench.undo(batch);
        assertThat(bench.undo(batch)).isEqualTo(new Undone(batch.delivery().batch(), true, 1, 0, 0, List.of()));
        LoadReceipt receipt = bench.load(batch);
        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reasons())
                .singleElement()
                .asString()
                .matches(
                        "The batch twice-2026112210-[0-9a-f]{16} was applied, and taken back at [0-9: -]+ UTC. If its rows are"
                                + " to be in the table after all, deliver them again under another manifest");
        assertThat(items("twice")).isEmpty();
    }

    @Test
    void aRowThatCameTooLateIsInTheTableOnceWhatWasNewerIsTakenBack() {
        String yaml = upsert("late");
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 WRONG 09:00");
        bench.load(wrong);
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        assertThat(items("late")).containsExactly("1|WRONG");
        bench.undo(wrong);
        assertThat(items("late")).containsExactly("1|pen");
    }

    @Test
    void keysThatABatchDeletedAreThereAgainAndTheDeletesOfOthersStay() {
        String yaml = upsert("revived") + "delete_when: item = 'gone'\n";
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 gone 09:00", "2 WRONG 09:00");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00", "2 ink 08:00"));
        bench.load(ConvertedBatch.of(yaml, HOUR, "d", "2 gone 08:30"));
        bench.load(wrong);
        assertThat(items("revived")).containsExactly("2|WRONG");
        assertThat(bench.undo(wrong)).isEqualTo(new Undone(wrong.delivery().batch(), false, 1, 1, 0, List.of()));
        assertThat(items("revived")).containsExactly("1|pen");
        bench.load(ConvertedBatch.of(yaml, HOUR, "e", "2 old 08:15"));
        assertThat(items("revived")).containsExactly("1|pen");
    }

    @Test
    void aRowThatIsOlderThanWaybillComesBackAsItWasWithWhatOnlyTheTableHas() {
        bench.execute("CREATE SCHEMA IF NOT EXISTS shop");
        bench.execute("CREATE TABLE shop.old (id integer, item varchar(40), at timestamp, note varchar(20))");
        bench.execute("INSERT INTO shop.old VALUES (1, 'pen', '2026-11-22 08:00', 'by hand')");
        ConvertedBatch batch = ConvertedBatch.of(upsert("old"), HOUR, "a", "1 WRONG 09:00", "2 WRONG 09:00");
        bench.load(batch);
        bench.undo(batch);
        assertThat(bench.rows("SELECT * FROM shop.old"))
                .containsExactly("1|pen|2026-11-22 08:00:00|by hand|null|null|null|null|null");
    }

    @Test
    void columnsThatABatchAddedComeBackWithTheRow() {
        String yaml = upsert("coloured");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00 red").adding("colour"));
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 WRONG 09:00");
        bench.load(wrong);
        bench.undo(wrong);
        assertThat(bench.rows("SELECT id, item, colour FROM shop.coloured")).containsExactly("1|pen|red");
    }

    @Test
    void theRowsOfAnAppendGo() {
        String yaml = contract("added", "append", "", "7 days");
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR, "b", "1 pen 08:00", "1 pen 08:00");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        bench.load(wrong);
        assertThat(bench.undo(wrong)).isEqualTo(new Undone(wrong.delivery().batch(), false, 2, 0, 0, List.of()));
        assertThat(items("added")).containsExactly("1|pen");
    }

    @Test
    void theRefreshBeforeComesBack() {
        String yaml = contract("replaced", "refresh", "", "7 days");
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "3 WRONG 08:00");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00", "2 ink 08:00"));
        bench.load(wrong);
        ConvertedBatch late = ConvertedBatch.of(yaml, HOUR, "c", "1 pen 08:00");
        assertThat(bench.load(late).stale()).isEqualTo(1);
        assertThat(bench.undo(wrong)).isEqualTo(new Undone(wrong.delivery().batch(), false, 1, 1, 0, List.of()));
        assertThat(items("replaced")).containsExactly("1|pen");
        assertThat(bench.undo(late)).isEqualTo(new Undone(late.delivery().batch(), false, 1, 2, 0, List.of()));
        assertThat(items("replaced")).containsExactly("1|pen", "2|ink");
    }

    @Test
    void whatTheSupersededBatchHadAndTheNewOneHasNotGoesIfItIsStillItsOwn() {
        String yaml = upsert("corrected");
        ConvertedBatch wrong =
                ConvertedBatch.of(yaml, HOUR, "b", "2 WRONG 09:00", "3 WRONG 09:00", "4 WRONG 09:00", "5 WRONG 09:00");
        ConvertedBatch right = ConvertedBatch.of(yaml, HOUR, "c", "2 jar 09:00").superseding(wrong);
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00", "3 cap 08:00"));
        bench.load(wrong);
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "d", "5 lid 10:00"));
        LoadReceipt receipt = bench.load(right);
        assertThat(receipt.supersedes()).contains(new TakenBack(wrong.delivery().batch(), 2, 1, 1));
        assertThat(receipt.inserted()).isEqualTo(1);
        assertThat(items("corrected")).containsExactly("1|pen", "2|jar", "3|cap", "5|lid");
        assertThat(bench.load(right).supersedes())
                .contains(new TakenBack(wrong.delivery().batch(), 2, 1, 1));
    }

    @Test
    void aSupersededBatchThatComesAfterwardsIsStaleAndCountsOnceTheOtherIsTakenBack() {
        for (String mode : List.of("upsert", "append", "refresh")) {
            String table = "overtaken_" + mode;
            String yaml = contract(table, mode, mode.equals("upsert") ? "key: [id]\nnewest: at" : "", "7 days");
            ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR, "b", "1 pen 09:00");
            ConvertedBatch right =
                    ConvertedBatch.of(yaml, HOUR, "c", "2 jar 09:00").superseding(wrong);
            bench.load(right);
            assertThat(bench.load(wrong).stale()).as(mode).isEqualTo(1);
            assertThat(items(table)).as(mode).containsExactly("2|jar");
            assertThatThrownBy(() -> bench.undo(wrong))
                    .isInstanceOf(TerminalException.class)
                    .hasMessage("Cannot take " + wrong.delivery().batch() + " back: "
                            + right.delivery().batch() + " supersedes it. Take that batch back first");
            assertThat(bench.undo(right))
                    .as(mode)
                    .isEqualTo(new Undone(right.delivery().batch(), false, 1, 1, 0, List.of()));
            assertThat(items(table)).as(mode).containsExactly("1|pen");
        }
    }

    @Test
    void aBatchWithoutUndoIsSupersededButNotTakenBack() {
        String yaml = contract("kept", "upsert", "key: [id]\nnewest: at", "off");
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR, "b", "1 WRONG 09:00", "2 WRONG 09:00");
        bench.load(wrong);
        assertThatThrownBy(() -> bench.undo(wrong))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot take " + wrong.delivery().batch()
                                + " back: nothing of what it replaced was kept, by undo: off or since it was loaded before Waybill kept it. Deliver a correction instead");
        bench.load(ConvertedBatch.of(yaml, HOUR, "c", "1 pen 09:00").superseding(wrong));
        assertThat(items("kept")).containsExactly("1|pen");
    }

    @Test
    void afterItsTimeABatchIsNotTakenBackAndWhatItReplacedIsForgotten() {
        String yaml = upsert("expired");
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "b", "1 quill 09:00");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00"));
        bench.load(batch);
        String versions = "waybill.versions_expired_" + suffix("expired");
        assertThat(bench.rows("SELECT item FROM " + versions)).containsExactly("pen");
        bench.execute("UPDATE waybill.batch SET undo_until = '2026-11-01 10:00:00' WHERE dataset = 'expired'");
        bench.execute("UPDATE " + versions + " SET _kept_until = '2026-11-01 10:00:00'");
        assertThatThrownBy(() -> bench.undo(batch))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot take " + batch.delivery().batch() + " back: what it replaced was kept until"
                        + " 2026-11-01 10:00:00 UTC. Deliver a correction instead");
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "c", "2 ink 09:00"));
        assertThat(bench.rows("SELECT count(*) FROM " + versions)).containsExactly("0");
    }

    @Test
    void aBatchThatWasNeverAppliedOrWentElsewhereIsNotTakenBack() {
        ConvertedBatch batch = ConvertedBatch.of(upsert("unknown"), HOUR, "a", "1 pen 08:00");
        assertThatThrownBy(() -> bench.undo(batch))
                .hasMessage("Cannot take " + batch.delivery().batch()
                        + " back: the ledger has no batch of that id. Look for it in waybill.batch");
        bench.load(batch);
        ConvertedBatch moved = ConvertedBatch.of(
                upsert("unknown").replace("shop.unknown", "shop.elsewhere"), HOUR, "a", "1 pen 08:00");
        assertThatThrownBy(() -> bench.undo(moved))
                .hasMessage("Cannot take " + batch.delivery().batch()
                        + " back: it is of dataset unknown, table shop.unknown, mode"
                        + " upsert, and the contract is of unknown, table shop.elsewhere, mode upsert. Take it back under the"
                        + " contract of that time");
        ConvertedBatch correction = ConvertedBatch.of(
                        upsert("unknown").replace("shop.unknown", "shop.elsewhere"), HOUR, "b", "1 pen 08:00")
                .superseding(batch);
        assertThat(bench.load(correction).reasons())
                .containsExactly("The batch supersedes " + batch.delivery().batch()
                        + ", which was loaded into shop.unknown in mode upsert, while the contract says shop.elsewhere and"
                        + " upsert. Load it under the contract of that time, or without supersedes");
    }

    @Test
    void aLostAnswerOfACommittedUndoIsFoundInTheLedger() {
        ConvertedBatch batch = ConvertedBatch.of(upsert("lost"), HOUR, "a", "1 pen 08:00");
        bench.load(batch);
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            call.run();
            throw SdkClientException.create("Read timed out");
        });
        assertThat(bench.undo(batch, client))
                .isEqualTo(new Undone(batch.delivery().batch(), false, 1, 0, 0, List.of()));
        assertThat(client.transactions()).isEqualTo(1);
        assertThat(items("lost")).isEmpty();
    }

    @Test
    void whatIsMadeOfTheTableIsBroughtUpToDate() {
        String yaml = upsert("sums") + """
                refresh:
                  - table: shop.sums_by_item
                    as: SELECT item, count(*) AS n FROM shop.sums GROUP BY item
                """;
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00");
        bench.load(batch);
        assertThat(bench.undo(batch).refreshed()).containsExactly(new Refreshed("shop.sums_by_item", Optional.empty()));
        assertThat(bench.rows("SELECT * FROM shop.sums_by_item")).isEmpty();
    }

    @Test
    void aPreviewOfTheUndoOfACorrectionSeesWhatComesBack() {
        String yaml = upsert("reverted");
        ConvertedBatch first = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 ink 08:00");
        ConvertedBatch correction =
                ConvertedBatch.of(yaml, HOUR, "b", "1 jar 08:00").superseding(first);
        bench.load(first);
        bench.load(correction);
        Undone preview = bench.previewUndo(correction);
        assertThat(preview).isEqualTo(new Undone(correction.delivery().batch(), false, 0, 2, 0, List.of()));
        assertThat(bench.undo(correction)).isEqualTo(preview);
        assertThat(items("reverted")).containsExactly("1|pen", "2|ink");
    }

    @Test
    void aLateSecondRunOfACorrectionThatWasTakenBackLeavesWhatItHadSuperseded() {
        String yaml = upsert("twofold");
        ConvertedBatch first = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00");
        ConvertedBatch correction =
                ConvertedBatch.of(yaml, HOUR, "b", "1 jar 08:00").superseding(first);
        bench.load(first);
        InterruptedClient slow = new InterruptedClient(bench.redshift(), call -> () -> {
            bench.load(correction);
            bench.undo(correction);
            return call.run();
        });
        assertThat(bench.load(correction, slow).accepted()).isFalse();
        assertThat(items("twofold")).containsExactly("1|pen");
    }

    @Test
    void aColumnThatTheTableGetsDuringALoadIsNotLost() {
        String yaml = upsert("raced");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00"));
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR, "b", "1 WRONG 09:00");
        InterruptedClient slow = new InterruptedClient(bench.redshift(), call -> () -> {
            bench.execute("ALTER TABLE shop.raced ADD COLUMN note varchar(9)");
            bench.execute("UPDATE shop.raced SET note = 'kept'");
            return call.run();
        });
        bench.load(wrong, slow);
        assertThat(slow.transactions()).isEqualTo(2);
        bench.undo(wrong);
        assertThat(bench.rows("SELECT id, item, note FROM shop.raced")).containsExactly("1|pen|kept");
    }

    @Test
    void whatABatchNeedsIsKeptForItsTimeEvenIfALaterContractKeepsNothing() {
        String yaml = upsert("shortened");
        String off = yaml.replace("undo: 7 days", "undo: off");
        ConvertedBatch second = ConvertedBatch.of(yaml, HOUR, "b", "1 ink 09:00");
        ConvertedBatch third = ConvertedBatch.of(yaml, HOUR_AFTER, "c", "1 cap 10:00");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00"));
        bench.load(second);
        bench.load(third);
        bench.undo(ConvertedBatch.of(off, HOUR_AFTER, "c"));
        bench.load(ConvertedBatch.of(off, HOUR_AFTER, "d", "2 lid 10:00"));
        assertThat(items("shortened")).containsExactly("1|ink", "2|lid");
        bench.undo(second);
        assertThat(items("shortened")).containsExactly("1|pen", "2|lid");
    }

    @Test
    void rowsThatWereAppendedAreNotGivenUpForARefreshThatIsTakenBack() {
        bench.load(ConvertedBatch.of(contract("changed", "append", "", "7 days"), HOUR_BEFORE, "a", "1 pen 08:00"));
        ConvertedBatch refresh =
                ConvertedBatch.of(contract("changed", "refresh", "", "7 days"), HOUR, "b", "2 WRONG 08:00");
        bench.load(refresh);
        assertThatThrownBy(() -> bench.undo(refresh))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("1 batches were loaded in another mode");
        assertThat(items("changed")).containsExactly("2|WRONG");
    }

    @Test
    void deletesOfATimeWhenTheContractHadThemAreTakenBackToo() {
        String deleting = upsert("former") + "delete_when: item = 'gone'\n";
        ConvertedBatch wrong = ConvertedBatch.of(deleting, HOUR, "b", "1 gone 09:00");
        bench.load(ConvertedBatch.of(deleting, HOUR_BEFORE, "a", "1 pen 08:00"));
        bench.load(wrong);
        assertThat(bench.undo(ConvertedBatch.of(upsert("former"), HOUR, "b")).restored())
                .isEqualTo(1);
        assertThat(items("former")).containsExactly("1|pen");
    }

    @Test
    void anUndoUnderAContractThatIsAheadOfTheTableAddsItsColumns() {
        String yaml = upsert("ahead");
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00");
        bench.load(batch);
        String ahead = yaml.replace("at: timestamp", "at: timestamp\n  note: varchar(9)");
        assertThat(bench.undo(ConvertedBatch.of(ahead, HOUR, "a")).removed()).isEqualTo(1);
        assertThat(bench.rows("SELECT note FROM shop.ahead")).isEmpty();
    }

    @Test
    void theLedgerSaysWhatSupersedesWhatAndWhatWasTakenBack() {
        String yaml = upsert("told");
        ConvertedBatch wrong = ConvertedBatch.of(yaml, HOUR, "a", "1 WRONG 08:00");
        ConvertedBatch right = ConvertedBatch.of(yaml, HOUR, "b", "2 pen 08:00").superseding(wrong);
        bench.load(wrong);
        bench.load(right);
        bench.undo(right);
        assertThat(
                        bench.rows(
                                "SELECT batch_id, supersedes, removed, restored, changed_since, undone_at IS NOT NULL,"
                                        + " undo_until > applied_at FROM waybill.batch WHERE dataset = 'told' ORDER BY inserted, supersedes"))
                .containsExactlyInAnyOrder(
                        wrong.delivery().batch() + "|null|null|null|null|f|t",
                        right.delivery().batch() + "|" + wrong.delivery().batch() + "|1|0|0|t|t");
        assertThat(items("told")).containsExactly("1|WRONG");
    }

    private static String suffix(String table) {
        return bench.rows(
                        "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'lock_" + table + "_%'")
                .get(0)
                .substring(("lock_" + table + "_").length());
    }

    private static List<String> items(String table) {
        return bench.rows("SELECT id, item FROM shop." + table + " ORDER BY id, item");
    }

    private static List<String> whole(String table) {
        return bench.rows("SELECT * FROM shop." + table + " ORDER BY id");
    }

    private static String upsert(String dataset) {
        return contract(dataset, "upsert", "key: [id]\nnewest: at", "7 days");
    }

    static String contract(String dataset, String mode, String key, String undo) {
        return """
                dataset: %1$s
                source: { system: shop, format: csv, layout: yyyy/MM/dd/HH }
                columns:
                  id: integer
                  item: varchar(40)
                  at: timestamp
                %3$s
                target: { table: shop.%1$s, mode: %2$s, undo: %4$s }
                """.formatted(dataset, mode, key, undo);
    }
}
