package dev.waybill.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchId;
import dev.waybill.manifest.Manifest.Entry;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {
    private static final S3Location LOCATION = S3Location.parse("s3://source-shop/orders/2026/11/22/10/manifest.json");
    private static final String WHAT_TO_WRITE = ". Write s3://bucket/key, or the file's name in the manifest's folder";
    private static final String SHAPE = ". Write {\"entries\": [{\"url\": \"s3://bucket/folder/file\"}]}";

    @Test
    void redshiftsOwnFormatIsRead() {
        Manifest manifest = parse("""
                {"entries": [
                  {"url": "s3://source-shop/orders/2026/11/22/10/a.csv", "mandatory": true,
                   "meta": {"content_length": 1024, "record_count": 10}},
                  {"url": "s3://source-shop/orders/2026/11/22/10/part/b.csv.gz"}
                ]}""");

        assertThat(manifest)
                .isEqualTo(new Manifest(
                        LOCATION,
                        List.of(
                                new Entry(file("a.csv"), true, OptionalLong.of(1024), OptionalLong.of(10)),
                                new Entry(file("part/b.csv.gz"), false, OptionalLong.empty(), OptionalLong.empty())),
                        OptionalLong.empty(),
                        Optional.empty()));
        assertThat(manifest.declaredRecords()).isEmpty();
    }

    @Test
    void whatUnloadWritesIsRead() {
        Manifest manifest = parse("""
                {"entries": [
                   {"url": "s3://source-shop/orders/2026/11/22/10/0000_part_00", "meta": {"content_length": 32295, "record_count": 10}},
                   {"url": "s3://source-shop/orders/2026/11/22/10/0001_part_00", "meta": {"content_length": 32771, "record_count": 20}}],
                 "schema": {"elements": [{"name": "id", "type": {"base": "integer"}}]},
                 "meta": {"content_length": 65066, "record_count": 30},
                 "author": {"name": "Amazon Redshift", "version": "1.0.0"}}""");

        assertThat(manifest.entries()).hasSize(2);
        assertThat(manifest.declaredRecords()).hasValue(30);
    }

    @Test
    void aFileMayBeNamedRelativeToTheManifestsFolder() {
        Manifest manifest = parse("{\"entries\": [{\"url\": \"a b.csv\"}, {\"url\": \"part/b%20c.csv\"}]}");

        assertThat(manifest.entries()).map(Entry::url).containsExactly(file("a b.csv"), file("part/b%20c.csv"));
    }

    @Test
    void theRecordsOfAllFilesAreTheSumWhereEveryEntryCounts() {
        Manifest manifest = parse("""
                {"entries": [{"url": "a", "meta": {"record_count": 2}}, {"url": "b", "meta": {"record_count": 3}}]}""");

        assertThat(manifest.declaredRecords()).hasValue(5);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Manifest manifest = new Manifest(
                LOCATION,
                List.of(
                        new Entry(file("a.csv"), true, OptionalLong.of(1024), OptionalLong.of(10)),
                        new Entry(file("b.csv"), false, OptionalLong.empty(), OptionalLong.empty())),
                OptionalLong.of(12),
                Optional.of(BatchId.parse("orders-2026112209-0123456789abcdef")));

        assertThat(manifest.toJson()).isEqualTo("""
                {
                  "entries" : [ {
                    "url" : "s3://source-shop/orders/2026/11/22/10/a.csv",
                    "mandatory" : true,
                    "meta" : {
                      "content_length" : 1024,
                      "record_count" : 10
                    }
                  }, {
                    "url" : "s3://source-shop/orders/2026/11/22/10/b.csv",
                    "mandatory" : false
                  } ],
                  "record_count" : 12,
                  "supersedes" : "orders-2026112209-0123456789abcdef"
                }
                """);
        assertThat(parse(manifest.toJson())).isEqualTo(manifest);
    }

    record Mistake(String json, List<String> messages) {}

    private static Mistake mistake(String json, String... messages) {
        return new Mistake(json, List.of(messages));
    }

    static List<Mistake> shape() {
        return List.of(
                mistake("", "the file is empty" + SHAPE),
                mistake("   \n", "the file is empty" + SHAPE),
                mistake("[]", "expected an object, found []" + SHAPE),
                mistake("{}", "entries is missing" + SHAPE),
                mistake("{\"entries\": {}}", "entries: expected a list, found {}" + SHAPE),
                mistake("{\"entries\": []}", "entries: lists no file. List at least one, or write no manifest"),
                mistake("{\"entries\": [7]}", "entries[0]: expected an object, found 7. Write {\"url\": \"…\"}"),
                mistake(
                        "{\"entries\": [\n  {\"url\": \"a.csv\"},\n]}",
                        "line 3, column 1: not JSON: Unexpected character (']' (code 93)): expected a value. Write the manifest"
                                + " again"),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\"",
                        "line 1, column 29: not JSON: Unexpected end-of-input: expected close marker for Object. Write the manifest again"),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\", \"url\": \"b.csv\"}]}",
                        "line 1, column 36: not JSON: Duplicate field 'url'. Write the manifest again"),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\"}]} {}",
                        "line 1, column 33: not JSON: something follows the end of the manifest. Write the manifest again"),
                mistake(
                        "id,name\n1,a\n",
                        "line 1, column 4: not JSON: Unrecognized token 'id': was expecting (JSON String, Number, Array, Object or token"
                                + " 'null', 'true' or 'false'). Write the manifest again"));
    }

    static List<Mistake> files() {
        return List.of(
                mistake(urls("{}"), "entries[0].url: is missing" + WHAT_TO_WRITE),
                mistake(urls("{\"url\": 5}"), "entries[0].url: expected a text, found 5" + WHAT_TO_WRITE),
                mistake(urls("{\"url\": \"\"}"), "entries[0].url: expected a text, found ''" + WHAT_TO_WRITE),
                mistake(
                        url("https://example.org/a.csv"),
                        "entries[0].url: Invalid S3 location: 'https://example.org/a.csv' does not begin with s3://"
                                + WHAT_TO_WRITE),
                mistake(
                        url("../11/a.csv"),
                        "entries[0].url: Invalid S3 key: 'orders/2026/11/22/10/../11/a.csv' has the path part '..'"
                                + WHAT_TO_WRITE),
                mistake(
                        url("s3://source-shop/orders/2026/11/22/10/../11/a.csv"),
                        "entries[0].url: Invalid S3 key: 'orders/2026/11/22/10/../11/a.csv' has the path part '..'"
                                + WHAT_TO_WRITE),
                mistake(
                        url("/etc/passwd"),
                        "entries[0].url: Invalid S3 key: 'orders/2026/11/22/10//etc/passwd' has an empty path part"
                                + WHAT_TO_WRITE),
                mistake(
                        url("s3://source-shop/orders/2026/11/22/11/a.csv"),
                        "entries[0].url: 's3://source-shop/orders/2026/11/22/11/a.csv' is outside the manifest's folder. Deliver it"
                                + " to s3://source-shop/orders/2026/11/22/10/"),
                mistake(
                        url("s3://source-shop/orders/2026/11/22/100/a.csv"),
                        "entries[0].url: 's3://source-shop/orders/2026/11/22/100/a.csv' is outside the manifest's folder. Deliver it"
                                + " to s3://source-shop/orders/2026/11/22/10/"),
                mistake(
                        url("s3://source-crm/orders/2026/11/22/10/a.csv"),
                        "entries[0].url: 's3://source-crm/orders/2026/11/22/10/a.csv' is in another bucket. Deliver it to"
                                + " s3://source-shop/orders/2026/11/22/10/"),
                mistake(url("s3://S_hop/a.csv"), "entries[0].url: Invalid S3 bucket: 'S_hop'" + WHAT_TO_WRITE),
                mistake(url("part/"), "entries[0].url: 'part/' is a folder. List its files one by one"),
                mistake(
                        url("manifest.json"),
                        "entries[0].url: 'manifest.json' is the manifest itself. Remove the entry"),
                mistake(
                        urls("{\"url\": \"a.csv\"}", "{\"url\": \"b.csv\"}", "{\"url\": \"" + file("a.csv") + "\"}"),
                        "entries[2].url: 's3://source-shop/orders/2026/11/22/10/a.csv' is entries[0] again, and would be loaded"
                                + " twice. Remove one of the two"));
    }

    static List<Mistake> numbers() {
        String number = ": expected a whole number of at least 0, found ";
        String advice = ". Correct it or leave it out";
        return List.of(
                mistake(
                        urls("{\"url\": \"a.csv\", \"meta\": {\"content_length\": -1, \"record_count\": 1.5}}"),
                        "entries[0].meta.content_length" + number + "-1" + advice,
                        "entries[0].meta.record_count" + number + "1.5" + advice),
                mistake(
                        urls("{\"url\": \"a.csv\", \"meta\": {\"content_length\": \"7\"}}"),
                        "entries[0].meta.content_length" + number + "'7'" + advice),
                mistake(
                        urls("{\"url\": \"a.csv\", \"meta\": {\"content_length\": 9223372036854775808}}"),
                        "entries[0].meta.content_length" + number + "9223372036854775808" + advice),
                mistake(
                        urls("{\"url\": \"a.csv\", \"meta\": 7, \"mandatory\": \"yes\"}"),
                        "entries[0].mandatory: expected true or false, found 'yes'",
                        "entries[0].meta: expected an object, found 7. Write {\"content_length\": 1234} or leave it out"),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\"}], \"record_count\": -3}",
                        "record_count" + number + "-3" + advice),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\", \"meta\": {\"record_count\": 2}}], \"record_count\": 3}",
                        "record_count: 3 contradicts the entries, which add up to 2. Correct one of the two or leave it out"),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\"}], \"supersedes\": \"the last one\"}",
                        "supersedes: Invalid batch id: 'the last one'. It looks like orders-2026112210-0123456789abcdef"),
                mistake(
                        "{\"entries\": [{\"url\": \"a.csv\"}], \"record_count\": 3, \"meta\": {\"record_count\": 4}}",
                        "record_count: 3 contradicts meta.record_count, 4. Correct one of the two or leave it out"));
    }

    @ParameterizedTest
    @MethodSource({"shape", "files", "numbers"})
    void everyMistakeIsReportedWithItsEntryAndWhatToDo(Mistake mistake) {
        assertThatThrownBy(() -> parse(mistake.json()))
                .isInstanceOfSatisfying(
                        InvalidManifestException.class,
                        invalid -> assertThat(invalid.problems()).isEqualTo(mistake.messages()));
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThatThrownBy(() ->
                        parse(urls("{\"url\": \"a.csv\"}", "{\"url\": \"a.csv\"}", "{\"url\": \"../b.csv\"}", "{}")))
                .hasMessage("""
                        Invalid manifest s3://source-shop/orders/2026/11/22/10/manifest.json: 3 mistakes
                          entries[1].url: 'a.csv' is entries[0] again, and would be loaded twice. Remove one of the two
                          entries[2].url: Invalid S3 key: 'orders/2026/11/22/10/../b.csv' has the path part '..'. Write s3://bucket/key, or the file's name in the manifest's folder
                          entries[3].url: is missing. Write s3://bucket/key, or the file's name in the manifest's folder""");
    }

    @Test
    void ofVeryManyMistakesTheMessageShowsTheFirst() {
        String[] twentyTwo = Collections.nCopies(22, "{}").toArray(String[]::new);

        assertThatThrownBy(() -> parse(urls(twentyTwo)))
                .hasMessageStartingWith("Invalid manifest " + LOCATION + ": 22 mistakes\n  entries[0].url: is missing")
                .hasMessageContaining("\n  entries[19].url: is missing")
                .hasMessageEndingWith("manifest's folder\n  … and 2 more");
    }

    @Test
    void bytesInNoEncodingOfJsonAreReported() {
        byte[] broken = {0, 0, 0, '{', 1, 2, 3, 4};

        assertThatThrownBy(() -> Manifest.parse(broken, LOCATION))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessageStartingWith("Invalid manifest " + LOCATION + ": 1 mistake\n  not JSON: ")
                .hasMessageEndingWith(". Write the manifest again");
    }

    @Test
    void aManifestCannotBeMadeOfAFileElsewhere() {
        Entry elsewhere =
                new Entry(S3Location.parse("s3://source-crm/a.csv"), true, OptionalLong.empty(), OptionalLong.empty());

        assertThatThrownBy(() -> new Manifest(LOCATION, List.of(elsewhere), OptionalLong.empty(), Optional.empty()))
                .hasMessage("Invalid manifest: s3://source-crm/a.csv is in another bucket. Deliver it to"
                        + " s3://source-shop/orders/2026/11/22/10/");
    }

    private static S3Location file(String name) {
        return LOCATION.folder().resolve(name);
    }

    private static String url(String url) {
        return urls("{\"url\": \"" + url + "\"}");
    }

    private static String urls(String... entries) {
        return "{\"entries\": [" + String.join(", ", entries) + "]}";
    }

    private static Manifest parse(String json) {
        return Manifest.parse(json.getBytes(StandardCharsets.UTF_8), LOCATION);
    }
}
