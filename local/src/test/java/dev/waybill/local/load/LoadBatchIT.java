package dev.waybill.local.load;

import static dev.waybill.local.load.LoadBench.HOUR;
import static dev.waybill.local.load.LoadBench.HOUR_AFTER;
import static dev.waybill.local.load.LoadBench.HOUR_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.local.warehouse.Meddler;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.ReceiptJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** LoadBatch against the local warehouse: what reaches the table, in every order and after every crash. */
class LoadBatchIT {
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
    void aFirstBatchIsInsertedWithItsLineageAndItsLedgerRow() {
        ConvertedBatch batch = ConvertedBatch.of(upsert("first"), HOUR, "a", "1 pen 08:00", "2 - -");
        LoadReceipt receipt = bench.load(batch);
        assertThat(receipt).isEqualTo(receipt(batch, "first", false, 2, 0, 2, 0));
        assertThat(ReceiptJson.read(
                        bench.read(batch.delivery().folders().loadReceipt()).getBytes(StandardCharsets.UTF_8),
                        LoadReceipt.class,
                        "receipt"))
                .isEqualTo(receipt);
        assertThat(bench.rows("SELECT id, item, at, _batch, _hour, _delivered_at, _file FROM shop.first ORDER BY id"))
                .containsExactly(
                        "1|pen|2026-11-22 08:00:00|" + batch.delivery().batch()
                                + "|2026-11-22 10:00:00|2026-11-22 10:30:00|s3://source/a.csv",
                        "2|null|null|" + batch.delivery().batch()
                                + "|2026-11-22 10:00:00|2026-11-22 10:30:00|s3://source/a.csv");
        assertThat(
                        bench.rows(
                                "SELECT dataset, hour, delivered_at, manifest, target_table, mode, declared, read, rejected, "
                                        + "superseded, staged, stale, inserted, updated FROM waybill.batch WHERE dataset = 'first'"))
                .containsExactly("first|2026-11-22 10:00:00|2026-11-22 10:30:00"
                        + "|s3://source/first/2026/11/22/10/manifest.json|shop.first|upsert|null|5|1|2|2|0|2|0");
    }

    @Test
    void theNewestRowOfEachKeyStays() {
        String yaml = upsert("newest");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 ink 08:00", "3 cap -", "4 lid 08:00"));
        ConvertedBatch second = ConvertedBatch.of(
                yaml, HOUR_AFTER, "b", "1 quill 09:00", "2 old 07:00", "3 hat 07:00", "4 none -", "5 jar 06:00");
        assertThat(bench.load(second)).isEqualTo(receipt(second, "newest", false, 5, 2, 1, 2));
        assertThat(items("newest")).containsExactly("1|quill", "2|ink", "3|hat", "4|lid", "5|jar");
    }

    @Test
    void equallyNewRowsGoByTheOrderOfDelivery() {
        String yaml = upsert("equal");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch later = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 quill 08:00");
        assertThat(bench.load(later).updated()).isEqualTo(1);
        ConvertedBatch earlier = ConvertedBatch.of(yaml, HOUR_BEFORE, "c", "1 feather 08:00");
        assertThat(bench.load(earlier).stale()).isEqualTo(1);
        assertThat(items("equal")).containsExactly("1|quill");
    }

    @Test
    void anOlderHourThatIsDeliveredLateAddsOnlyWhatIsNew() {
        String yaml = contract("late", "upsert", "key: [id]");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch late = ConvertedBatch.of(yaml, HOUR_BEFORE, "b", "1 old 09:00", "2 ink 09:00");
        assertThat(bench.load(late)).isEqualTo(receipt(late, "late", false, 2, 1, 1, 0));
        assertThat(items("late")).containsExactly("1|pen", "2|ink");
    }

    @Test
    void theSameBatchAgainChangesNothingAndGivesTheFirstCounts() {
        String yaml = upsert("again");
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 ink 08:00");
        bench.load(batch);
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 quill 09:00"));
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "again", true, 2, 0, 2, 0));
        assertThat(items("again")).containsExactly("1|quill", "2|ink");
    }

    @Test
    void batchesAtOnceTakeTurnsAndNoneIsLost() throws Exception {
        String yaml = upsert("turns");
        List<ConvertedBatch> batches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            batches.add(ConvertedBatch.of(yaml, HOUR, "b" + i, "1 pen" + i + " 08:0" + i, (10 + i) + " ink 08:00"));
        }
        List<LoadReceipt> receipts = atOnce(batches);
        assertThat(receipts.stream().mapToLong(LoadReceipt::inserted).sum()).isEqualTo(5);
        assertThat(receipts.stream().allMatch(receipt -> receipt.staged() == 2)).isTrue();
        assertThat(items("turns")).containsExactly("1|pen3", "10|ink", "11|ink", "12|ink", "13|ink");
        assertThat(bench.rows("SELECT count(*), sum(staged), sum(stale + inserted + updated) FROM waybill.batch "
                        + "WHERE dataset = 'turns'"))
                .containsExactly("4|8|8");
    }

    @Test
    void batchesOfTwoDatasetsWithOneTableTakeTurnsToo() throws Exception {
        String yaml = upsert("shared");
        String other = yaml.replace("dataset: shared", "dataset: sharer");
        List<ConvertedBatch> batches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            batches.add(ConvertedBatch.of(i % 2 == 0 ? yaml : other, HOUR, "b" + i, "1 pen" + i + " 08:0" + i));
        }
        List<LoadReceipt> receipts = atOnce(batches);
        assertThat(receipts.stream().mapToLong(LoadReceipt::inserted).sum()).isEqualTo(1);
        assertThat(items("shared")).containsExactly("1|pen3");
    }

    @Test
    void oneBatchAtOnceFromTwoRunsIsAppliedOnce() throws Exception {
        ConvertedBatch batch =
                ConvertedBatch.of(contract("twin", "append", ""), HOUR, "a", "1 pen 08:00", "1 pen 08:00");
        List<LoadReceipt> receipts = atOnce(List.of(batch, batch));
        assertThat(receipts.stream().map(LoadReceipt::alreadyApplied)).containsExactlyInAnyOrder(true, false);
        assertThat(items("twin")).containsExactly("1|pen", "1|pen");
    }

    @Test
    void anAppendAddsEveryRowOfABatchOnce() {
        String yaml = contract("appended", "append", "");
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "1 pen 08:00");
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "appended", false, 2, 0, 2, 0));
        bench.load(batch);
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "b", "1 ink 07:00"));
        assertThat(items("appended")).containsExactly("1|ink", "1|pen", "1|pen");
    }

    @Test
    void aRefreshReplacesTheTableUnlessItIsOlder() {
        String yaml = contract("refreshed", "refresh", "");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 ink 08:00"));
        ConvertedBatch newer = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "3 cap 08:00");
        assertThat(bench.load(newer)).isEqualTo(receipt(newer, "refreshed", false, 1, 0, 1, 0));
        assertThat(items("refreshed")).containsExactly("3|cap");
        ConvertedBatch older = ConvertedBatch.of(yaml, HOUR_BEFORE, "c", "4 lid 09:00", "5 jar 09:00");
        assertThat(bench.load(older)).isEqualTo(receipt(older, "refreshed", false, 2, 2, 0, 0));
        assertThat(items("refreshed")).containsExactly("3|cap");
    }

    @Test
    void aRefreshWithoutRowsEmptiesTheTable() {
        String yaml = contract("emptied", "refresh", "");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch empty = ConvertedBatch.of(yaml, HOUR_AFTER, "b");
        assertThat(bench.load(empty)).isEqualTo(receipt(empty, "emptied", false, 0, 0, 0, 0));
        assertThat(items("emptied")).isEmpty();
    }

    @Test
    void aLostAnswerOfACommittedTransactionIsFoundInTheLedger() {
        ConvertedBatch batch = ConvertedBatch.of(contract("lost", "append", ""), HOUR, "a", "1 pen 08:00");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            call.run();
            throw SdkClientException.create("Read timed out");
        });
        assertThat(bench.load(batch, client)).isEqualTo(receipt(batch, "lost", false, 1, 0, 1, 0));
        assertThat(client.transactions()).isEqualTo(1);
        assertThat(items("lost")).containsExactly("1|pen");
    }

    @Test
    void aRunThatFailsRightAfterItsCommitStillKnowsThatTheCommitWasItsOwn() {
        ConvertedBatch batch = ConvertedBatch.of(contract("own", "append", ""), HOUR, "a", "1 pen 08:00");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> call);
        client.loseTheStatementAfterTheTransaction();
        assertThat(bench.load(batch, client)).isEqualTo(receipt(batch, "own", false, 1, 0, 1, 0));
        assertThat(client.transactions()).isEqualTo(1);
        assertThat(items("own")).containsExactly("1|pen");
    }

    @Test
    void anAnswerThatIsLostBeforeTheTransactionIsTriedAgain() {
        ConvertedBatch batch = ConvertedBatch.of(contract("unsent", "append", ""), HOUR, "a", "1 pen 08:00");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            throw SdkClientException.create("Connection reset");
        });
        assertThat(bench.load(batch, client)).isEqualTo(receipt(batch, "unsent", false, 1, 0, 1, 0));
        assertThat(client.transactions()).isEqualTo(2);
        assertThat(items("unsent")).containsExactly("1|pen");
    }

    @Test
    void aRunAfterOneThatDiedAfterItsCommitFindsTheBatchApplied() {
        ConvertedBatch batch = ConvertedBatch.of(upsert("died"), HOUR, "a", "1 pen 08:00");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            call.run();
            throw new OutOfMemoryError("killed");
        });
        assertThatThrownBy(() -> bench.load(batch, client)).isInstanceOf(OutOfMemoryError.class);
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "died", true, 1, 0, 1, 0));
        assertThat(items("died")).containsExactly("1|pen");
    }

    @Test
    void aTransactionThatOutlivesItsJobIsWaitedForAndFoundInTheLedger() {
        String yaml = upsert("outlived");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 quill 09:00");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> call);
        try (Meddler meddler = bench.meddle("LOCK TABLE shop.outlived IN ACCESS EXCLUSIVE MODE")) {
            CompletableFuture<?> left = dieInTheTransaction(batch);
            meddler.awaitOthers(1);
            List<String> statementsWhileItRan = new ArrayList<>();
            LoadReceipt receipt = bench.load(batch, client, pause -> {
                if (!left.isDone()) {
                    statementsWhileItRan.addAll(client.firstStatements());
                    meddler.letGo();
                    left.join();
                }
            });
            assertThat(statementsWhileItRan).isEmpty();
            assertThat(receipt).isEqualTo(receipt(batch, "outlived", true, 1, 0, 0, 1));
        }
        assertThat(client.transactions()).isZero();
        assertThat(items("outlived")).containsExactly("1|quill");
    }

    /** A job that is killed after it handed its transaction over, which waits and runs on. */
    private static CompletableFuture<?> dieInTheTransaction(ConvertedBatch batch) {
        List<CompletableFuture<?>> left = new ArrayList<>();
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            left.add(CompletableFuture.supplyAsync(call::run));
            throw new OutOfMemoryError("killed");
        });
        assertThatThrownBy(() -> bench.load(batch, client)).isInstanceOf(OutOfMemoryError.class);
        return left.get(0);
    }

    @Test
    void aTransactionWhoseAnswerIsLostWhileItRunsIsNotDoneTwice() {
        String yaml = upsert("unheard");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 quill 09:00");
        List<CompletableFuture<?>> left = new ArrayList<>();
        try (Meddler meddler = bench.meddle("LOCK TABLE shop.unheard IN ACCESS EXCLUSIVE MODE")) {
            InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
                left.add(CompletableFuture.supplyAsync(call::run));
                meddler.awaitOthers(1);
                throw SdkClientException.create("Connection reset");
            });
            LoadReceipt receipt = bench.load(batch, client, pause -> {
                if (!left.isEmpty()) {
                    meddler.letGo();
                    left.get(0).join();
                }
            });
            assertThat(receipt).isEqualTo(receipt(batch, "unheard", false, 1, 0, 0, 1));
            assertThat(client.transactions()).isEqualTo(1);
        }
        assertThat(items("unheard")).containsExactly("1|quill");
    }

    @Test
    void aConflictWithAnotherTransactionIsTriedAgain() {
        String yaml = upsert("conflict");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "1 quill 09:00");
        // Somebody writes the target without taking the lock, while the transaction runs.
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            try (Meddler meddler = bench.meddle("UPDATE shop.conflict SET item = 'meddled' WHERE id = 1")) {
                return meddler.letGoWhenAwaited(call::run);
            }
        });
        assertThat(bench.load(batch, client)).isEqualTo(receipt(batch, "conflict", false, 1, 0, 0, 1));
        assertThat(client.transactions()).isEqualTo(2);
        assertThat(items("conflict")).containsExactly("1|quill");
    }

    @Test
    void aColumnThatTheContractAddsIsAddedToTheTable() {
        bench.load(ConvertedBatch.of(upsert("grown"), HOUR, "a", "1 pen 08:00"));
        bench.execute("ALTER TABLE shop.grown DROP COLUMN item");
        ConvertedBatch batch = ConvertedBatch.of(upsert("grown"), HOUR_AFTER, "b", "2 ink 08:00");
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "grown", false, 1, 0, 1, 0));
        assertThat(items("grown")).containsExactly("1|null", "2|ink");
    }

    @Test
    void aColumnThatABatchAddsStaysInTheTableAndIsNullInRowsOfBatchesWithoutIt() {
        String yaml = upsert("added");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00", "2 ink 08:00"));
        bench.load(ConvertedBatch.of(yaml, HOUR, "b", "2 ink 09:00 red", "3 cap 09:00 blue")
                .adding("colour"));
        ConvertedBatch third = ConvertedBatch.of(yaml, HOUR_AFTER, "c", "3 hat 10:00 M", "4 lid 10:00 L")
                .adding("size");
        assertThat(bench.load(third)).isEqualTo(receipt(third, "added", false, 2, 0, 1, 1));
        assertThat(bench.load(third)).isEqualTo(receipt(third, "added", true, 2, 0, 1, 1));
        assertThat(bench.rows("SELECT id, item, colour, size, _file FROM shop.added ORDER BY id"))
                .containsExactly(
                        "1|pen|null|null|s3://source/a.csv",
                        "2|ink|red|null|s3://source/a.csv",
                        "3|hat|null|M|s3://source/a.csv",
                        "4|lid|null|L|s3://source/a.csv");
    }

    @Test
    void aRefreshKeepsTheColumnsThatWereAdded() {
        String yaml = contract("regrown", "refresh", "");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00 red").adding("colour"));
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "2 ink 08:00"));
        assertThat(bench.rows("SELECT id, item, colour FROM shop.regrown")).containsExactly("2|ink|null");
    }

    @Test
    void batchesAtOnceThatAddTheSameColumnsLoseNone() throws Exception {
        String yaml = upsert("adders");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00"));
        List<ConvertedBatch> batches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            batches.add(ConvertedBatch.of(yaml, HOUR, "b" + i, (10 + i) + " ink 08:00 red" + i + " own" + i)
                    .adding("colour", "own_" + i % 2));
        }
        assertThat(atOnce(batches).stream().mapToLong(LoadReceipt::inserted).sum())
                .isEqualTo(4);
        assertThat(bench.rows("SELECT id, colour, own_0, own_1 FROM shop.adders ORDER BY id"))
                .containsExactly(
                        "1|null|null|null",
                        "10|red0|own0|null",
                        "11|red1|null|own1",
                        "12|red2|own2|null",
                        "13|red3|null|own3");
    }

    @Test
    void aRunAfterOneThatDiedWithTheColumnAddedAndNothingCommittedLoadsTheBatch() {
        String yaml = upsert("halfway");
        bench.load(ConvertedBatch.of(yaml, HOUR_BEFORE, "a", "1 pen 08:00"));
        ConvertedBatch batch =
                ConvertedBatch.of(yaml, HOUR, "b", "1 pen 09:00 red").adding("colour");
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            throw new OutOfMemoryError("killed");
        });
        assertThatThrownBy(() -> bench.load(batch, client)).isInstanceOf(OutOfMemoryError.class);
        assertThat(bench.rows("SELECT id, colour FROM shop.halfway")).containsExactly("1|null");
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "halfway", false, 1, 0, 0, 1));
        assertThat(bench.rows("SELECT id, colour FROM shop.halfway")).containsExactly("1|red");
    }

    @Test
    void aTableThatContradictsTheContractIsAVerdictAndChangesNothing() {
        bench.execute("CREATE SCHEMA IF NOT EXISTS shop");
        bench.execute("CREATE TABLE shop.other (id bigint, item char(5), at timestamp)");
        ConvertedBatch batch = ConvertedBatch.of(upsert("other"), HOUR, "a", "1 pen 08:00");
        LoadReceipt receipt = bench.load(batch);
        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reasons())
                .containsExactly(
                        "shop.other.id is bigint in the table and integer in the contract. Correct the contract, or change"
                                + " the table: ALTER TABLE shop.other ADD COLUMN id_new integer; UPDATE shop.other SET id_new ="
                                + " CAST(id AS integer); ALTER TABLE shop.other DROP COLUMN id; ALTER TABLE shop.other RENAME"
                                + " COLUMN id_new TO id",
                        "shop.other.item is char(5) in the table and varchar(10) in the contract. Correct the contract, or"
                                + " change the table: ALTER TABLE shop.other ADD COLUMN item_new varchar(10); UPDATE shop.other"
                                + " SET item_new = CAST(item AS varchar(10)); ALTER TABLE shop.other DROP COLUMN item; ALTER TABLE"
                                + " shop.other RENAME COLUMN item_new TO item");
        assertThat(bench.rows("SELECT count(*) FROM waybill.batch WHERE dataset = 'other'"))
                .containsExactly("0");
        // The SQL in the reasons is right as it stands.
        for (String reason : receipt.reasons()) {
            for (String statement :
                    reason.substring(reason.lastIndexOf(": ") + 2).split("; ", -1)) {
                bench.execute(statement);
            }
        }
        assertThat(bench.load(batch).accepted()).isTrue();
    }

    @Test
    void aTextThatIsShorterInTheTableIsWidened() {
        bench.execute("CREATE SCHEMA IF NOT EXISTS shop");
        bench.execute("CREATE TABLE shop.widened (id integer, item varchar(3), at timestamp)");
        bench.execute("INSERT INTO shop.widened VALUES (1, 'pen', '2026-11-22 08:00')");
        ConvertedBatch batch = ConvertedBatch.of(upsert("widened"), HOUR, "a", "2 quill 08:00");
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "widened", false, 1, 0, 1, 0));
        assertThat(items("widened")).containsExactly("1|pen", "2|quill");
    }

    @Test
    void aTextThatCannotBeWidenedIsAVerdict() {
        bench.execute("CREATE SCHEMA IF NOT EXISTS shop");
        bench.execute("CREATE TABLE shop.narrow (id integer, item varchar(3), at timestamp)");
        bench.execute("CREATE VIEW shop.narrow_items AS SELECT item FROM shop.narrow");
        LoadReceipt receipt = bench.load(ConvertedBatch.of(upsert("narrow"), HOUR, "a", "2 quill 08:00"));
        assertThat(receipt.reasons())
                .singleElement()
                .asString()
                .startsWith(
                        "shop.narrow.item can't be widened to varchar(10). The warehouse failed at \"Widen the column"
                                + " item\": ERROR: cannot alter type of a column used by a view or rule");
        assertThat(bench.rows("SELECT count(*) FROM waybill.batch WHERE dataset = 'narrow'"))
                .containsExactly("0");
    }

    @Test
    void aTableThatIsOlderThanWaybillIsLoadedLikeAnyOther() {
        bench.execute("CREATE SCHEMA IF NOT EXISTS shop");
        bench.execute("CREATE TABLE shop.older (id integer, item varchar(10), at timestamp, note varchar(9))");
        bench.execute("INSERT INTO shop.older VALUES (1, 'pen', '2026-11-22 08:00', 'kept'), "
                + "(2, 'ink', '2026-11-22 08:00', 'gone'), (2, 'ink', '2026-11-22 08:00', 'twice')");
        ConvertedBatch batch =
                ConvertedBatch.of(upsert("older"), HOUR, "a", "1 quill 07:00", "2 jar 08:00", "3 cap 08:00");
        assertThat(bench.load(batch)).isEqualTo(receipt(batch, "older", false, 3, 1, 1, 1));
        assertThat(bench.rows("SELECT id, item, note, _file FROM shop.older ORDER BY id"))
                .containsExactly("1|pen|kept|null", "2|jar|null|s3://source/a.csv", "3|cap|null|s3://source/a.csv");
    }

    @Test
    void everySessionBeginsInTheQueueOfLoadsAndNothingRunsBesideASession() {
        String yaml = upsert("queued") + """
                refresh:
                  - view: reports.queued
                    as: SELECT item, count(*) AS orders FROM shop.queued GROUP BY item
                """;
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> {
            call.run();
            throw SdkClientException.create("Connection reset");
        });
        assertThat(bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"), client)
                        .refreshed())
                .containsExactly(new Refreshed("reports.queued", Optional.empty()));
        // One for the attempt, one for the look into the ledger, in which the view is refreshed, too.
        assertThat(client.firstStatements()).containsExactly("SET query_group TO 'etl'", "SET query_group TO 'etl'");
    }

    @Test
    void aMaterializedViewIsCreatedAndRefreshed() {
        String yaml = upsert("viewed") + """
                refresh:
                  - view: reports.per_item
                    as: SELECT item, count(*) AS orders FROM shop.viewed GROUP BY item
                  - view: reports.wrong
                    as: SELECT price FROM shop.viewed
                """;
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 pen 08:00");
        assertThat(bench.load(batch).refreshed())
                .containsExactly(
                        new Refreshed("reports.per_item", Optional.empty()),
                        new Refreshed(
                                "reports.wrong",
                                Optional.of("The warehouse failed at \"The materialized view reports.wrong\": ERROR:"
                                        + " column \"price\" does not exist")));
        assertThat(bench.rows("SELECT * FROM reports.per_item")).containsExactly("pen|2");
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "2 ink 09:00"));
        assertThat(bench.rows("SELECT * FROM reports.per_item ORDER BY item")).containsExactly("ink|1", "pen|1");
    }

    @Test
    void aTableThatSumsUpAnotherIsReplacedAfterWhatItReads() {
        String yaml = upsert("summed") + """
                refresh:
                  - table: reports.all_items
                    as: SELECT sum(orders) AS orders FROM reports.summed_items
                  - table: reports.summed_items
                    as: SELECT item, count(*) AS orders FROM shop.summed GROUP BY item
                """;
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00", "2 pen 08:00");
        assertThat(bench.load(batch).refreshed())
                .containsExactly(
                        new Refreshed("reports.summed_items", Optional.empty()),
                        new Refreshed("reports.all_items", Optional.empty()));
        assertThat(bench.rows("SELECT * FROM reports.all_items")).containsExactly("2");
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "3 ink 09:00"));
        assertThat(bench.rows("SELECT * FROM reports.summed_items ORDER BY item"))
                .containsExactly("ink|1", "pen|2");
        assertThat(bench.rows("SELECT * FROM reports.all_items")).containsExactly("3");
    }

    @Test
    void aRefreshKeepsGrantsAndTheViewsThatReadTheTable() {
        String yaml = contract("depended", "refresh", "");
        bench.load(ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:00"));
        bench.execute("CREATE VIEW shop.depended_items AS SELECT item FROM shop.depended");
        List<String> before = bench.rows("SELECT oid, relacl FROM pg_class WHERE relname = 'depended'");
        bench.load(ConvertedBatch.of(yaml, HOUR_AFTER, "b", "2 ink 08:00"));
        assertThat(bench.rows("SELECT * FROM shop.depended_items")).containsExactly("ink");
        assertThat(bench.rows("SELECT oid, relacl FROM pg_class WHERE relname = 'depended'"))
                .as("the same table, with its grants")
                .isEqualTo(before);
    }

    @Test
    void aFileThatDoesNotFitIsNamedWithItsColumnAndWithoutItsValue() {
        ConvertedBatch batch = ConvertedBatch.of(upsert("long"), HOUR, "a", "1 pen 08:00", "2 typewriters 08:00");
        String file =
                batch.delivery().folders().parquet().resolve("part-0.parquet").toString();
        assertThatThrownBy(() -> bench.load(batch))
                .isInstanceOf(TerminalException.class)
                .hasMessage("""
                The warehouse failed at "Stage the batch's Parquet files, all or none": ERROR: Spectrum Scan Error
                  Detail:
                  -----------------------------------------------
                  error:  Spectrum Scan Error
                  code:      15001
                  context:   The length of the data column item is longer than the length defined in the table. Table: 10, Data: 11, File name: %1$s
                  -----------------------------------------------
                  At fault: file %1$s, column item (varchar), error 15001""".formatted(file));
        assertThat(items("long")).isEmpty();
    }

    @Test
    void aReceiptThatCountsOtherRowsThanAreStagedCommitsNothing() {
        ConvertedBatch batch =
                ConvertedBatch.of(upsert("uncounted"), HOUR, "a", "1 pen 08:00").claiming(2);
        assertThatThrownBy(() -> bench.load(batch))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "The conservation law is broken: 2 rows were converted, but 1 is staged. Nothing was committed."
                                + " Start the execution again from its beginning");
        assertThat(items("uncounted")).isEmpty();
    }

    @Test
    void aKeyTwiceInABatchBreaksTheConservationLawAndCommitsNothing() {
        ConvertedBatch batch = ConvertedBatch.of(upsert("doubled"), HOUR, "a", "1 pen 08:00", "1 ink 08:00");
        assertThatThrownBy(() -> bench.load(batch))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "The warehouse failed at \"Check the conservation law: the target has each of the batch's keys"
                                + " once\", statement 13 of 14 of \"Apply the batch in one transaction\": ERROR: invalid input"
                                + " syntax for type integer: \"conservation law broken: 2 keys staged, 4 rows in the target\"");
        assertThat(items("doubled")).isEmpty();
        assertThat(bench.rows("SELECT count(*) FROM waybill.batch WHERE dataset = 'doubled'"))
                .containsExactly("0");
    }

    private static List<LoadReceipt> atOnce(List<ConvertedBatch> batches)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(batches.size());
        try {
            List<Future<LoadReceipt>> loads = new ArrayList<>();
            for (ConvertedBatch batch : batches) {
                loads.add(threads.submit(() -> bench.load(batch)));
            }
            List<LoadReceipt> receipts = new ArrayList<>();
            for (Future<LoadReceipt> load : loads) {
                receipts.add(load.get());
            }
            return receipts;
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> items(String table) {
        return bench.rows("SELECT id, item FROM shop." + table + " ORDER BY id, item");
    }

    private static String upsert(String dataset) {
        return contract(dataset, "upsert", "key: [id]\nnewest: at");
    }

    private static String contract(String dataset, String mode, String key) {
        return """
                dataset: %1$s
                source: { system: shop, format: csv, layout: yyyy/MM/dd/HH }
                columns:
                  id: integer
                  item: varchar(10)
                  at: timestamp
                %3$s
                target: { table: shop.%1$s, mode: %2$s, sortkey: [at] }
                """.formatted(dataset, mode, key);
    }

    private static LoadReceipt receipt(
            ConvertedBatch batch,
            String table,
            boolean alreadyApplied,
            long staged,
            long stale,
            long inserted,
            long updated) {
        return new LoadReceipt(
                batch.delivery().batch(),
                batch.delivery().dataset(),
                true,
                List.of(),
                alreadyApplied,
                "shop." + table,
                staged,
                stale,
                inserted,
                updated,
                0,
                Optional.empty(),
                List.of());
    }
}
