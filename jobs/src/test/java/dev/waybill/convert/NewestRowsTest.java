package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.convert.NewestRows.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewestRowsTest {
    private static final StructType SCHEMA = new StructType()
            .add("name", DataTypes.StringType)
            .add("number", DataTypes.DoubleType)
            .add("at", DataTypes.LongType)
            .add("position", DataTypes.LongType)
            .add("hash", DataTypes.LongType);

    private final PartitionAccumulator<Choice> choices = new PartitionAccumulator<>();

    @Test
    void theNewestRowOfEachKeyIsKeptAndAllAreCounted() {
        assertThat(newest(
                        row("a", 1.0, 5L, 1, 7),
                        row("b", 1.0, 5L, 2, 8),
                        row("b", 1.0, 6L, 3, 8),
                        row("b", 1.0, 4L, 4, 8),
                        row("c", 1.0, 5L, 5, 9)))
                .containsExactly("a 1.0 5 1", "b 1.0 6 3", "c 1.0 5 5");
        assertThat(choices.value()).containsEntry(3, new Choice(5, 3)).hasSize(1);
    }

    @Test
    void keysThatShareAHashAreKeptApart() {
        assertThat(newest(
                        row("a", 1.0, 5L, 1, 7),
                        row("a rather long name", 1.0, 5L, 2, 7),
                        row("a", 1.0, 6L, 3, 7),
                        row("a rather long name", 1.0, 4L, 4, 7),
                        row("a", 2.0, 1L, 5, 7),
                        row("b", 1.0, 1L, 6, 8)))
                .containsExactly("a 1.0 6 3", "a rather long name 1.0 5 2", "a 2.0 1 5", "b 1.0 1 6");
        assertThat(choices.value()).containsEntry(3, new Choice(6, 4));
    }

    @Test
    void nullIsAKeyLikeAnyOtherAndTheOldestVersion() {
        assertThat(newest(
                        row(null, 1.0, null, 1, 7),
                        row(null, 1.0, Long.MIN_VALUE, 2, 7),
                        row("", 1.0, 3L, 3, 7),
                        row(null, 1.0, null, 4, 7),
                        row("n", null, null, 5, 7),
                        row("n", null, null, 6, 7)))
                .containsExactly("null 1.0 " + Long.MIN_VALUE + " 2", " 1.0 3 3", "n null null 6");
    }

    @Test
    void ofEquallyNewRowsTheLastOneIsKept() {
        assertThat(newest(row("a", 1.0, 5L, 2, 7), row("a", 1.0, 5L, 3, 7), row("a", 1.0, 5L, 1, 7)))
                .containsExactly("a 1.0 5 3");
    }

    @Test
    void aZeroIsOneKeyWhateverItsSign() {
        assertThat(newest(row("a", 0.0, 5L, 1, 7), row("a", -0.0, 6L, 2, 7), row("a", Double.NaN, 1L, 3, 7)))
                .containsExactly("a -0.0 6 2", "a NaN 1 3");
    }

    @Test
    void withoutRowsThereIsNothing() {
        assertThat(newest()).isEmpty();
        assertThat(choices.value()).containsEntry(3, Choice.NONE);
    }

    private List<String> newest(UnsafeRow... rows) {
        NewestRows newest =
                new NewestRows(SCHEMA, "hash", List.of("name", "number"), List.of("at", "position"), choices);
        Iterator<UnsafeRow> given = Arrays.asList(rows).iterator();
        // As Spark's sort does it: the same object each time.
        UnsafeRow same = new UnsafeRow(SCHEMA.size());
        Iterator<InternalRow> reused = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return given.hasNext();
            }

            @Override
            public InternalRow next() {
                UnsafeRow row = given.next();
                same.pointTo(row.getBaseObject(), row.getBaseOffset(), row.getSizeInBytes());
                return same;
            }
        };
        List<String> kept = new ArrayList<>();
        newest.call(3, reused)
                .forEachRemaining(row -> kept.add((row.isNullAt(0) ? "null" : row.getString(0)) + " "
                        + (row.isNullAt(1) ? "null" : row.getDouble(1)) + " "
                        + (row.isNullAt(2) ? "null" : row.getLong(2)) + " " + row.getLong(3)));
        return kept;
    }

    private static UnsafeRow row(
            @Nullable String name, @Nullable Double number, @Nullable Long at, long position, long hash) {
        UnsafeRowWriter writer = new UnsafeRowWriter(SCHEMA.size(), 64);
        writer.reset();
        writer.zeroOutNullBytes();
        if (name == null) {
            writer.setNullAt(0);
        } else {
            writer.write(0, UTF8String.fromString(name));
        }
        if (number == null) {
            writer.setNullAt(1);
        } else {
            writer.write(1, number.doubleValue());
        }
        if (at == null) {
            writer.setNullAt(2);
        } else {
            writer.write(2, at.longValue());
        }
        writer.write(3, position);
        writer.write(4, hash);
        return writer.getRow().copy();
    }
}
