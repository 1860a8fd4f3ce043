package dev.waybill.start;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The buckets and the state machine of an installation, with the contract of the earthquakes. */
final class SourceBucket {
    static final String FOLDER = "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/";
    static final String CONTRACTS = "s3://waybill-artifacts/contracts/";
    final InMemoryS3 s3 = new InMemoryS3();
    final FakeStepFunctions states = new FakeStepFunctions();

    SourceBucket() throws IOException {
        s3.put(CONTRACTS + "earthquakes.yaml", Files.readAllBytes(Path.of("../../datasets/earthquakes.yaml")));
    }

    /** A manifest that lists these files by their names. */
    static String manifest(String... files) {
        return "{\"entries\": [{\"url\": \"" + String.join("\"}, {\"url\": \"", files) + "\"}]}";
    }

    /** Two files and their manifest in {@link #FOLDER}. */
    void deliver() {
        s3.put(FOLDER + "a.json", "{\"features\": []}");
        s3.put(FOLDER + "b.json", "{\"features\": [1]}");
        s3.put(FOLDER + "manifest.json", manifest("a.json", "b.json"));
    }

    StartBatch startBatch() {
        return new StartBatch(
                s3,
                states,
                new StartBatchSettings(
                        FakeStepFunctions.STATE_MACHINE,
                        S3Location.parse(CONTRACTS),
                        "waybill-source-123456789012-",
                        "waybill-processed-123456789012-"));
    }

    StartedBatch announce() {
        return announce(FOLDER + "manifest.json");
    }

    StartedBatch announce(String location) {
        return startBatch().start(new Announcement(S3Location.parse(location), Optional.empty()));
    }

    StartedBatch announceVersion(String version) {
        return startBatch().start(new Announcement(S3Location.parse(FOLDER + "manifest.json"), Optional.of(version)));
    }
}
