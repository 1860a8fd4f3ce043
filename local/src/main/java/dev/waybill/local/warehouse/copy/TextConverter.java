package dev.waybill.local.warehouse.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** Makes text, as PostgreSQL reads it, of the values of a column; NULL is the text that none was made since the last take. */
class TextConverter extends PrimitiveConverter {
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter DATE_BEFORE_CHRIST = DateTimeFormatter.ofPattern("yyyy-MM-dd 'BC'");
    private @Nullable String text;

    /** The value of the row that was read last. */
    final @Nullable String take() {
        String taken = text;
        text = null;
        return taken;
    }

    final void set(String value) {
        text = value;
    }

    /** Numbers and booleans, as Java writes them. */
    static TextConverter plain() {
        return new TextConverter();
    }

    @Override
    public void addBoolean(boolean value) {
        set(value ? "t" : "f");
    }

    @Override
    public void addInt(int value) {
        set(Integer.toString(value));
    }

    @Override
    public void addLong(long value) {
        set(Long.toString(value));
    }

    @Override
    public void addFloat(float value) {
        set(Float.toString(value));
    }

    @Override
    public void addDouble(double value) {
        set(Double.toString(value));
    }

    static TextConverter date() {
        return new TextConverter() {
            @Override
            public void addInt(int value) {
                set(text(value));
            }
        };
    }

    private static String text(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return date.getYear() > 0 ? DATE.format(date) : DATE_BEFORE_CHRIST.format(date);
    }

    /** A timestamp of twelve bytes, in UTC: the nanoseconds of the day, and the Julian day. */
    static TextConverter int96() {
        return new TextConverter() {
            @Override
            public void addBinary(Binary value) {
                ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
                long nanos = bytes.getLong(bytes.position());
                long day = Integer.toUnsignedLong(bytes.getInt(bytes.position() + 8)) - JULIAN_DAY_OF_EPOCH;
                LocalDate date = LocalDate.ofEpochDay(day);
                String time = LocalTime.ofNanoOfDay(nanos / 1000 * 1000) + "+00";
                set(date.getYear() > 0 ? DATE.format(date) + " " + time : DATE.format(date) + " " + time + " BC");
            }
        };
    }

    static TextConverter decimal(int scale) {
        return new TextConverter() {
            @Override
            public void addInt(int value) {
                set(BigDecimal.valueOf(value, scale).toPlainString());
            }

            @Override
            public void addLong(long value) {
                set(BigDecimal.valueOf(value, scale).toPlainString());
            }

            @Override
            public void addBinary(Binary value) {
                set(new BigDecimal(new BigInteger(value.getBytesUnsafe()), scale).toPlainString());
            }
        };
    }
}
