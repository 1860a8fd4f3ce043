package dev.waybill.convert;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest row of each key among rows that are sorted by a hash of their key. Spark sorts by one number several times
 * as fast as by the key and what makes a row newer; the rows of one hash, which are few, are compared here.
 *
 * <p>In memory are the rows of one hash.
 */
final class NewestRows implements Function2<Integer, Iterator<InternalRow>, Iterator<InternalRow>> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<Comparable<Object>> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private final StructType schema;
    private final int hash;
    private final int[] key;
    private final int[] version;
    private final PartitionAccumulator<Choice> choices;

    /**
     * Rows of one partition that went into the choice, and that came out of it.
     *
     * @param records all
     * @param keys the newest ones
     */
    record Choice(long records, long keys) implements Serializable {
        static final Choice NONE = new Choice(0, 0);

        Choice plus(Choice other) {
            return new Choice(records + other.records, keys + other.keys);
        }
    }

    /**
     * A choice.
     *
     * @param hash the name of the column that the rows are sorted by
     * @param key the names of the columns of the key
     * @param version the names of the columns that make a row newer, the first one first; NULL is less than any value
     */
    NewestRows(
            StructType schema,
            String hash,
            List<String> key,
            List<String> version,
            PartitionAccumulator<Choice> choices) {
        this.schema = schema;
        this.hash = schema.fieldIndex(hash);
        this.key = key.stream().mapToInt(schema::fieldIndex).toArray();
        this.version = version.stream().mapToInt(schema::fieldIndex).toArray();
        this.choices = choices;
    }

    @Override
    public Iterator<InternalRow> call(Integer partition, Iterator<InternalRow> rows) {
        return new Newest(partition, rows);
    }

    private boolean sameKey(InternalRow one, InternalRow other) {
        for (int column : key) {
            if (compare(column, one, other) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isNewer(InternalRow one, InternalRow other) {
        for (int column : version) {
            int order = compare(column, one, other);
            if (order != 0) {
                return order > 0;
            }
        }
        return false;
    }

    private int compare(int column, InternalRow one, InternalRow other) {
        return NULLS_FIRST.compare(value(column, one), value(column, other));
    }

    /** All of Spark's types that a contract's columns have compare themselves as Spark does, but for a zero's sign. */
    @SuppressWarnings("unchecked")
    private @Nullable Comparable<Object> value(int column, InternalRow row) {
        DataType type = schema.fields()[column].dataType();
        Object value = row.isNullAt(column) ? null : row.get(column, type);
        if (value instanceof Double number) {
            value = number + 0.0;
        } else if (value instanceof Float number) {
            value = number + 0.0f;
        }
        return (Comparable<Object>) value;
    }

    private final class Newest implements Iterator<InternalRow> {
        private final int partition;
        private final Iterator<InternalRow> rows;
        private long records;
        private long keys;
        /** The newest rows of the hash that is read, mostly one; and those of the one before, which are given out. */
        private List<UnsafeRow> reading = new ArrayList<>();

        private List<UnsafeRow> ready = new ArrayList<>();
        private int given;
        /** Rows to copy into. */
        private final List<UnsafeRow> spare = new ArrayList<>();

        private boolean ended;

        Newest(int partition, Iterator<InternalRow> rows) {
            this.partition = partition;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (given == ready.size() && !ended) {
                if (rows.hasNext()) {
                    records++;
                    read((UnsafeRow) rows.next());
                } else {
                    turn();
                    ended = true;
                    keys += ready.size();
                    choices.add(Map.of(partition, new Choice(records, keys)));
                }
            }
            return given < ready.size();
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.get(given++);
        }

        private void read(UnsafeRow row) {
            if (!reading.isEmpty() && reading.get(0).getLong(hash) != row.getLong(hash)) {
                turn();
                keys += ready.size();
            }
            for (UnsafeRow kept : reading) {
                if (sameKey(kept, row)) {
                    if (isNewer(row, kept)) {
                        kept.copyFrom(row);
                    }
                    return;
                }
            }
            UnsafeRow kept = spare.isEmpty() ? emptyRow() : spare.remove(spare.size() - 1);
            kept.copyFrom(row);
            reading.add(kept);
        }

        /** What was read is ready. */
        private void turn() {
            spare.addAll(ready);
            ready.clear();
            given = 0;
            List<UnsafeRow> read = reading;
            reading = ready;
            ready = read;
        }

        private UnsafeRow emptyRow() {
            UnsafeRow row = new UnsafeRow(schema.size());
            row.pointTo(new byte[0], 0);
            return row;
        }
    }
}
