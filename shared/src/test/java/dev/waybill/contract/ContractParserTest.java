package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Hour;
import dev.waybill.batch.Layout;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.ColumnType.Decimal;
import dev.waybill.contract.ColumnType.Simple;
import dev.waybill.contract.ColumnType.Varchar;
import dev.waybill.contract.Contract.Drift;
import dev.waybill.contract.Derived.Kind;
import dev.waybill.contract.Notation.BooleanNotation;
import dev.waybill.contract.Notation.NumberNotation;
import dev.waybill.contract.Source.CsvDialect;
import dev.waybill.contract.Source.Format;
import dev.waybill.contract.Standard.LetterCase;
import dev.waybill.contract.Standard.Replacement;
import dev.waybill.contract.Target.Mode;
import dev.waybill.contract.ValueRules.TooLong;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractParserTest {
    private static final String SMALLEST = """
            dataset: orders
            source: { system: shop, format: csv }
            columns: { id: integer }
            target: { table: sales.orders, mode: append }
            """;
    /** As {@code sha256sum} says. */
    private static final String DIGEST_OF_SMALLEST = "48821c9262b98884759355be3c8932841b3f132b2e0d5a93a4329eadcb6a5204";

    @Test
    void theDesignsExampleIsRead() {
        Contract contract = parse("""
                dataset: earthquakes
                source:
                  system: usgs                 # bucket name part
                  format: json                 # csv | json | xml
                  records: features            # where the records are (JSON path; XML: the row element)
                  layout: yyyy/MM/dd/HH
                columns:
                  id:         { type: varchar(32), required: true }
                  magnitude:  { from: properties.mag, type: "decimal(4,2)" }
                  place:      { from: properties.place, type: varchar(256) }
                  at:         { from: properties.time, type: timestamp, format: epoch_millis }
                  updated_at: { from: properties.updated, type: timestamp, format: epoch_millis }
                  longitude:  { from: "geometry.coordinates[0]", type: double }
                key: [id]
                newest: updated_at             # newest wins, within a batch and against the table
                target: { table: seismic.earthquakes, mode: upsert, distkey: id, sortkey: [at] }
                drift: fail                    # new source columns: ignore | fail | add
                refresh: [seismic.daily_activity]
                quality:
                  max_rejected: 1%
                  checks:
                    - { not_null: magnitude, at_least: 95% }
                    - { range: { column: magnitude, min: -2, max: 10 } }
                    - { sql: "SELECT count(*) = 0 FROM seismic.earthquakes WHERE at > updated_at", name: no time travel }
                """);

        assertThat(contract)
                .isEqualTo(new Contract(
                        DatasetName.of("earthquakes"),
                        new Source(
                                "usgs",
                                Format.JSON,
                                Optional.of("features"),
                                Layout.HOURLY,
                                CsvDialect.RFC_4180,
                                StandardCharsets.UTF_8,
                                List.of(),
                                true),
                        List.of(
                                column("id", Optional.empty(), new Varchar(32), true, List.of()),
                                column("magnitude", Optional.of("properties.mag"), new Decimal(4, 2), false, List.of()),
                                column("place", Optional.of("properties.place"), new Varchar(256), false, List.of()),
                                column(
                                        "at",
                                        Optional.of("properties.time"),
                                        Simple.TIMESTAMP,
                                        false,
                                        List.of("epoch_millis")),
                                column(
                                        "updated_at",
                                        Optional.of("properties.updated"),
                                        Simple.TIMESTAMP,
                                        false,
                                        List.of("epoch_millis")),
                                column(
                                        "longitude",
                                        Optional.of("geometry.coordinates[0]"),
                                        Simple.DOUBLE,
                                        false,
                                        List.of())),
                        List.of("id"),
                        Optional.of("updated_at"),
                        Optional.empty(),
                        new Target(
                                TableName.parse("seismic.earthquakes"),
                                Mode.UPSERT,
                                Optional.of("id"),
                                List.of("at"),
                                UndoTime.parse("7 days")),
                        Optional.empty(),
                        Drift.FAIL,
                        List.of(new Derived(TableName.parse("seismic.daily_activity"), Kind.VIEW, Optional.empty())),
                        new Quality(
                                Share.parse("1%"),
                                List.of(
                                        QualityCheck.of(new NotNull("magnitude", Share.parse("95%"))),
                                        QualityCheck.of(new Range("magnitude", Optional.of("-2"), Optional.of("10"))),
                                        QualityCheck.of(
                                                new Sql(
                                                        "no time travel",
                                                        "SELECT count(*) = 0 FROM seismic.earthquakes WHERE at > updated_at")))),
                        contract.digest()));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(parse(SMALLEST))
                .isEqualTo(new Contract(
                        DatasetName.of("orders"),
                        new Source(
                                "shop",
                                Format.CSV,
                                Optional.empty(),
                                Layout.HOURLY,
                                new CsvDialect(',', '"', '"', Optional.empty(), 0, true),
                                StandardCharsets.UTF_8,
                                List.of(""),
                                true),
                        List.of(column("id", Optional.empty(), Simple.INTEGER, false, List.of())),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new Target(
                                TableName.parse("sales.orders"),
                                Mode.APPEND,
                                Optional.empty(),
                                List.of(),
                                UndoTime.parse("7 days")),
                        Optional.empty(),
                        Drift.IGNORE,
                        List.of(),
                        new Quality(Share.NONE, List.of()),
                        DIGEST_OF_SMALLEST));
    }

    @Test
    void aCadenceSaysWhichHoursAreDeliveredAndWhenTheyAreDue() {
        Cadence cadence = parse(SMALLEST + "cadence: { every: 6 hours, within: 90 minutes }\n")
                .cadence()
                .orElseThrow();

        Instant from = Instant.parse("2026-11-21T06:30:00Z");
        assertThat(cadence.hours(from, from.plus(Duration.ofHours(24))).map(Hour::toString))
                .containsExactly("2026-11-21T12", "2026-11-21T18", "2026-11-22T00", "2026-11-22T06");
        assertThat(cadence.due(Hour.parse("2026-11-22T06"))).isEqualTo("2026-11-22T13:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "op = 'D'              | op   | D",
                "op in ('D', 'X')      | op   | D;X",
                "op IN ('it''s','=,(') | op   | it's;=,(",
                "flag=1                | flag | 1",
                "flag in (+1, -2)      | flag | 1;-2",
                "gone = TRUE           | gone | true"
            })
    void whatMarksADeleteIsAColumnAndItsValues(String condition, String column, String values) {
        Contract contract =
                parse(SMALLEST.replace("id: integer", "id: integer, op: varchar(9), flag: smallint, gone: boolean")
                                .replace(", mode: append", "")
                        + "key: id\ndelete_when: " + condition + "\n");

        assertThat(contract.deleteWhen()).contains(new DeleteMarker(column, List.of(values.split(";"))));
    }

    @Test
    void theDigestIsTheSha256OfTheBytes() {
        assertThat(parse(SMALLEST).digest()).isEqualTo(DIGEST_OF_SMALLEST);
    }

    @Test
    void withAKeyTheModeIsUpsertAndTheKeysColumnsAreRequired() {
        Contract contract = parse(SMALLEST.replace(", mode: append", "") + "key: id\n");

        assertThat(contract.target().mode()).isEqualTo(Mode.UPSERT);
        assertThat(contract.key()).containsExactly("id");
        assertThat(contract.column("id").required()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"csv", "'xml, records: row'"})
    void anEmptyValueIsNullInTextFormats(String format) {
        assertThat(parse(SMALLEST.replace("csv", format)).source().nulls()).containsExactly("");
    }

    @Test
    void anEmptyTextInJsonIsNotNull() {
        assertThat(parse(SMALLEST.replace("csv", "json")).source().nulls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab", "\"\\t\"", "'\\t'"})
    void aTabIsWrittenInAnyOfTheUsualWays(String tab) {
        Contract contract = parse(SMALLEST.replace("csv", "csv, delimiter: " + tab));

        assertThat(contract.source().csv().delimiter()).isEqualTo('\t');
    }

    @Test
    void theCsvDialectIsRead() {
        Contract contract = parse(SMALLEST.replace(
                "csv",
                "csv, delimiter: ;, quote: \"'\", escape: \\, comment: '#', skip: 2, header: false, encoding: windows-1252, nulls: [N/A, 'null'],"
                        + " trim: false, layout: year=yyyy/month=MM/day=dd"));

        assertThat(contract.source())
                .isEqualTo(new Source(
                        "shop",
                        Format.CSV,
                        Optional.empty(),
                        Layout.parse("year=yyyy/month=MM/day=dd"),
                        new CsvDialect(';', '\'', '\\', Optional.of('#'), 2, false),
                        Charset.forName("windows-1252"),
                        List.of("N/A", "null"),
                        false));
    }

    @Test
    void theEscapeIsTheQuoteUnlessItIsStated() {
        Contract contract = parse(SMALLEST.replace("csv", "csv, quote: \"'\""));

        assertThat(contract.source().csv()).isEqualTo(new CsvDialect(',', '\'', '\'', Optional.empty(), 0, true));
    }

    @Test
    void aTimeHasAListOfFormatsAndAZone() {
        Contract contract = parse(SMALLEST.replace(
                "id: integer",
                "at: { type: date, format: [dd.MM.yyyy, d MMM uu], zone: Europe/Berlin, required: true }"));

        assertThat(contract.column("at"))
                .isEqualTo(new Column(
                        "at",
                        Optional.empty(),
                        Simple.DATE,
                        true,
                        Standard.OF_SOURCE,
                        new Notation(
                                List.of("dd.MM.yyyy", "d MMM uu"),
                                ZoneId.of("Europe/Berlin"),
                                Optional.empty(),
                                Optional.empty()),
                        ValueRules.NONE));
    }

    @Test
    void aColumnSaysWhatItsTextsAre() {
        Contract contract = parse(SMALLEST.replace("{ id: integer }", """

                  id: integer
                  city:
                    type: varchar(64)
                    trim: false
                    collapse: true
                    case: upper
                    replace:
                      - { pattern: '\\((\\w+)\\)', with: "$1" }
                      - { pattern: '[.]', with: "" }
                    nulls: [N/A]
                  name: { type: varchar(64), trim: true, case: lower, replace: { pattern: x, with: "\\\\$" }, nulls: [] }
                """));

        assertThat(contract.column("city").standard())
                .isEqualTo(new Standard(
                        Optional.of(false),
                        true,
                        Optional.of(LetterCase.UPPER),
                        List.of(new Replacement("\\((\\w+)\\)", "$1"), new Replacement("[.]", "")),
                        Optional.of(List.of("N/A"))));
        assertThat(contract.column("name").standard())
                .isEqualTo(new Standard(
                        Optional.of(true),
                        false,
                        Optional.of(LetterCase.LOWER),
                        List.of(new Replacement("x", "\\$")),
                        Optional.of(List.of())));
        assertThat(contract.column("id").standard()).isEqualTo(Standard.OF_SOURCE);
    }

    @Test
    void aColumnSaysHowItsNumbersAndBooleansAreWritten() {
        Contract contract = parse(SMALLEST.replace("{ id: integer }", """

                  amount: { type: "decimal(12,2)", number: { decimal: ",", grouping: ".", currency: [€, EUR] } }
                  swiss: { type: double, number: { grouping: ’, currency: CHF } }
                  french: { type: bigint, number: { decimal: ",", grouping: "\u202F" } }
                  signed: { type: integer, number: {} }
                  paid: { type: boolean, true_values: ["Y", "1"], false_values: "N" }
                """));

        assertThat(contract.column("amount").notation().number())
                .contains(new NumberNotation(',', Optional.of('.'), List.of("€", "EUR")));
        assertThat(contract.column("swiss").notation().number())
                .contains(new NumberNotation('.', Optional.of('\''), List.of("CHF")));
        assertThat(contract.column("french").notation().number())
                .contains(new NumberNotation(',', Optional.of(' '), List.of()));
        assertThat(contract.column("signed").notation().number())
                .contains(new NumberNotation('.', Optional.empty(), List.of()));
        assertThat(contract.column("paid").notation().booleans())
                .contains(new BooleanNotation(List.of("Y", "1"), List.of("N")));
    }

    @Test
    void aColumnHasRulesForItsValues() {
        Contract contract = parse(SMALLEST.replace("{ id: integer }", """

                  id: { type: integer, allowed: [1, "2", 3e0], min: -1, max: 1e3 }
                  day: { type: date, format: dd.MM.uuuu, min: 2026-01-01, max: "2026-12-31", allowed: 2026-11-22 }
                  code: { type: char(2), allowed: [DE, "42"], pattern: '[A-Z0-9]+', too_long: reject }
                  comment: { type: varchar(9), too_long: truncate }
                """));

        assertThat(contract.column("id").rules())
                .isEqualTo(new ValueRules(
                        List.of("1", "2", "3"),
                        Optional.empty(),
                        Optional.of("-1"),
                        Optional.of("1000"),
                        TooLong.REJECT));
        assertThat(contract.column("day").rules())
                .isEqualTo(new ValueRules(
                        List.of("2026-11-22"),
                        Optional.empty(),
                        Optional.of("2026-01-01"),
                        Optional.of("2026-12-31"),
                        TooLong.REJECT));
        assertThat(contract.column("code").rules())
                .isEqualTo(new ValueRules(
                        List.of("DE", "42"),
                        Optional.of("[A-Z0-9]+"),
                        Optional.empty(),
                        Optional.empty(),
                        TooLong.REJECT));
        assertThat(contract.column("comment").rules().tooLong()).isEqualTo(TooLong.TRUNCATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuuu-MM-dd",
                "yyyyMMdd",
                "M/d/yyyy h:mm:ss a",
                "EEE, dd MMM yyyy HH:mm:ss Z",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "uuuu-DDD",
                "YYYY-'W'ww-e",
                "epoch_seconds",
                "epoch_millis",
                "epoch_micros"
            })
    void aFormatThatReadsAWholeDateIsRight(String format) {
        String yaml = SMALLEST.replace("id: integer", "at: { type: timestamp, format: \"" + format + "\" }");

        assertThat(parse(yaml).column("at").notation().formats()).containsExactly(format);
    }

    @Test
    void aViewMayHaveItsQuery() {
        Contract contract = parse(SMALLEST + """
                refresh:
                  - sales.hourly
                  - view: sales.daily
                    as: |
                      -- one row a day; no more
                      WITH days AS (SELECT CAST(at AS date) AS day, ';' AS mark FROM sales.orders)
                      SELECT day, count(*) FROM days GROUP BY day
                """);

        assertThat(contract.refresh())
                .containsExactly(
                        new Derived(TableName.parse("sales.hourly"), Kind.VIEW, Optional.empty()),
                        new Derived(TableName.parse("sales.daily"), Kind.VIEW, Optional.of("""
                                -- one row a day; no more
                                WITH days AS (SELECT CAST(at AS date) AS day, ';' AS mark FROM sales.orders)
                                SELECT day, count(*) FROM days GROUP BY day""")));
    }

    @Test
    void whatReadsAnotherComesAfterItAndTheRestStaysInItsOrder() {
        Contract contract = parse(SMALLEST + """
                refresh:
                  - { table: sales.yearly, as: 'SELECT sum(n) FROM "sales".monthly' }
                  - { table: sales.monthly, as: SELECT sum(n) AS n FROM Sales.Daily }
                  - { view: sales.named, as: "SELECT 'sales.yearly' AS name /* sales.yearly */ FROM sales.daily_orders" }
                  - sales.daily
                """);

        assertThat(contract.refresh().stream().map(derived -> derived.name().name()))
                .containsExactly("named", "daily", "monthly", "yearly");
    }

    @Test
    void anEditorsSchemaReferenceAndAByteOrderMarkAreAllowed() {
        assertThat(parse("\uFEFF$schema: ../contract.schema.json\n" + SMALLEST).dataset())
                .hasToString("orders");
    }

    @Test
    void wordsThatOlderYamlTakesForBooleansAreColumnNames() {
        assertThat(parse(SMALLEST.replace("id: integer", "on: integer, no: integer, y: integer"))
                        .columns())
                .map(Column::name)
                .containsExactly("on", "no", "y");
    }

    private static Column column(
            String name, Optional<String> from, ColumnType type, boolean required, List<String> formats) {
        return new Column(
                name,
                from,
                type,
                required,
                Standard.OF_SOURCE,
                new Notation(formats, ZoneOffset.UTC, Optional.empty(), Optional.empty()),
                ValueRules.NONE);
    }

    private static Contract parse(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "orders.yaml");
    }
}
