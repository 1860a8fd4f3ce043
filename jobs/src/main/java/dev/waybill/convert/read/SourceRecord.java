package dev.waybill.convert.read;

import dev.waybill.convert.type.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands in its file.
 *
 * @param position its first line for CSV and JSON Lines, else its ordinal number; from 1
 * @param raw makes the record's text, which only a bad record needs, and which can be had until the next record is read; bytes that the encoding doesn't know are lone low surrogates, see {@link DecodedReader}
 * @param fields the text of each of the contract's columns, in their order; null where the record has none
 * @param faults why the record is bad already, before any value is looked at
 * @param added under {@code drift: add}, the texts of fields that the contract doesn't have, by the names that
 *     {@link FileDrift} has for them; null or absent where the record has none
 */
@SuppressWarnings("ArrayRecordComponent") // one for each record of a file, never compared
public record SourceRecord(
        long position,
        Supplier<RawText> raw,
        @Nullable String[] fields,
        List<Fault> faults,
        Map<String, @Nullable String> added) {

    SourceRecord(long position, Supplier<RawText> raw, @Nullable String[] fields, List<Fault> faults) {
        this(position, raw, fields, faults, Map.of());
    }
}
