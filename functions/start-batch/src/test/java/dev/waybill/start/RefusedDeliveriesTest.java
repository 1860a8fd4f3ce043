package dev.waybill.start;

import static dev.waybill.start.SourceBucket.CONTRACTS;
import static dev.waybill.start.SourceBucket.FOLDER;
import static dev.waybill.start.SourceBucket.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every delivery that can't be right, and what its sender is told. */
class RefusedDeliveriesTest {
    private final SourceBucket source;

    RefusedDeliveriesTest() throws IOException {
        source = new SourceBucket();
        source.deliver();
    }

    private void isRefused(String manifest, String message) {
        assertThatThrownBy(() -> source.announce(manifest))
                .isInstanceOf(DeliveryRefusedException.class)
                .hasMessage(message);
    }

    private void isRefused(String reason) {
        isRefused(FOLDER + "manifest.json", "Refused " + FOLDER + "manifest.json" + reason);
    }

    private void deliver(String manifest) {
        source.s3.put(FOLDER + "manifest.json", manifest);
    }

    @AfterEach
    void nothingIsStarted() {
        assertThat(source.states.started).isEmpty();
    }

    @Test
    void anObjectThatIsNoManifest() {
        isRefused(FOLDER + "a.json", "Refused " + FOLDER + "a.json: its name is not manifest.json");
    }

    @Test
    void aManifestAtTheTopOfTheBucket() {
        isRefused(
                "s3://waybill-source-123456789012-usgs/manifest.json",
                "Refused s3://waybill-source-123456789012-usgs/manifest.json: it lies at the top of the bucket. Put it into"
                        + " <dataset>/<hour>/");
    }

    @Test
    void aFolderThatIsNoDatasetsName() {
        isRefused(
                "s3://waybill-source-123456789012-usgs/Earth Quakes/2018/02/04/00/manifest.json",
                "Refused s3://waybill-source-123456789012-usgs/Earth Quakes/2018/02/04/00/manifest.json: Invalid dataset name: 'Earth"
                        + " Quakes'. Use lower-case letters, digits and _, beginning with a letter, at most 50 characters");
    }

    @Test
    void anUnknownDataset() {
        isRefused(
                "s3://waybill-source-123456789012-usgs/volcanoes/2018/02/04/00/manifest.json",
                "Refused s3://waybill-source-123456789012-usgs/volcanoes/2018/02/04/00/manifest.json: unknown dataset volcanoes: there is"
                        + " no contract s3://waybill-artifacts/contracts/volcanoes.yaml. Publish the contract, then put the"
                        + " manifest again");
    }

    @Test
    void aBatchToSupersedeThatWasNeverDelivered() {
        source.s3.put(FOLDER + "a.json", "{}");
        deliver("""
                {"entries": [{"url": "a.json"}], "supersedes": "earthquakes-2018020400-0123456789abcdef"}""");
        isRefused(
                ": it supersedes earthquakes-2018020400-0123456789abcdef, but no batch of that id was ever delivered to"
                        + " earthquakes. Copy the id from the ledger, waybill.batch, or remove supersedes");
    }

    @Test
    void aContractWithAMistake() {
        source.s3.put(CONTRACTS + "earthquakes.yaml", """
                dataset: earthquakes
                source: { system: usgs, format: csv }
                columns: { id: intger }
                target: { table: seismic.earthquakes, mode: append }
                """);
        isRefused(". Invalid contract s3://waybill-artifacts/contracts/earthquakes.yaml: 1 mistake\n"
                + "  line 3: columns.id: unknown type 'intger'. Did you mean integer?");
    }

    @Test
    void aContractOfAnotherDataset() {
        source.s3.put(CONTRACTS + "earthquakes.yaml", """
                dataset: volcanoes
                source: { system: usgs, format: csv }
                columns: { id: integer }
                target: { table: seismic.volcanoes, mode: append }
                """);
        isRefused(": the contract s3://waybill-artifacts/contracts/earthquakes.yaml is of dataset volcanoes");
    }

    @Test
    void aBucketThatIsNoSourceBucket() {
        isRefused(
                "s3://other-bucket/earthquakes/2018/02/04/00/manifest.json",
                "Refused s3://other-bucket/earthquakes/2018/02/04/00/manifest.json: its bucket is not a source bucket: the"
                        + " name does not begin with waybill-source-123456789012-");
    }

    @Test
    void theBucketOfAnotherSystem() {
        isRefused(
                "s3://waybill-source-123456789012-shop/earthquakes/2018/02/04/00/manifest.json",
                "Refused s3://waybill-source-123456789012-shop/earthquakes/2018/02/04/00/manifest.json: dataset earthquakes comes from"
                        + " system usgs by its contract, but the bucket is of system shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2018/02/04/", "2018/02/30/00/", "2018/2/4/0/", "x/2018/02/04/00/", "2018/02/04/00/x/"})
    void aFolderThatNamesNoHourByTheContractsLayout(String folder) {
        String location = "s3://waybill-source-123456789012-usgs/earthquakes/" + folder + "manifest.json";
        isRefused(
                location,
                "Refused " + location + ": its folder does not name an hour by the contract's layout. Put it into"
                        + " earthquakes/yyyy/MM/dd/HH/");
    }

    @Test
    void aManifestThatIsGone() {
        source.s3.delete(FOLDER + "manifest.json");
        isRefused(": it was announced, but it is gone. Put the manifest again");
    }

    @Test
    void aVersionOfTheManifestThatIsGone() {
        assertThatThrownBy(() -> source.announceVersion(InMemoryS3.GONE_VERSION))
                .isInstanceOf(DeliveryRefusedException.class)
                .hasMessage("Refused " + FOLDER
                        + "manifest.json: it was announced, but it is gone. Put the manifest again");
    }

    @Test
    void aManifestThatIsTooLarge() {
        byte[] large = new byte[(20 << 20) + 1];
        Arrays.fill(large, (byte) ' ');
        source.s3.put(FOLDER + "manifest.json", large);
        isRefused(": it is larger than 20971520 bytes. Deliver fewer files at a time");
    }

    private void hasMistake(String mistake) {
        isRefused(". Invalid manifest " + FOLDER + "manifest.json: 1 mistake\n  " + mistake);
    }

    @Test
    void anEmptyManifest() {
        deliver("");
        hasMistake("the file is empty. Write {\"entries\": [{\"url\": \"s3://bucket/folder/file\"}]}");
    }

    @Test
    void aManifestThatIsNotJson() {
        deliver("a.json\nb.json\n");
        hasMistake(
                "line 1, column 3: not JSON: Unrecognized token 'a': was expecting (JSON String, Number, Array, Object or"
                        + " token 'null', 'true' or 'false'). Write the manifest again");
    }

    @Test
    void aManifestWithoutFiles() {
        deliver("{\"entries\": []}");
        hasMistake("entries: lists no file. List at least one, or write no manifest");
    }

    @Test
    void aFileThatIsListedTwice() {
        deliver(manifest("a.json", FOLDER + "a.json"));
        hasMistake("entries[1].url: '" + FOLDER
                + "a.json' is entries[0] again, and would be loaded twice. Remove one of the two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3://waybill-source-123456789012-shop/earthquakes/2018/02/04/00/a.json | is in another bucket. Deliver it to s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/
            s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/01/a.json | is outside the manifest's folder. Deliver it to s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/
            manifest.json                                             | is the manifest itself. Remove the entry
            part/                                                     | is a folder. List its files one by one
            """)
    void aFileThatLiesElsewhere(String file, String reason) {
        deliver(manifest(file));
        hasMistake("entries[0].url: '" + file + "' " + reason);
    }

    @Test
    void aMandatoryFileThatIsMissing() {
        deliver("{\"entries\": [{\"url\": \"a.json\"}, {\"url\": \"c.json\", \"mandatory\": true}]}");
        isRefused(": " + FOLDER + "c.json is mandatory, but it is not there. Put the files, then the manifest again");
    }

    @Test
    void aFileOfAnotherLength() {
        deliver("{\"entries\": [{\"url\": \"a.json\", \"meta\": {\"content_length\": 1000}}]}");
        isRefused(": " + FOLDER
                + "a.json has 16 bytes, but the manifest says 1000. Put the files, then the manifest again");
    }

    @Test
    void allWrongFilesAreNamedAtOnce() {
        deliver("""
                {"entries": [{"url": "a.json", "meta": {"content_length": 1000}}, {"url": "c.json", "mandatory": true},
                             {"url": "d.json", "mandatory": true}]}""");
        isRefused(": " + FOLDER + "a.json has 16 bytes, but the manifest says 1000; " + FOLDER
                + "c.json is mandatory, but it is not there; " + FOLDER
                + "d.json is mandatory, but it is not there. Put the files, then the manifest again");
    }

    @Test
    void aDeliveryNoneOfWhoseFilesIsThere() {
        deliver(manifest("c.json", "d.json"));
        isRefused(": none of its files is there. Put the files, then the manifest again");
    }
}
