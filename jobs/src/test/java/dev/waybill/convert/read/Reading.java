package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.type.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file and what a reader makes of it, one line a record: {@code 2: a|b|NULL}, under {@code drift: add} then
 * {@code {new=text}} if it has new fields, {@code 3! why it is bad <its text>}, and last {@code file! why the rest can't be
 * trusted}.
 */
record Reading(Contract contract, String fileName) {

    /** Reads CSV of these columns, whose types don't matter here; {@code source} is more of the contract's source. */
    static Reading csv(String source, String... columns) {
        return of("csv", source, "a.csv", columns);
    }

    static Reading json(String source, String... columns) {
        return of("json", source, "a.json", columns);
    }

    static Reading xml(String records, String... columns) {
        return of("xml", "records: " + records, "a.xml", columns);
    }

    private static Reading of(String format, String source, String fileName, String... columns) {
        String yaml = """
                dataset: orders
                source:
                  system: shop
                  format: %s
                %s
                columns:
                %s
                target: { table: sales.orders, mode: append }
                """.formatted(
                        format,
                        source.isEmpty() ? "" : source.indent(2).stripTrailing(),
                        Arrays.stream(columns)
                                .map(column -> "  " + (column.contains(":") ? column : column + ": varchar(max)"))
                                .collect(Collectors.joining("\n")));
        return new Reading(contract(yaml), fileName);
    }

    static Contract contract(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "orders.yaml");
    }

    Reading named(String name) {
        return new Reading(contract, name);
    }

    List<String> of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    List<String> of(String text, Charset charset) {
        return of(text.getBytes(charset));
    }

    List<String> of(byte[] file) {
        List<String> lines = new ArrayList<>();
        try (RecordReader reader = RecordReaders.open(new ByteArrayInputStream(file), fileName, contract)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                lines.add(line(record));
            }
        } catch (FileFaultException e) {
            lines.add("file! " + e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    /** What the file and the contract don't share: {@code +colour, -note}. */
    String drift(String text) {
        FileDrift drift = fileDrift(text);
        return Stream.concat(
                        drift.newColumns().stream().map(name -> "+" + name),
                        drift.missing().stream().map(name -> "-" + name))
                .collect(Collectors.joining(", "));
    }

    FileDrift fileDrift(String text) {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        try (RecordReader reader = RecordReaders.open(new ByteArrayInputStream(file), fileName, contract)) {
            while (reader.next() != null) {}
            return reader.drift();
        } catch (IOException | FileFaultException e) {
            throw new AssertionError(e);
        }
    }

    private static String line(SourceRecord record) {
        return line(record, record.position());
    }

    static String line(SourceRecord record, long position) {
        if (record.faults().isEmpty()) {
            return position + ": " + values(record.fields()) + (record.added().isEmpty() ? "" : " " + record.added());
        }
        return position + "! "
                + record.faults().stream().map(Fault::message).collect(Collectors.joining("; ")) + " <"
                + record.raw().get().readable() + ">";
    }

    private static String values(@Nullable String[] fields) {
        return Arrays.stream(fields)
                .map(value -> value == null ? "NULL" : value)
                .collect(Collectors.joining("|"));
    }

    /** Bytes by their values. */
    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
