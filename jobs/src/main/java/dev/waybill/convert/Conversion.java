package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Contract.Drift;
import dev.waybill.convert.NewestRows.Choice;
import dev.waybill.error.TransientException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** The Spark part of a conversion: one pass from the files to Parquet, with the account gathered on the way. */
final class Conversion {
    /** The lineage column in Parquet, after the contract's columns: the file that a row came from. */
    static final String FILE = "_file";

    /** The file's place in the delivery and the record's in the file: who wins among equally new rows of one key. */
    private static final String ORDER = "_order";

    private static final String POSITION = "_position";
    private static final String HASH = "_hash";

    /** Under {@code drift: add}, the texts of a row's new fields by their names. */
    private static final String ADDED = "_added";

    private final SparkSession spark;
    private final ConversionRun run;
    private final Delivery delivery;
    private final Contract contract;
    private final byte[] yaml;
    private final List<FileGroup> groups;
    private final ConversionSizes sizes;

    Conversion(
            SparkSession spark,
            ConversionRun run,
            Contract contract,
            byte[] yaml,
            List<FileGroup> groups,
            ConversionSizes sizes) {
        this.spark = session(spark);
        this.run = run;
        this.delivery = run.delivery();
        this.contract = contract;
        this.yaml = yaml;
        this.groups = groups;
        this.sizes = sizes;
    }

    /** A session of its own, so that the options hold for this batch whatever else runs in the process. */
    private static SparkSession session(SparkSession spark) {
        SparkSession session = spark.newSession();
        session.conf().set("spark.sql.session.timeZone", "UTC");
        // COPY reads INT96 timestamps and fixed-length decimals of the least length for their precision.
        session.conf().set("spark.sql.parquet.outputTimestampType", "INT96");
        session.conf().set("spark.sql.parquet.writeLegacyFormat", true);
        session.conf().set("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
        session.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
        // An adaptive plan is made after its shuffles have run, which is when new columns are known.
        session.conf().set("spark.sql.adaptive.enabled", true);
        // Without a key, Spark joins what the tasks read. In Parquet, rows have half to a quarter of the size that they
        // have between the tasks.
        session.conf().set("spark.sql.adaptive.advisoryPartitionSizeInBytes", "512m");
        session.conf().set("spark.sql.adaptive.coalescePartitions.parallelismFirst", true);
        session.conf().set("spark.sql.adaptive.coalescePartitions.minPartitionSize", "128m");
        session.conf().set("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
        // A task's file goes to its place when the task ends, and isn't moved once more when all have. No two tasks
        // write the same name, and nobody looks into the run's folder before the account is right.
        session.conf().set("mapreduce.fileoutputcommitter.algorithm.version", 2);
        return session;
    }

    /**
     * What came of it, counted where it happened.
     *
     * @param tasks what the tasks read
     * @param choice the good records that went into the choice of the newest, and the rows that came out of it
     * @param added what the Parquet files have after the contract's columns
     */
    record Outcome(PartitionAccount tasks, Choice choice, AddedColumns added) {
        static final Outcome NOTHING = new Outcome(PartitionAccount.empty(), Choice.NONE, AddedColumns.NONE);
    }

    Outcome run() {
        PartitionAccumulator<PartitionAccount> accounts = accumulator();
        PartitionAccumulator<Choice> choices = accumulator();
        Dataset<Row> rows = contract.key().isEmpty() ? all(read(accounts)) : newest(read(accounts), accounts, choices);
        // All files are read by now, since their rows were shuffled: see docs/adr/0010-columns-that-files-add.md.
        AddedColumns added = adds() ? added(total(accounts)) : AddedColumns.NONE;
        written(sorted(rows), added.columns())
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(HadoopPaths.of(run.parquet()).toString());
        PartitionAccount read = total(accounts);
        if (adds() && !added(read).equals(added)) {
            throw new TransientException("Cannot tell all new columns of " + delivery.batch()
                    + " before its rows are written. Run the conversion again");
        }
        long accepted = read.accepted();
        return new Outcome(
                read,
                contract.key().isEmpty()
                        ? new Choice(accepted, accepted)
                        : choices.value().values().stream().reduce(Choice.NONE, Choice::plus),
                added);
    }

    private boolean adds() {
        return contract.drift() == Drift.ADD;
    }

    private AddedColumns added(PartitionAccount read) {
        return AddedColumns.of(contract, read.drift());
    }

    private <T> PartitionAccumulator<T> accumulator() {
        PartitionAccumulator<T> accumulator = new PartitionAccumulator<>();
        spark.sparkContext().register(accumulator);
        return accumulator;
    }

    private Dataset<Row> read(PartitionAccumulator<PartitionAccount> accounts) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        ReadFiles readFiles = new ReadFiles(
                context.broadcast(new BatchDocuments(delivery, yaml)),
                run.quarantine(),
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())),
                accounts);
        StructType schema = ColumnTypes.schema(contract)
                .add(ORDER, DataTypes.IntegerType, false)
                .add(POSITION, DataTypes.LongType, false);
        return CatalystRows.dataset(
                spark,
                context.parallelize(groups, groups.size()).mapPartitionsWithIndex(readFiles, true),
                adds()
                        ? schema.add(ADDED, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
                        : schema);
    }

    private Dataset<Row> all(Dataset<Row> rows) {
        if (!adds() && groups.size() == 1) {
            return rows;
        }
        // Each task would make a Parquet file; the hint lets Spark make few large ones.
        Dataset<Row> few = rows.hint("rebalance");
        return adds() ? CatalystRows.dataset(spark, CatalystRows.rows(few), few.schema()) : few;
    }

    private Dataset<Row> newest(
            Dataset<Row> rows, PartitionAccumulator<PartitionAccount> accounts, PartitionAccumulator<Choice> choices) {
        Dataset<Row> byKey = rows.withColumn(HASH, functions.xxhash64(columns(contract.key())))
                .repartition(sizes.partitions(delivery.files()), functions.col(HASH))
                .sortWithinPartitions(HASH);
        List<String> version = new ArrayList<>(contract.newest().stream().toList());
        version.addAll(List.of(ORDER, POSITION));
        NewestRows newest = new NewestRows(byKey.schema(), HASH, contract.key(), version, choices);
        // This reads the files, and their accounts are complete.
        JavaRDD<InternalRow> sorted = CatalystRows.rows(byKey);
        int files = sizes.parquetFiles(
                total(accounts).characters(), spark.sparkContext().defaultParallelism());
        return CatalystRows.dataset(
                spark, sorted.mapPartitionsWithIndex(newest, true).coalesce(files), byKey.schema());
    }

    private static PartitionAccount total(PartitionAccumulator<PartitionAccount> accounts) {
        return PartitionAccount.total(accounts.value().values());
    }

    /** By the sort key; without one, rows of near keys are near, which is good for compression and for who looks for a key. */
    private Dataset<Row> sorted(Dataset<Row> rows) {
        List<String> sortkey = contract.target().sortkey();
        List<String> order = sortkey.isEmpty() ? contract.key() : sortkey;
        return order.isEmpty() ? rows : rows.sortWithinPartitions(columns(order));
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(functions::col).toArray(Column[]::new);
    }

    /** As COPY takes them, by position: the contract's columns, those that are added, the file. */
    private Dataset<Row> written(Dataset<Row> rows, List<AddedColumn> added) {
        List<Column> columns = new ArrayList<>();
        contract.columns().forEach(column -> columns.add(rows.col(column.name())));
        added.forEach(
                column -> columns.add(rows.col(ADDED).getItem(column.from()).as(column.name())));
        columns.add(url(rows.col(ORDER)).as(FILE));
        return rows.select(columns.toArray(Column[]::new));
    }

    /** The URL of the file at a place in the delivery: it goes into the rows last, lest all are moved and sorted with it. */
    private Column url(Column order) {
        String[] urls =
                delivery.files().stream().map(file -> file.url().toString()).toArray(String[]::new);
        return functions.element_at(functions.lit(urls), order.plus(1));
    }
}
