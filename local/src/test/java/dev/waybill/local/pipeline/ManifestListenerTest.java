package dev.waybill.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TransientException;
import dev.waybill.local.glue.LocalGlue;
import dev.waybill.local.lambda.LocalLambda;
import dev.waybill.local.s3.NotHeardException;
import dev.waybill.s3.S3Location;
import dev.waybill.start.DeliveryRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestListenerTest {
    private static final S3Location MANIFEST =
            S3Location.parse("s3://waybill-source-shop/orders/2026/11/22/10/manifest.json");
    private static final String EVENT = """
            {"Records":[{"s3":{"bucket":{"name":"%s"},"object":{"key":"%s"}}}]}""".formatted(MANIFEST.bucket(), MANIFEST.key());

    @TempDir
    Path folder;

    private ManifestListener listener(RuntimeException startBatchThrows) {
        LocalLambda lambda = new LocalLambda();
        lambda.register(Names.START_BATCH, (event, answer, context) -> {
            throw startBatchThrows;
        });
        return new ManifestListener(new LocalGlue(folder), lambda, PipelineListener.NONE);
    }

    @Test
    void aManifestThatIsRefusedIsHeard() {
        ManifestListener manifests = listener(new DeliveryRefusedException("Refused: no such file"));

        manifests.accept(EVENT);

        assertThat(manifests.latest(MANIFEST)).isEqualTo(new Answer.Refused("Refused: no such file"));
    }

    @Test
    void oneThatCannotBeStartedForTheMachinesReasonsIsNot() {
        for (RuntimeException reason : new RuntimeException[] {
            new TransientException("the disk is full"), new IllegalStateException("the disk is full")
        }) {
            ManifestListener manifests = listener(reason);

            assertThatThrownBy(() -> manifests.accept(EVENT))
                    .isInstanceOf(NotHeardException.class)
                    .hasMessage("the disk is full");

            assertThat(manifests.latest(MANIFEST)).isEqualTo(new Answer.Failed("the disk is full"));
        }
    }

    @Test
    void oneThatCannotBeCatalogedIsSaidAndIsNotHeard() throws IOException {
        ManifestListener manifests = new ManifestListener(
                new LocalGlue(Files.createFile(folder.resolve("full"))), new LocalLambda(), PipelineListener.NONE);

        assertThatThrownBy(() -> manifests.accept(EVENT))
                .isInstanceOf(NotHeardException.class)
                .hasMessageStartingWith("Cannot start the batch of " + MANIFEST + ": ");
        assertThat(manifests.latest(MANIFEST)).isInstanceOf(Answer.Failed.class);
    }
}
