import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.temporal.JulianFields;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The staged rows as a Parquet file of the conversion. */
final class StagedParquet {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message spark_schema {
              optional int64 id;
              optional int96 changed_at;
              optional binary account (STRING);
              optional binary symbol (STRING);
              optional binary side (STRING);
              optional int32 quantity;
              optional double price;
              optional binary venue (STRING);
              optional binary note (STRING);
              required binary _file (STRING);
            }""");

    private StagedParquet() {}

    static Path write(Connection connection, String table) throws Exception {
        Path file = Files.createTempFile("waybill-bench-", ".parquet");
        Files.delete(file);
        SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withType(SCHEMA)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .build();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + Table.COLUMNS + " FROM " + table + " ORDER BY id")) {
            while (rows.next()) {
                Group group = groups.newGroup()
                        .append("id", rows.getLong("id"))
                        .append("changed_at", int96(rows.getObject("changed_at", LocalDateTime.class)));
                for (String text : new String[] {"account", "symbol", "side", "venue", "note"}) {
                    group.append(text, rows.getString(text));
                }
                group.append("quantity", rows.getInt("quantity")).append("price", rows.getDouble("price"));
                writer.write(group.append("_file", "s3://source/trades/2026/11/22/10/trades.csv"));
            }
        }
        return file;
    }

    private static NanoTime int96(LocalDateTime time) {
        return new NanoTime(
                (int) time.getLong(JulianFields.JULIAN_DAY), time.toLocalTime().toNanoOfDay());
    }
}
