package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.DatasetName;
import dev.waybill.convert.Conversion.Outcome;
import dev.waybill.convert.NewestRows.Choice;
import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.convert.read.FileDrift;
import dev.waybill.error.TransientException;
import dev.waybill.receipt.ConversionReceipt.FileAccount;
import dev.waybill.receipt.ConversionReceipt.MissingColumn;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict about what the tasks read. */
class AccountTest {
    private static final String FOLDER = "s3://source/orders/2026/11/22/10/";
    private static final OptionalLong UNDECLARED = OptionalLong.empty();

    @Test
    void rowsThatAreNeitherRejectedNorStagedLostToNewerOnes() {
        Account account =
                account("key: [id]", UNDECLARED, List.of(UNDECLARED, UNDECLARED), 70, file(60, 0), file(40, 0));
        assertThat(List.of(account.read(), account.rejected(), account.staged(), account.superseded()))
                .containsExactly(100L, 0L, 70L, 30L);
        assertThat(account.files())
                .containsExactly(
                        new FileAccount(S3Location.parse(FOLDER + "0.csv"), 60, 0),
                        new FileAccount(S3Location.parse(FOLDER + "1.csv"), 40, 0));
        assertThat(account.reasons()).isEmpty();
    }

    @Test
    void aRowThatIsNotAccountedForAtBothEndsStopsTheJob() {
        PartitionAccount tasks = tasks(file(3_000, 10));
        account(new Outcome(tasks, new Choice(2_990, 2_500), AddedColumns.NONE), 2_500)
                .requireConserved();
        String message = "Cannot account for all rows of orders-2026112210-0123456789abcdef: read 3,000, rejected 10,"
                + " superseded 490, staged %s. Run the conversion again";
        assertThatThrownBy(() -> account(new Outcome(tasks, new Choice(2_990, 2_500), AddedColumns.NONE), 2_100)
                        .requireConserved())
                .as("a Parquet file is gone")
                .isInstanceOf(TransientException.class)
                .hasMessage(message.formatted("2,100"));
        assertThatThrownBy(() -> account(new Outcome(tasks, new Choice(2_989, 2_499), AddedColumns.NONE), 2_499)
                        .requireConserved())
                .as("a record went nowhere")
                .hasMessage(message.formatted("2,499"));
        assertThatThrownBy(() -> account(new Outcome(tasks(), new Choice(0, 0), AddedColumns.NONE), 0)
                        .requireConserved())
                .as("a file has no account")
                .isInstanceOf(TransientException.class);
    }

    @Test
    void aFaultOfAFileIsAReasonAndItsCountIsNotComparedThen() {
        assertThat(account(
                                "key: [id]",
                                OptionalLong.of(9),
                                List.of(OptionalLong.of(9)),
                                3,
                                new FileCount(3, 0, 0, "it is cut"))
                        .reasons())
                .containsExactly(FOLDER + "0.csv: it is cut");
    }

    @Test
    void declaredCountsMustBeRead() {
        assertThat(account(
                                "key: [id]",
                                UNDECLARED,
                                List.of(OptionalLong.of(1_200), OptionalLong.of(3)),
                                1203,
                                file(1_200, 0),
                                file(3, 0))
                        .reasons())
                .isEmpty();
        assertThat(account(
                                "key: [id]",
                                OptionalLong.of(5),
                                List.of(OptionalLong.of(1_200), OptionalLong.of(3)),
                                5,
                                file(2, 0),
                                file(3, 0))
                        .reasons())
                .containsExactly(FOLDER
                        + "0.csv: the manifest declares 1,200 records, but the file holds 2. Deliver all of them, or"
                        + " correct the manifest");
        assertThat(account("key: [id]", OptionalLong.of(6), List.of(UNDECLARED), 5, file(5, 0))
                        .reasons())
                .containsExactly(FOLDER
                        + "manifest.json: it declares 6 records, but its files hold 5. Deliver all of them, or correct"
                        + " the manifest");
        assertThat(account("key: [id]", UNDECLARED, List.of(OptionalLong.of(7), UNDECLARED), 0)
                        .reasons())
                .as("a file that no task read")
                .containsExactly(FOLDER
                        + "0.csv: the manifest declares 7 records, but the file holds 0. Deliver all of them, or correct"
                        + " the manifest");
    }

    @Test
    void moreRejectedRowsThanTheContractAllowsAreAReasonInAnyLanguage() {
        String onePercent = "key: [id]\nquality: { max_rejected: 1% }";
        assertThat(account(onePercent, UNDECLARED, List.of(UNDECLARED), 19_800, file(20_000, 200))
                        .reasons())
                .isEmpty();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(account(onePercent, UNDECLARED, List.of(UNDECLARED), 18_799, file(20_000, 1_201))
                            .reasons())
                    .containsExactly(
                            "1,201 of 20,000 records are rejected, more than the contract's max_rejected of 1%. The"
                                    + " reasons are in s3://processed/_quarantine/orders/year=2026/month=11/day=22/hour=10/batch=orders-2026112210-0123456789abcdef/run=0/."
                                    + " Correct the files, or the contract, and deliver again");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "amount: is not a decimal(12,2)        | 980 | In 980 of them, amount is not a decimal(12,2): was it retyped?",
                "amount: is not a decimal(12,2)        | 501 | In 501 of them, amount is not a decimal(12,2).",
                "amount: is not a decimal(12,2)        | 500 | ~~",
                "id: required, but the record has no value | 1200 | In 1,200 of them, id is missing: was it renamed?",
                "status: is not an allowed value (a)   | 980 | In 980 of them, status is not an allowed value (a): did the source change it?",
                "amount: several fields have this name. Say which by from | 520 | In 520 of them, amount: several fields have this name. Say which by from.",
                "malformed JSON                        | 980 | ~~",
                "other reasons                         | 980 | ~~",
            })
    void aColumnThatMostRejectedRecordsAreRejectedForIsNamed(String kind, long faults, String sentence) {
        long read = faults < 600 ? 2_000 : 1_500;
        long rejected = Math.max(1_000, faults);
        PartitionAccount tasks = tasks(file(read, rejected));
        tasks.count(kind, faults);
        tasks.count("at: is not a date", 30);
        Account account = new Account(
                new ConversionRun(delivery(UNDECLARED, List.of(UNDECLARED)), "0", List.of()),
                parsed("""
                        dataset: orders
                        source: { system: shop, format: csv }
                        columns: { id: bigint, amount: "decimal(12,2)", status: varchar(9), at: date }
                        target: { table: sales.orders, mode: append }
                        """),
                new Outcome(tasks, new Choice(read - rejected, read - rejected), AddedColumns.NONE),
                parquet(read - rejected));
        assertThat(account.reasons())
                .containsExactly(String.format(Locale.ROOT, "%,d of %,d", rejected, read)
                        + " records are rejected, more than the contract's max_rejected of 0%."
                        + (sentence.isEmpty() ? "" : " " + sentence)
                        + " The reasons are in s3://processed/_quarantine/orders/year=2026/month=11/day=22/hour=10/batch=orders-2026112210-0123456789abcdef/run=0/."
                        + " Correct the files, or the contract, and deliver again");
    }

    @Test
    void aHandfulOfRejectedRecordsSaysNothingOfTheirColumn() {
        Contract contract = contract("key: [id]");
        assertThat(LeadingFault.among(Map.of("id: is not an integer", 9L), 9, contract))
                .isEmpty();
        assertThat(LeadingFault.among(Map.of("id: is not an integer", 10L), 10, contract))
                .map(fault -> fault.sentence(10))
                .contains("In 10 of them, id is not an integer: was it retyped?");
    }

    @Test
    void missingColumnsAreNamedInTheContractsOrderWithTheFirstFileThatLacksThem() {
        PartitionAccount tasks = tasks(file(1, 0), file(1, 0));
        tasks.drift().add(1, new FileDrift(List.of("b", "a"), 2, List.of("id")));
        Account account = new Account(
                new ConversionRun(delivery(UNDECLARED, List.of(UNDECLARED, UNDECLARED)), "0", List.of()),
                contract("key: [id]"),
                new Outcome(tasks, new Choice(2, 2), AddedColumns.NONE),
                parquet(2));
        assertThat(account.missingColumns())
                .containsExactly(new MissingColumn("id", 1, S3Location.parse(FOLDER + "1.csv")));
        assertThat(account.newColumns()).containsExactly("a", "b");
        assertThat(account.moreNewColumns()).isEmpty();
    }

    private static FileCount file(long read, long rejected) {
        return new FileCount(read, rejected, 0, "");
    }

    /** An account of files {@code 0.csv}, {@code 1.csv} and so on. */
    private static Account account(
            String contract,
            OptionalLong declared,
            List<OptionalLong> declaredOfFiles,
            long staged,
            FileCount... files) {
        long good = 0;
        for (FileCount count : files) {
            good += count.read() - count.rejected();
        }
        return new Account(
                new ConversionRun(delivery(declared, declaredOfFiles), "0", List.of()),
                contract(contract),
                new Outcome(tasks(files), new Choice(good, staged), AddedColumns.NONE),
                parquet(staged));
    }

    /** An account of one file and a key. */
    private static Account account(Outcome outcome, long staged) {
        return new Account(
                new ConversionRun(delivery(UNDECLARED, List.of(UNDECLARED)), "0", List.of()),
                contract("key: [id]"),
                outcome,
                parquet(staged));
    }

    private static PartitionAccount tasks(FileCount... files) {
        PartitionAccount tasks = PartitionAccount.empty();
        for (int i = 0; i < files.length; i++) {
            tasks.files().put(i, files[i]);
        }
        return tasks;
    }

    private static List<ParquetFile> parquet(long rows) {
        S3Location url = S3Location.parse("s3://processed/orders/part-0.parquet");
        return rows == 0 ? List.of() : List.of(new ParquetFile(url, 100, rows));
    }

    private static Delivery delivery(OptionalLong declared, List<OptionalLong> declaredOfFiles) {
        List<DeliveredFile> files = new ArrayList<>();
        for (OptionalLong count : declaredOfFiles) {
            files.add(new DeliveredFile(S3Location.parse(FOLDER + files.size() + ".csv"), "etag", 10, count));
        }
        return new Delivery(
                BatchId.parse("orders-2026112210-0123456789abcdef"),
                DatasetName.of("orders"),
                "shop",
                Hour.of(2026, 11, 22, 10),
                Instant.parse("2026-11-22T10:30:00Z"),
                S3Location.parse(FOLDER + "manifest.json"),
                S3Location.parse("s3://contracts/orders.yaml"),
                S3Location.parse("s3://processed/"),
                declared,
                files,
                List.of(),
                Optional.empty());
    }

    private static Contract contract(String more) {
        String yaml = """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer }
                %s
                """.formatted(more.contains("target") ? more : more + "\ntarget: { table: sales.orders }");
        return parsed(yaml);
    }

    private static Contract parsed(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "orders.yaml");
    }
}
