package dev.waybill.contract;

import dev.waybill.batch.Layout;
import dev.waybill.contract.Source.CsvDialect;
import dev.waybill.contract.Source.Format;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the contract's {@code source}. */
final class SourceReader {
    private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9]{0,20}");
    private static final Pattern ELEMENT = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:-]*");
    private static final List<String> CSV_ONLY = List.of("delimiter", "quote", "escape", "comment", "skip", "header");

    private final Section source;
    private final Optional<Format> format;

    private SourceReader(Section source) {
        this.source = source;
        this.format = ContractReader.oneOf(source.text("format"), Format.class);
    }

    static Optional<Source> read(Section source) {
        return new SourceReader(source).source();
    }

    private Optional<Source> source() {
        Optional<String> system = source.value("system", SourceReader::system);
        Layout layout = source.value("layout", Layout::parse).orElse(Layout.HOURLY);
        Optional<String> records = records();
        CsvDialect csv = csv();
        Charset encoding = source.value("encoding", SourceReader::charset).orElse(StandardCharsets.UTF_8);
        boolean trim = source.flag("trim").orElse(true);
        refuseKeysOfOtherFormats();
        if (system.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Source(system.get(), format.get(), records, layout, csv, encoding, nulls(format.get()), trim));
    }

    private static String system(String text) {
        if (!SYSTEM.matcher(text).matches()) {
            throw new IllegalArgumentException("Invalid system: '" + text + "' is part of bucket names. Use lower-case"
                    + " letters and digits, beginning with a letter, at most 21 characters");
        }
        return text;
    }

    private static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Invalid encoding: '" + text + "'."
                            + Spelling.nearest(text, Charset.availableCharsets().keySet())
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(" Write UTF-8, ISO-8859-1 or windows-1252, for example"),
                    e);
        }
    }

    private Optional<String> records() {
        if (format.filter(Format.CSV::equals).isPresent() && source.has("records")) {
            source.mistake("records", "CSV has one record a row. Remove records");
        }
        if (format.filter(Format.XML::equals).isPresent() && !source.has("records")) {
            source.mistake("records", "is missing. Write the name of the XML element that is a record, such as row");
        }
        return source.value("records", this::records).filter(records -> !records.isEmpty());
    }

    private String records(String text) {
        if (format.filter(Format.XML::equals).isPresent()
                && !text.isEmpty()
                && !ELEMENT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "Invalid element: '" + text + "'. Write the element's name alone, such as row");
        }
        return format.filter(Format.JSON::equals).isPresent() && !text.isEmpty()
                ? RecordsPath.parse(text).toString()
                : text;
    }

    private CsvDialect csv() {
        CsvDialect usual = CsvDialect.RFC_4180;
        char delimiter = source.value("delimiter", SourceReader::delimiter).orElse(usual.delimiter());
        char quote = source.value("quote", SourceReader::character).orElse(usual.quote());
        char escape = source.value("escape", SourceReader::character).orElse(quote);
        if (delimiter == quote || delimiter == escape) {
            source.mistake("delimiter", "is also the quote or the escape. Write three characters that tell them apart");
        }
        Optional<Character> comment = source.value("comment", SourceReader::character);
        if (comment.filter(c -> c == delimiter || c == quote || c == escape).isPresent()) {
            source.mistake("comment", "is also the delimiter, the quote or the escape. Write another character");
        }
        int skip = source.number("skip").map(BigDecimal::intValue).orElse(usual.skip());
        return new CsvDialect(
                delimiter, quote, escape, comment, skip, source.flag("header").orElse(usual.header()));
    }

    private static char delimiter(String text) {
        return text.equals("tab") || text.equals("\\t") ? '\t' : character(text);
    }

    private static char character(String text) {
        if (text.length() != 1 || text.equals("\n") || text.equals("\r")) {
            throw new IllegalArgumentException(
                    "Invalid character: '" + text + "'. Write exactly one character, in quotes");
        }
        return text.charAt(0);
    }

    private List<String> nulls(Format format) {
        if (!source.has("nulls")) {
            return format == Format.JSON ? List.of() : List.of("");
        }
        return source.texts("nulls").stream()
                .flatMap(token -> token.text().stream())
                .toList();
    }

    private void refuseKeysOfOtherFormats() {
        if (format.filter(Format.CSV::equals).isPresent() || format.isEmpty()) {
            return;
        }
        CSV_ONLY.stream()
                .filter(source::has)
                .forEach(key -> source.mistake(key, "only CSV has a " + key + ". Remove it"));
        if (format.get() == Format.XML && source.has("encoding")) {
            source.mistake("encoding", "XML files declare their own encoding. Remove it");
        }
    }
}
