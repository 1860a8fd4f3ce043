package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake that a contract can have, with the whole message. */
class ContractMistakesTest {
    private static final String RIGHT = """
            dataset: orders
            source:
              system: shop
              format: csv
            columns:
              id: integer
              amount: { from: Order Amount, type: "decimal(12,2)" }
              paid: boolean
              at: { type: timestamp, format: dd.MM.uuuu HH:mm, zone: Europe/Berlin }
            key: [id]
            newest: at
            target: { table: sales.orders, mode: upsert, distkey: id, sortkey: [at] }
            drift: fail
            refresh: [sales.daily]
            quality:
              max_rejected: 1%
              checks:
                - { not_null: amount }
            """;

    /** In {@link #RIGHT}, {@code wrong} is written instead of {@code right}. */
    record Mistake(String right, String wrong, List<String> messages) {
        String contract() {
            assertThat(RIGHT).contains(right);
            return RIGHT.replace(right, wrong);
        }
    }

    private static Mistake mistake(String right, String wrong, String... messages) {
        return new Mistake(right, wrong, List.of(messages));
    }

    static List<Mistake> structure() {
        return List.of(
                mistake("drift: fail", "drfit: fail", "line 13: drfit: unknown key. Did you mean drift?"),
                mistake(
                        "drift: fail",
                        "colour: red",
                        "line 13: colour: unknown key. Write one of dataset, source, columns, key, newest, delete_when,"
                                + " target, cadence, drift, refresh, quality"),
                mistake("  system: shop\n", "", "line 2: source.system: is missing. Write, for example, system: shop"),
                mistake(
                        "table: sales.orders, ",
                        "",
                        "line 12: target.table: is missing. Write, for example, table: sales.orders"),
                mistake("dataset: orders", "dataset:", "line 1: dataset: has no value. Write, for example, orders"),
                mistake(
                        "system: shop",
                        "system: 42",
                        "line 3: source.system: expected a text, found 42. Write, for example, shop"),
                mistake(
                        "from: Order Amount",
                        "from: 2026",
                        "line 7: columns.amount.from: expected a text, found 2026. Put it in quotes: \"2026\""),
                mistake(
                        "system: shop",
                        "system: shop\n  trim: yes",
                        "line 4: source.trim: expected true or false, found 'yes'. Write true or false"),
                mistake(
                        "refresh: [sales.daily]",
                        "refresh: sales.daily",
                        "line 14: refresh: expected a list, found 'sales.daily'. Write, for example, [sales.daily]"),
                mistake("drift: fail", "drift: fial", "line 13: drift: unknown value 'fial'. Did you mean fail?"),
                mistake(
                        "drift: fail",
                        "drift: explode",
                        "line 13: drift: unknown value 'explode'. Write one of ignore, fail, add"),
                mistake("drift: fail", "drift: ad", "line 13: drift: unknown value 'ad'. Did you mean add?"),
                mistake(
                        "drift: fail",
                        "drift: fail\ndrift: add",
                        "line 14: drift: is already on line 13. Remove one of the two"));
    }

    static List<Mistake> source() {
        return List.of(
                mistake(
                        "dataset: orders",
                        "dataset: Orders",
                        "line 1: dataset: Invalid dataset name: 'Orders'. Use lower-case letters, digits and _, beginning with a"
                                + " letter, at most 50 characters"),
                mistake(
                        "system: shop",
                        "system: My_Shop",
                        "line 3: source.system: Invalid system: 'My_Shop' is part of bucket names. Use lower-case letters and"
                                + " digits, beginning with a letter, at most 21 characters"),
                mistake("format: csv", "format: cvs", "line 4: source.format: unknown value 'cvs'. Did you mean csv?"),
                mistake(
                        "format: csv",
                        "format: csv\n  records: rows",
                        "line 5: source.records: CSV has one record a row. Remove records"),
                mistake(
                        "format: csv",
                        "format: xml",
                        "line 2: source.records: is missing. Write the name of the XML element that is a record, such as row"),
                mistake(
                        "format: csv",
                        "format: xml\n  records: /rows/row",
                        "line 5: source.records: Invalid element: '/rows/row'. Write the element's name alone, such as row"),
                mistake(
                        "format: csv",
                        "format: json\n  records: \"a[x]\"",
                        "line 5: source.records: Invalid path: 'a[x]' at character 2: expected a number in brackets, such as [0]"),
                mistake(
                        "format: csv",
                        "format: json\n  records: $",
                        "line 5: source.records: Invalid path: '$' is the whole document. Remove records: a list at the top needs"
                                + " none"),
                mistake(
                        "format: csv",
                        "format: json\n  records: \"$[*]\"",
                        "line 5: source.records: Invalid path: '$[*]' is the whole document. Remove records: a list at the top"
                                + " needs none"),
                mistake(
                        "format: csv",
                        "format: json\n  records: \"a[*]b\"",
                        "line 5: source.records: Invalid path: 'a[*]b' at character 5: expected . or ["),
                mistake(
                        "format: csv\ncolumns:\n  id: integer\n  amount: { from: Order Amount",
                        "format: json\ncolumns:\n  id: integer\n  amount: { from: \"a[*].b\"",
                        "line 7: columns.amount.from: Invalid path: 'a[*].b' at character 2: expected a number in brackets,"
                                + " such as [0]"),
                mistake(
                        "format: csv",
                        "format: json\n  delimiter: \";\"",
                        "line 5: source.delimiter: only CSV has a delimiter. Remove it"),
                mistake(
                        "format: csv",
                        "format: xml\n  records: row\n  encoding: UTF-8",
                        "line 6: source.encoding: XML files declare their own encoding. Remove it"),
                mistake(
                        "format: csv",
                        "format: csv\n  layout: yyyy/dd/MM",
                        "line 5: source.layout: Invalid layout: 'yyyy/dd/MM'. Write yyyy/MM/dd/HH, yyyy/MM/dd, or"
                                + " year=yyyy/month=MM/day=dd/hour=HH"),
                mistake(
                        "format: csv",
                        "format: csv\n  delimiter: \"||\"",
                        "line 5: source.delimiter: Invalid character: '||'. Write exactly one character, in quotes"),
                mistake(
                        "format: csv",
                        "format: csv\n  quote: \",\"",
                        "line 2: source.delimiter: is also the quote or the escape. Write three characters that tell them apart"),
                mistake(
                        "format: csv",
                        "format: csv\n  comment: \"//\"\n  skip: -1",
                        "line 5: source.comment: Invalid character: '//'. Write exactly one character, in quotes",
                        "line 6: source.skip: '-1' is not right. Write, for example, 2"),
                mistake(
                        "format: csv",
                        "format: csv\n  comment: \",\"\n  skip: two",
                        "line 5: source.comment: is also the delimiter, the quote or the escape. Write another character",
                        "line 6: source.skip: expected a whole number, found 'two'. Write, for example, 2"),
                mistake(
                        "format: csv",
                        "format: json\n  comment: \"#\"\n  skip: 1",
                        "line 5: source.comment: only CSV has a comment. Remove it",
                        "line 6: source.skip: only CSV has a skip. Remove it"),
                mistake(
                        "format: csv",
                        "format: csv\n  encoding: latin-11",
                        "line 5: source.encoding: Invalid encoding: 'latin-11'."
                                + " Write UTF-8, ISO-8859-1 or windows-1252, for example"),
                mistake(
                        "format: csv",
                        "format: csv\n  nulls: [NA, -999]",
                        "line 5: source.nulls[1]: expected a text, found -999. Put it in quotes: \"-999\""),
                mistake(
                        "format: csv",
                        "format: csv\n  header: false",
                        "line 8: columns.amount.from: without a header, columns are taken by their position. Remove from, or write"
                                + " header: true"));
    }

    static List<Mistake> columns() {
        return List.of(
                mistake(
                        "  paid: boolean",
                        "  Paid At: boolean",
                        "line 8: columns.Paid At: Invalid column name: 'Paid At'. Write paid_at, and the source's name in from"),
                mistake(
                        "  paid: boolean",
                        "  _paid: boolean",
                        "line 8: columns._paid: Invalid column name: '_paid'. Names that begin with _ are Waybill's own. Write"
                                + " paid, and the source's name in from"),
                mistake(
                        "  paid: boolean",
                        "  1: boolean",
                        "line 8: columns.1: Invalid column name: '1'. Use lower-case letters, digits and _, beginning with a"
                                + " letter, at most 63 characters"),
                mistake(
                        "  paid: boolean",
                        "  xmin: boolean",
                        "line 8: columns.xmin: Invalid column name: 'xmin'. Every table has a column of this name for itself."
                                + " Write another name, and the source's name in from"),
                mistake(
                        "  paid: boolean",
                        "  id: boolean",
                        "line 8: columns.id: is already on line 6. Remove one of the two"),
                mistake(
                        "  paid: boolean",
                        "  paid:",
                        "line 8: columns.paid: has no value. Write, for example, varchar(32)"),
                mistake(
                        "paid: boolean",
                        "paid: {}",
                        "line 8: columns.paid.type: is missing. Write, for example, type: varchar(32)"),
                mistake(
                        "paid: boolean",
                        "paid: boolaen",
                        "line 8: columns.paid: unknown type 'boolaen'. Did you mean boolean?"),
                mistake(
                        "\"decimal(12,2)\"",
                        "\"decimel(12,2)\"",
                        "line 7: columns.amount.type: unknown type 'decimel(12,2)'. Did you mean decimal(12,2)?"),
                mistake(
                        "\"decimal(12,2)\"",
                        "decimal(12,2)",
                        "line 7: columns.amount.type: the comma ends the value here. Put the type in quotes: \"decimal(12,2)\""),
                mistake(
                        "\"decimal(12,2)\"",
                        "\"decimal(50,2)\"",
                        "line 7: columns.amount.type: unknown type 'decimal(50,2)'. Write one of "
                                + ColumnType.SUPPORTED),
                mistake(
                        "paid: boolean",
                        "paid: string",
                        "line 8: columns.paid: unknown type 'string'. Did you mean varchar(256)?"),
                mistake(
                        "id: integer",
                        "id: { type: integer, required: false }",
                        "line 6: columns.id.required: a column of the key is always required. Remove required, or take it out of"
                                + " the key"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, format: epoch_millis, zone: UTC }",
                        "line 8: columns.paid.format: only a date, timestamp or timestamptz has a format. Remove it",
                        "line 8: columns.paid.zone: only a date, timestamp or timestamptz has a zone. Remove it"),
                mistake(
                        "dd.MM.uuuu HH:mm",
                        "epoch",
                        "line 9: columns.at.format: Invalid format: 'epoch'. Write epoch_seconds, epoch_millis or epoch_micros"),
                mistake(
                        "dd.MM.uuuu HH:mm",
                        "[epoch_millis, dd.mm.uuuu]",
                        "line 9: columns.at.format[1]: Invalid format: 'dd.mm.uuuu' doesn't give a whole date. m is minutes: write"
                                + " MM for months"),
                mistake(
                        "dd.MM.uuuu HH:mm",
                        "YYYY-MM-dd",
                        "line 9: columns.at.format: Invalid format: 'YYYY-MM-dd' doesn't give a whole date. Y is the year of the"
                                + " week: write uuuu"),
                mistake(
                        "format: dd.MM.uuuu HH:mm",
                        "format: MM/dd/yyyy hh:mm",
                        "line 9: columns.at.format: Invalid format: 'MM/dd/yyyy hh:mm' has a part of the time, but doesn't give"
                                + " the hour of the day. Write HH for the hour, or a for AM and PM"),
                mistake(
                        "dd.MM.uuuu HH:mm",
                        "uuuu-MM-dd bb",
                        "line 9: columns.at.format: Invalid format: 'uuuu-MM-dd bb': Unknown pattern letter: b. Write a pattern"
                                + " such as dd.MM.uuuu HH:mm:ss, letters that stand for themselves in '…'"),
                mistake(
                        "dd.MM.uuuu HH:mm",
                        "uuuu-MM-dd ppHSSS",
                        "line 9: columns.at.format: Invalid format: 'uuuu-MM-dd ppHSSS': S can't follow a padded number. Write a pattern such as"
                                + " dd.MM.uuuu HH:mm:ss, letters that stand for themselves in '…'"),
                mistake(
                        "dd.MM.uuuu HH:mm",
                        "epch_millis",
                        "line 9: columns.at.format: Invalid format: 'epch_millis'. Write epoch_seconds, epoch_millis or"
                                + " epoch_micros"),
                mistake(
                        "Europe/Berlin",
                        "Europe/Belrin",
                        "line 9: columns.at.zone: Invalid zone: 'Europe/Belrin'. Did you mean Europe/Berlin?"),
                mistake(
                        "Europe/Berlin",
                        "home",
                        "line 9: columns.at.zone: Invalid zone: 'home'. Write a region such as Europe/Berlin, or UTC"));
    }

    static List<Mistake> standards() {
        return List.of(
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, trim: no }",
                        "line 8: columns.paid.trim: expected true or false, found 'no'. Write true or false"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, nulls: [-1] }",
                        "line 8: columns.paid.nulls[0]: expected a text, found -1. Put it in quotes: \"-1\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, nulls: [\" - \"] }",
                        "line 8: columns.paid.nulls[0]: ' - ' never occurs, because values are standardised before they are compared. Write \"-\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), case: lwoer }",
                        "line 8: columns.paid.case: unknown value 'lwoer'. Did you mean lower?"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), case: title }",
                        "line 8: columns.paid.case: unknown value 'title'. Write one of lower, upper"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), colapse: true }",
                        "line 8: columns.paid.colapse: unknown key. Did you mean collapse?"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: x }",
                        "line 8: columns.paid.replace: expected a mapping of keys to values or a list, found 'x'. Write, for example, { pattern: '[()]', with: \"\" }"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: [] }",
                        "line 8: columns.paid.replace: is empty. Write, for example, { pattern: '[()]', with: \"\" }"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: [x] }",
                        "line 8: columns.paid.replace[0]: expected a mapping of keys to values, found 'x'. Write, for example, { pattern: '[()]', with: \"\" }"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: { pattern: x } }",
                        "line 8: columns.paid.replace.with: is missing. Write, for example, with: \"\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: [{ with: x }] }",
                        "line 8: columns.paid.replace[0].pattern: is missing. Write, for example, pattern: '[()]'"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: [{ pattern: x, by: y }] }",
                        "line 8: columns.paid.replace[0].with: is missing. Write, for example, with: \"\"",
                        "line 8: columns.paid.replace[0].by: unknown key. Write one of pattern, with"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: [{ pattern: x, with: y }, { pattern: '[a-', with: y }] }",
                        "line 8: columns.paid.replace[1].pattern: Invalid pattern: '[a-' at character 3: Illegal character range. Write a Java regular expression, with \\ before a character that stands for itself"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: { pattern: '*', with: y } }",
                        "line 8: columns.paid.replace.pattern: Invalid pattern: '*' at character 1: Dangling meta character '*'. Write a Java regular expression, with \\ before a character that stands for itself"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: { pattern: x, with: $1 } }",
                        "line 8: columns.paid.replace.with: Invalid replacement: '$1': No group 1. The pattern has no group ( ). Write $1 for what the first group matched, and \\$ or \\\\ for the character alone"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: { pattern: (x), with: $2 } }",
                        "line 8: columns.paid.replace.with: Invalid replacement: '$2': No group 2. The pattern has 1 group. Write $1 for what the first group matched, and \\$ or \\\\ for the character alone"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: { pattern: (x)(y), with: '${name}' } }",
                        "line 8: columns.paid.replace.with: Invalid replacement: '${name}': No group with name {name}. The pattern has 2 groups. Write $1 for what the first group matched, and \\$ or \\\\ for the character alone"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), replace: { pattern: '\\Qx', with: 5$ } }",
                        "line 8: columns.paid.replace.with: Invalid replacement: '5$': Illegal group reference: group index is missing. The pattern has no group ( ). Write $1 for what the first group matched, and \\$ or \\\\ for the character alone"));
    }

    static List<Mistake> notations() {
        return List.of(
                mistake(
                        "paid: boolean",
                        "paid: { type: date, number: { decimal: \",\" } }",
                        "line 8: columns.paid.number: only a number is written in a way of its own. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: \",\" }",
                        "line 8: columns.paid.number: expected a mapping of keys to values, found ','. Write, for example, { decimal: \",\", grouping: \".\" }"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: { decimal: ; } }",
                        "line 8: columns.paid.number.decimal: Invalid decimal separator: ';'. Write \".\" or \",\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: { grouping: \".\" } }",
                        "line 8: columns.paid.number.grouping: '.' separates the decimals too. Write another, or decimal: \",\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: { decimal: \",\", grouping: \",\" } }",
                        "line 8: columns.paid.number.grouping: ',' separates the decimals too. Write another, or decimal: \".\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: { grouping: \"\" } }",
                        "line 8: columns.paid.number.grouping: Invalid grouping separator: ''. Write \".\", \",\", \" \", \"'\" or \"_\", or remove it where there is none"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: { currency: [EUR, \"-\", 5] } }",
                        "line 8: columns.paid.number.currency[1]: Invalid currency: '-'. Write a symbol or a code, without digits, signs and white space around it, such as EUR",
                        "line 8: columns.paid.number.currency[2]: expected a text, found 5. Put it in quotes: \"5\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, case: lower, number: { currency: [EUR] } }",
                        "line 8: columns.paid.number.currency[0]: 'EUR' never occurs, because values are standardised before they are compared. Write \"eur\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, number: { thousands: \",\" } }",
                        "line 8: columns.paid.number.thousands: unknown key. Write one of decimal, grouping, currency"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, true_values: [a], false_values: [b] }",
                        "line 8: columns.paid.true_values: only a boolean has true_values. Remove it",
                        "line 8: columns.paid.false_values: only a boolean has false_values. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, true_values: [a] }",
                        "line 8: columns.paid.false_values: is missing beside true_values. Write both, or none"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, false_values: [a] }",
                        "line 8: columns.paid.true_values: is missing beside false_values. Write both, or none"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, true_values: [], false_values: [b] }",
                        "line 8: columns.paid.true_values: is empty. Write, for example, [\"Y\"]"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, true_values: [a, b], false_values: [c, b] }",
                        "line 8: columns.paid.false_values[1]: 'b' is in true_values too. Remove it from one of the two"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, true_values: 1, false_values: [no] }",
                        "line 8: columns.paid.true_values: expected a text or a list, found 1. Put it in quotes: \"1\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, true_values: [Yes], false_values: [no, \"\"], case: lower }",
                        "line 8: columns.paid.true_values[0]: 'Yes' never occurs, because values are standardised before they are compared. Write \"yes\"",
                        "line 8: columns.paid.false_values[1]: '' means NULL in a boolean. Remove it"),
                mistake(
                        "format: csv\ncolumns:\n  id: integer\n  amount: { from: Order Amount, type: \"decimal(12,2)\" }",
                        "format: json\ncolumns:\n  id: integer\n  amount: { type: double, number: { decimal: \",\", grouping: \".\" } }",
                        "line 7: columns.amount.number.grouping: the number 1.234 of a JSON file would be read as 1234. Remove it: in JSON, '.' can't separate groups"));
    }

    static List<Mistake> rules() {
        return List.of(
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), nulls: [none], allowed: [some, none] }",
                        "line 8: columns.paid.allowed[1]: 'none' means NULL. Remove it, or write nulls without it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: boolean, allowed: [a] }",
                        "line 8: columns.paid.allowed: a boolean has no other values than two. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), allowed: [] }",
                        "line 8: columns.paid.allowed: is empty. Write, for example, [new, paid]"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), allowed: [a, 42] }",
                        "line 8: columns.paid.allowed[1]: expected a text, found 42. Put it in quotes: \"42\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(3), allowed: [a, abcd] }",
                        "line 8: columns.paid.allowed[1]: 'abcd' has 4 bytes, too long for a varchar(3). Write another, or make the column longer"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), case: upper, collapse: true, allowed: [new, \"A  B\"] }",
                        "line 8: columns.paid.allowed[0]: 'new' never occurs, because values are standardised before they are compared. Write \"NEW\"",
                        "line 8: columns.paid.allowed[1]: 'A  B' never occurs, because values are standardised before they are compared. Write \"A B\""),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, allowed: [1, one] }",
                        "line 8: columns.paid.allowed[1]: 'one' is not an integer. Write, for example, 1"),
                mistake(
                        "paid: boolean",
                        "paid: { type: date, format: dd.MM.uuuu, allowed: [22.11.2026] }",
                        "line 8: columns.paid.allowed[0]: '22.11.2026' is not a date. Write, for example, 2026-11-22"),
                mistake(
                        "paid: boolean",
                        "paid: { type: char(9), pattern: '[a' }",
                        "line 8: columns.paid.pattern: Invalid pattern: '[a' at character 2: Unclosed character class. Write a"
                                + " Java regular expression, with \\ before a character that stands for itself"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, pattern: '[a' }",
                        "line 8: columns.paid.pattern: only varchar and char have a pattern. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, too_long: reject }",
                        "line 8: columns.paid.too_long: only varchar and char can be too long. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), too_long: cut }",
                        "line 8: columns.paid.too_long: unknown value 'cut'. Write one of reject, truncate"),
                mistake(
                        "paid: boolean",
                        "paid: { type: varchar(9), min: a, max: b }",
                        "line 8: columns.paid.min: only numbers, dates and timestamps have a min. Remove it",
                        "line 8: columns.paid.max: only numbers, dates and timestamps have a max. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: smallint, min: 0.5, max: 1e5 }",
                        "line 8: columns.paid.min: '0.5' is not a smallint. Write, for example, 1",
                        "line 8: columns.paid.max: '100000' is out of range for a smallint (-32768 to 32767). Write, for example, 1"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, min: 10, max: 9 }",
                        "line 8: columns.paid.min: 10 is greater than max, 9. Swap them"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, min: '' }",
                        "line 8: columns.paid.min: is empty. Write, for example, 1"),
                mistake(
                        "paid: boolean",
                        "paid: { type: timestamp, min: soon, max: 2026-13-01 }",
                        "line 8: columns.paid.min: 'soon' is not a timestamp. Write, for example, 2026-11-22T10:00:00Z",
                        "line 8: columns.paid.max: '2026-13-01' is not a timestamp. Write, for example, 2026-11-22T10:00:00Z"),
                mistake(
                        "paid: boolean",
                        "paid: { type: date, min: 2026-11-22, max: 2026-11-21 }",
                        "line 8: columns.paid.min: 2026-11-22 is greater than max, 2026-11-21. Swap them"),
                mistake(
                        "paid: boolean",
                        "paid: { type: integer, min: [1] }",
                        "line 8: columns.paid.min: expected a text or a number, found a list. Write, for example, 0"),
                mistake(
                        "id: integer",
                        "id: { type: char(9), too_long: truncate }",
                        "line 6: columns.id.too_long: a column of the key isn't truncated, because two keys could become one. Remove too_long, or make the column longer"));
    }

    static List<Mistake> supers() {
        return List.of(
                mistake(
                        "paid: boolean",
                        "paid: super(9)",
                        "line 8: columns.paid: unknown type 'super(9)'. Write one of varchar(n), char(n), smallint, integer,"
                                + " bigint, decimal(p,s), real, double, boolean, date, timestamp, timestamptz, super"),
                mistake(
                        "paid: boolean",
                        "paid: jsonb",
                        "line 8: columns.paid: unknown type 'jsonb'. Did you mean super?"),
                mistake(
                        "paid: boolean",
                        "paid: { type: super, collapse: true, case: lower, replace: { pattern: x, with: y } }",
                        "line 8: columns.paid.collapse: would change names and texts within the JSON. Remove it",
                        "line 8: columns.paid.case: would change names and texts within the JSON. Remove it",
                        "line 8: columns.paid.replace: would change names and texts within the JSON. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: super, format: epoch_millis, zone: UTC, number: {}, true_values: [a], false_values: [b] }",
                        "line 8: columns.paid.format: only a date, timestamp or timestamptz has a format. Remove it",
                        "line 8: columns.paid.zone: only a date, timestamp or timestamptz has a zone. Remove it",
                        "line 8: columns.paid.number: only a number is written in a way of its own. Remove it",
                        "line 8: columns.paid.true_values: only a boolean has true_values. Remove it",
                        "line 8: columns.paid.false_values: only a boolean has false_values. Remove it"),
                mistake(
                        "paid: boolean",
                        "paid: { type: super, allowed: [a], pattern: a, too_long: truncate, min: 1, max: 2 }",
                        "line 8: columns.paid.allowed: a super isn't compared. Remove it",
                        "line 8: columns.paid.pattern: only varchar and char have a pattern. Remove it",
                        "line 8: columns.paid.too_long: JSON without its end is no JSON. Remove it",
                        "line 8: columns.paid.min: only numbers, dates and timestamps have a min. Remove it",
                        "line 8: columns.paid.max: only numbers, dates and timestamps have a max. Remove it"),
                mistake(
                        "id: integer",
                        "id: super",
                        "line 10: key[0]: id is super, which isn't compared. Name another column",
                        "line 12: target.distkey: id is super, which isn't compared. Name another column"),
                mistake(
                        "at: { type: timestamp, format: dd.MM.uuuu HH:mm, zone: Europe/Berlin }",
                        "at: super",
                        "line 11: newest: at is super, which isn't compared. Name another column",
                        "line 12: target.sortkey[0]: at is super, which isn't compared. Name another column"));
    }

    static List<Mistake> references() {
        return List.of(
                mistake("key: [id]", "key: [idd]", "line 10: key[0]: there is no column 'idd'. Did you mean id?"),
                mistake(
                        "key: [id]",
                        "key: [customer]",
                        "line 10: key[0]: there is no column 'customer'. Write one of id, amount, paid, at"),
                mistake("key: [id]", "key: [id, id]", "line 10: key[1]: names id again. Remove it"),
                mistake(
                        "newest: at",
                        "newest: updated",
                        "line 11: newest: there is no column 'updated'. Write one of id, amount, paid, at"),
                mistake(
                        "newest: at",
                        "newest: paid",
                        "line 11: newest: a boolean can't tell which row is newer. Name a column of time or of numbers"),
                mistake(
                        "newest: at",
                        "newest: id",
                        "line 11: newest: is part of the key, so that it is the same in all rows of one key. Name another column"),
                mistake(
                        "distkey: id",
                        "distkey: ids",
                        "line 12: target.distkey: there is no column 'ids'. Did you mean id?"),
                mistake(
                        "sortkey: [at]",
                        "sortkey: [when]",
                        "line 12: target.sortkey[0]: there is no column 'when'. Write one of id, amount, paid, at"),
                mistake(
                        "sortkey: [at]",
                        "sortkey: [at], undo: a week",
                        "line 12: target.undo: Invalid undo: 'a week'. Write 7 days, 12 hours or off"),
                mistake(
                        "sortkey: [at]",
                        "sortkey: [at], undo: 400 days",
                        "line 12: target.undo: Invalid undo: it can be at most 366 days"),
                mistake(
                        "key: [id]\n",
                        "key: [id]\ncadence: { every: 5 hours }\n",
                        "line 11: cadence.every: Invalid cadence: '5 hours'. Write 1, 2, 3, 4, 6, 8 or 12 hours, or 1 day"),
                mistake(
                        "key: [id]\n",
                        "key: [id]\ncadence: { every: 1 hour, within: soon }\n",
                        "line 11: cadence.within: Invalid age: 'soon'. Write a number of minutes, hours or days, such as 2 hours"),
                mistake(
                        "table: sales.orders",
                        "table: Sales.Orders",
                        "line 12: target.table: Invalid table: 'Sales.Orders'. Write schema.table in lower-case letters, digits"
                                + " and _"),
                mistake(
                        "key: [id]\nnewest: at\n",
                        "",
                        "line 10: target.mode: upsert needs a key. Add key: [column], or write append or refresh"),
                mistake(
                        "key: [id]\n",
                        "key: []\n",
                        "line 11: newest: chooses among the rows of one key, and there is no key. Add a key or remove newest",
                        "line 12: target.mode: upsert needs a key. Add key: [column], or write append or refresh"),
                mistake(
                        "key: [id]\nnewest: at\ntarget: { table: sales.orders, mode: upsert,",
                        "target: { table: sales.orders,",
                        "line 10: target.mode: is missing, and there is no key to upsert by. Add key: [column], or write mode:"
                                + " append or mode: refresh"));
    }

    /** The column {@code op} of this type, and what is written for {@code delete_when}, on line 12. */
    private static Mistake deletes(String op, String condition, String... messages) {
        String between = """

                  at: { type: timestamp, format: dd.MM.uuuu HH:mm, zone: Europe/Berlin }
                key: [id]
                newest: at""";
        return mistake("paid: boolean" + between, "op: " + op + between + "\ndelete_when: " + condition, messages);
    }

    static List<Mistake> deletes() {
        return List.of(
                deletes("char(1)", "opp = 'D'", "line 12: delete_when: there is no column 'opp'. Did you mean op?"),
                deletes(
                        "char(1)",
                        "op == 'D'",
                        "line 12: delete_when: expected a column and its value, found 'op == 'D''. Write, for example, op = 'D' or"
                                + " op in ('D', 'X')"),
                deletes(
                        "char(1)",
                        "op in ()",
                        "line 12: delete_when: expected a column and its value, found 'op in ()'. Write, for example, op = 'D' or"
                                + " op in ('D', 'X')"),
                deletes(
                        "char(1)",
                        "op = '" + "''".repeat(3000) + "'",
                        "line 12: delete_when: has 6007 characters. Write a condition of at most 500"),
                deletes(
                        "char(1)",
                        "[op]",
                        "line 12: delete_when: expected a text, found a list. Write, for example, op = 'D'"),
                deletes("char(1)", "op = 1", "line 12: delete_when: 1 is no char(1). Write, for example, op = 'D'"),
                deletes(
                        "char(1)",
                        "op in ('D', 'DEL')",
                        "line 12: delete_when: 'DEL' has 3 bytes, too long for a char(1). Write another value, or change the"
                                + " column's type"),
                deletes(
                        "{ type: char(1), case: lower }",
                        "op = 'D'",
                        "line 12: delete_when: 'D' never occurs, because values are standardised before they are compared."
                                + " Write \"d\""),
                deletes(
                        "{ type: char(1), nulls: [D] }",
                        "op = 'D'",
                        "line 12: delete_when: 'D' means NULL. Remove it, or write nulls without it"),
                deletes(
                        "boolean",
                        "op = 'D'",
                        "line 12: delete_when: 'D' is no boolean. Write, for example, op = true"),
                deletes(
                        "smallint",
                        "op = true",
                        "line 12: delete_when: true is no smallint. Write, for example, op = 1"),
                deletes(
                        "date",
                        "op = '2026-11-22'",
                        "line 12: delete_when: op is date. Name a column of text, of whole numbers or decimals, or a boolean"),
                deletes(
                        "double",
                        "op = 1",
                        "line 12: delete_when: op is double precision. Name a column of text, of whole numbers or decimals, or a"
                                + " boolean"),
                deletes(
                        "boolean",
                        "id = 1",
                        "line 12: delete_when: id is part of the key, so that a delete has another key than the row that it"
                                + " deletes. Name another column"),
                mistake(
                        "newest: at\ntarget: { table: sales.orders, mode: upsert,",
                        "delete_when: paid = true\ntarget: { table: sales.orders, mode: append,",
                        "line 11: delete_when: deletes in mode upsert only. Write mode: upsert, or remove delete_when"),
                mistake(
                        "key: [id]\nnewest: at\ntarget: { table: sales.orders, mode: upsert,",
                        "delete_when: paid = true\ntarget: { table: sales.orders, mode: refresh,",
                        "line 10: delete_when: deletes the row of a key, and there is no key. Add a key or remove delete_when"));
    }

    static List<Mistake> queries() {
        return List.of(
                mistake(
                        "[sales.daily]",
                        "[sales.daily, sales.daily]",
                        "line 14: refresh[1]: names sales.daily again. Remove it"),
                mistake(
                        "[sales.daily]",
                        "[sales.orders]",
                        "line 14: refresh[0]: names the target table, which is loaded and not refreshed. Remove it"),
                mistake(
                        "[sales.daily]",
                        "[{ view: sales.daily, table: sales.monthly, as: SELECT 1 }, { as: SELECT 1 }]",
                        "line 14: refresh[0]: has view and table. Write each as an element of its own",
                        "line 14: refresh[1]: names nothing. Write view: or table: and the name"),
                mistake(
                        "[sales.daily]",
                        "[Daily]",
                        "line 14: refresh[0]: Invalid table: 'public.Daily'. Write schema.table in lower-case letters, digits and"
                                + " _"),
                mistake(
                        "[sales.daily]",
                        "[{ view: sales.daily, as: DROP TABLE sales.orders }]",
                        "line 14: refresh[0].as: Invalid query: it must begin with SELECT or WITH"),
                mistake(
                        "[sales.daily]",
                        "[{ view: sales.daily, as: SELECT 1; SELECT 2 }]",
                        "line 14: refresh[0].as: Invalid query: it has a semicolon. Write one query, without a semicolon"),
                mistake(
                        "[sales.daily]",
                        "[{ view: sales.daily }]",
                        "line 14: refresh[0].as: is missing. Write, for example, as: \"SELECT day, count(*) AS orders FROM"
                                + " sales.orders GROUP BY day\""),
                mistake(
                        "{ not_null: amount }",
                        "{ sql: SELECT true }",
                        "line 18: quality.checks[0].name: is missing. Write what must hold, such as name: no orders from the"
                                + " future"),
                mistake(
                        "{ not_null: amount }",
                        "{ sql: \"SELECT true;\", name: all is well }",
                        "line 18: quality.checks[0].sql: Invalid query: it has a semicolon. Write one query, without a semicolon"),
                mistake(
                        "{ not_null: amount }",
                        "{ sql: SELECT true, name: fine }\n    - { sql: SELECT 1 = 1, name: fine }",
                        "line 19: quality.checks[1].name: 'fine' is already a check's name. Write another"));
    }

    static List<Mistake> quality() {
        return List.of(
                mistake(
                        "max_rejected: 1%",
                        "max_rejected: 0.01",
                        "line 16: quality.max_rejected: expected a text, found 0.01. Write, for example, 1%"),
                mistake(
                        "max_rejected: 1%",
                        "max_rejected: few",
                        "line 16: quality.max_rejected: Invalid share: 'few'. Write a percentage, such as 1% or 99.5%"),
                mistake(
                        "max_rejected: 1%",
                        "max_rejected: 101%",
                        "line 16: quality.max_rejected: Invalid share: 101% is not between 0% and 100%"),
                mistake(
                        "{ not_null: amount }",
                        "{ not_null: amuont, at_least: some }",
                        "line 18: quality.checks[0].at_least: Invalid share: 'some'. Write a percentage, such as 1% or 99.5%",
                        "line 18: quality.checks[0].not_null: there is no column 'amuont'. Did you mean amount?"),
                mistake(
                        "{ not_null: amount }",
                        "{ not_null: amount, unique: id }",
                        "line 18: quality.checks[0]: has not_null and unique. Write each as a check of its own"),
                mistake(
                        "{ not_null: amount }",
                        "{}",
                        "line 18: quality.checks[0]: says nothing to check. Write one of not_null, unique, range, allowed, pattern, foreign_key, freshness, row_count, sql"),
                mistake(
                        "{ not_null: amount }",
                        "{ unique: id, at_least: 5% }",
                        "line 18: quality.checks[0].at_least: belongs to not_null, not to unique. Remove it"),
                mistake(
                        "{ not_null: amount }",
                        "{ unique: [] }",
                        "line 18: quality.checks[0].unique: is empty. Write, for example, [id]"),
                mistake(
                        "{ not_null: amount }",
                        "{ range: { column: amount } }",
                        "line 18: quality.checks[0].range: has no bound. Write min, max or both"),
                mistake(
                        "{ not_null: amount }",
                        "{ range: { column: amount, min: 3, max: 1.5 } }",
                        "line 18: quality.checks[0].range.min: 3 is greater than max, 1.5. Swap them"),
                mistake(
                        "{ not_null: amount }",
                        "{ range: { column: at, min: 3 } }",
                        "line 18: quality.checks[0].range.min: '3' is not a timestamp. Write, for example, 2026-11-22T10:00:00Z"),
                mistake(
                        "{ not_null: amount }",
                        "{ range: { column: amount, min: '3' } }",
                        "line 18: quality.checks[0].range.min: expected a number, found '3'. Write, for example, 0"));
    }

    @Test
    void theContractWithoutMistakesIsRight() {
        assertThat(parse(RIGHT).dataset()).hasToString("orders");
    }

    @ParameterizedTest
    @MethodSource({
        "structure",
        "source",
        "columns",
        "standards",
        "notations",
        "rules",
        "supers",
        "references",
        "deletes",
        "queries",
        "quality"
    })
    void eachMistakeIsReportedOnceWithItsLineAndWhatToWriteInstead(Mistake mistake) {
        InvalidContractException invalid =
                catchThrowableOfType(InvalidContractException.class, () -> parse(mistake.contract()));

        assertThat(invalid).as("%s", mistake.contract()).isNotNull();
        assertThat(invalid.problems()).map(Object::toString).containsExactlyElementsOf(mistake.messages());
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfTheirLines() {
        String five = RIGHT.replace("system: shop", "sytsem: shop")
                .replace("paid: boolean", "paid: bolean")
                .replace("key: [id]", "key: [order_id]")
                .replace("mode: upsert", "mode: upsrt")
                .replace("max_rejected: 1%", "max_rejected: 1");

        assertThatThrownBy(() -> parse(five)).hasMessage("""
                Invalid contract datasets/orders.yaml: 5 mistakes
                  line 3: source.sytsem: unknown key. Did you mean system?
                  line 8: columns.paid: unknown type 'bolean'. Did you mean boolean?
                  line 10: key[0]: there is no column 'order_id'. Write one of id, amount, paid, at
                  line 12: target.mode: unknown value 'upsrt'. Did you mean upsert?
                  line 16: quality.max_rejected: expected a text, found 1. Write, for example, 1%""");
    }

    @Test
    void ofTheChecksASuperHasNotNullAlone() {
        String checked = """
                dataset: orders
                source: { system: shop, format: json }
                columns:
                  id: integer
                  payload: super
                key: id
                target: { table: sales.orders }
                quality:
                  checks:
                    - { not_null: payload }
                    - { unique: [id, payload] }
                    - { range: { column: payload, min: 0 } }
                """;

        assertThatThrownBy(() -> parse(checked)).hasMessage("""
                Invalid contract datasets/orders.yaml: 2 mistakes
                  line 11: quality.checks[1].unique[1]: payload is super, which isn't compared. Name another column
                  line 12: quality.checks[2].range.column: payload is super. Name a column of numbers or times, or write an sql check""");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aTextThatIsNoContractIsReportedWithTheLineWhereItEnds(List<String> lines, String message) {
        assertThatThrownBy(() -> parse(String.join("\n", lines)))
                .hasMessage("Invalid contract datasets/orders.yaml: 1 mistake\n  " + message);
    }

    static List<Object[]> unreadable() {
        String advice = ". Indent with spaces, close what you open, and put a value that has any of"
                + " [ ] { } , : # or begins with @ or % in quotes";
        String noMapping =
                "a contract is a mapping of keys to values. Write at least dataset, source, columns and target";
        return Arrays.asList(new Object[][] {
            {List.of(""), "line 1: the file is empty. Write at least dataset, source, columns and target"},
            {List.of("# nothing", ""), "line 1: the file is empty. Write at least dataset, source, columns and target"},
            {List.of("", "orders"), "line 2: " + noMapping},
            {List.of("- dataset: orders", "- source: shop"), "line 1: " + noMapping},
            {
                List.of("dataset: orders", "source:", "\tsystem: shop"),
                "line 3: not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token"
                        + advice
            },
            {
                List.of("dataset: orders", "columns: { id: { from: a[0] } }"),
                "line 2: not YAML: while parsing a flow mapping, expected ',' or '}', but got [" + advice
            },
            {
                List.of("dataset: orders", "columns: { id: { from: @id } }"),
                "line 2: not YAML: while scanning for the next token, found character '@' that cannot start any token"
                        + advice
            },
            {
                List.of("dataset: \"orders", "source: {}", ""),
                "line 1: not YAML: while scanning a quoted scalar, found unexpected end of stream" + advice
            },
            {
                List.of("dataset: orders", "source: { system: \u0007 }"),
                "line 2: not YAML: it has the control character U+0007. Remove it"
            },
            {
                List.of("dataset: orders", "? [a, b]", ": c"),
                "line 2: a key must be a plain word. Put quotes around a value that has any of [ ] { }"
            },
            {
                List.of("dataset: \"\\d\""),
                "line 1: not YAML: while scanning a double-quoted scalar, found unknown escape character d(100). Put the text in"
                        + " single quotes, where a backslash is nothing but itself"
            },
            {List.of("dataset: " + "[".repeat(30)), "line 1: nested more than 20 levels deep. Check the brackets"},
        });
    }

    @Test
    void anAliasIsRefusedSoThatNoContractIsLargerThanItLooks() {
        String aliases = RIGHT.replace("dataset: orders", "dataset: &name orders")
                .replace("table: sales.orders", "table: *name");

        assertThatThrownBy(() -> parse(aliases)).hasMessage("""
                Invalid contract datasets/orders.yaml: 1 mistake
                  line 12: target.table: *name is a YAML alias. Write the value out instead""");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThatThrownBy(() -> parse(RIGHT + "---\ndataset: more\n")).hasMessage("""
                Invalid contract datasets/orders.yaml: 1 mistake
                  line 19: a second YAML document begins here. Write one contract a file""");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithTheLineOfItsFirstBadByte() {
        byte[] latin1 = RIGHT.replace("Order Amount", "Größe").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ContractParser.parse(latin1, "datasets/orders.yaml"))
                .hasMessage("""
                Invalid contract datasets/orders.yaml: 1 mistake
                  line 7: not UTF-8. Save the file in UTF-8""");
    }

    @Test
    void aHugeFileIsRefusedUnread() {
        byte[] huge = new byte[2_000_000];

        assertThatThrownBy(() -> ContractParser.parse(huge, "datasets/orders.yaml"))
                .hasMessage("""
                Invalid contract datasets/orders.yaml: 1 mistake
                  line 1: the file has 2000000 bytes. A contract has at most 1 MiB""");
    }

    private static Contract parse(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "datasets/orders.yaml");
    }
}
