package dev.waybill.local.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class ResubmissionTest {
    private static final BatchId BATCH = BatchId.parse("orders-2026112210-0123456789abcdef");
    private static final S3Location MANIFEST =
            S3Location.parse("s3://waybill-source-shop/orders/2026/11/22/10/manifest.json");

    @TempDir
    Path folder;

    /** In a bucket with versions, a manifest that is put again is another batch. */
    @Test
    void aManifestThatIsThereIsNotPutAgain() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("a.csv"), "id,item\n7,lid\n");
        Resubmission once = new Resubmission(MANIFEST, MANIFEST.folder().resolve("resubmitted-1/"), List.of(file));
        Resubmission other = new Resubmission(MANIFEST, MANIFEST.folder().resolve("resubmitted-2/"), List.of(file));
        BlockingQueue<String> announced = new LinkedBlockingQueue<>();
        try (LocalS3 s3 = LocalS3.start(folder.resolve("s3"), "manifest.json", announced::add)) {
            s3.createBucket(MANIFEST.bucket());
            s3.client()
                    .putObject(
                            request -> request.bucket(MANIFEST.bucket()).key(MANIFEST.key()),
                            RequestBody.fromString("{\"entries\":[]}"));
            announced.take();

            once.deliver(s3.client(), BATCH);
            once.deliver(s3.client(), BATCH);
            other.deliver(s3.client(), BATCH);
            announced.take();
            announced.take();
        }

        assertThat(announced).isEmpty();
    }
}
