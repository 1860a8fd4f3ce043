package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.error.TransientException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
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
    /** How many good records there were of a key. */
    private static final String RECORDS = "_records";

    private final SparkSession spark;
    private final ConversionRun run;
    private final Delivery delivery;
    private final Contract contract;
    private final byte[] yaml;
    private final List<FileGroup> groups;

    Conversion(SparkSession spark, ConversionRun run, Contract contract, byte[] yaml) {
        this.spark = session(spark);
        this.run = run;
        this.delivery = run.delivery();
        this.contract = contract;
        this.yaml = yaml;
        this.groups = FileGroup.of(delivery.files());
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
        // Few large files: COPY splits those over 128 MB by itself, and is slow on many small ones. In Parquet, rows
        // have half to a quarter of the size that they have here.
        session.conf().set("spark.sql.adaptive.advisoryPartitionSizeInBytes", "512m");
        session.conf().set("spark.sql.adaptive.coalescePartitions.parallelismFirst", false);
        session.conf().set("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
        return session;
    }

    /**
     * What came of it, counted where it happened.
     *
     * @param tasks what the tasks read
     * @param records the good records that went into the choice of the newest
     * @param keys the rows that came out of it
     */
    record Outcome(PartitionAccount tasks, long records, long keys) {
        static final Outcome NOTHING = new Outcome(PartitionAccount.empty(), 0, 0);
    }

    Outcome run() {
        AccountAccumulator accounts = new AccountAccumulator();
        spark.sparkContext().register(accounts);
        Observation counted = new Observation();
        Dataset<Row> rows = newestPerKey(read(accounts), counted);
        List<String> sortkey = contract.target().sortkey();
        Dataset<Row> sorted = sortkey.isEmpty()
                ? rows
                : rows.sortWithinPartitions(sortkey.stream().map(functions::col).toArray(Column[]::new));
        sorted.write()
                .mode(SaveMode.Overwrite)
                .parquet(HadoopPaths.of(run.parquet()).toString());
        return new Outcome(accounts.total(), count(counted, "records"), count(counted, "keys"));
    }

    private static long count(Observation counted, String name) {
        try {
            Object count = counted.getAsJava().get(name);
            // The sum of no rows is NULL.
            return count == null ? 0 : ((Number) count).longValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while the rows were counted", e);
        }
    }

    private Dataset<Row> read(AccountAccumulator accounts) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        ReadFiles readFiles = new ReadFiles(
                context.broadcast(new BatchDocuments(delivery, yaml)),
                run.quarantine(),
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())),
                accounts);
        JavaRDD<Row> records = context.parallelize(groups, groups.size()).mapPartitionsWithIndex(readFiles, true);
        StructType schema = ColumnTypes.schema(contract)
                .add(FILE, DataTypes.StringType, false)
                .add(ORDER, DataTypes.IntegerType, false)
                .add(POSITION, DataTypes.LongType, false);
        return spark.createDataFrame(records, schema);
    }

    private Dataset<Row> newestPerKey(Dataset<Row> rows, Observation counted) {
        if (contract.key().isEmpty()) {
            Column one = functions.count(functions.lit(1));
            Dataset<Row> all = rows.drop(ORDER, POSITION).observe(counted, one.as("records"), one.as("keys"));
            // Each task would make a Parquet file; the hint lets Spark make few large ones.
            return groups.size() > 1 ? all.hint("rebalance") : all;
        }
        Column row = functions.struct(functions.col("*"));
        Column version = functions.struct(
                contract.newest().map(functions::col).orElseGet(() -> functions.lit(0)),
                functions.col(ORDER),
                functions.col(POSITION));
        Column[] key = contract.key().stream().map(functions::col).toArray(Column[]::new);
        // Spread by key first: Spark would choose among each task's own rows before, for which it sorts them all once
        // more.
        // A NULL is less than any value here: a row without a version is the oldest.
        return rows.repartition(key)
                .groupBy(key)
                .agg(
                        functions.max_by(row, version).as("newest"),
                        functions.count(functions.lit(1)).as(RECORDS))
                .observe(
                        counted,
                        functions.sum(RECORDS).as("records"),
                        functions.count(functions.lit(1)).as("keys"))
                .select("newest.*")
                .drop(ORDER, POSITION);
    }
}
