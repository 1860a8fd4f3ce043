package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class LookAtPipelineTest {
    private static final BatchId CORRECTED = BatchId.parse("orders-2026112607-0123456789abcdef");
    private static final BatchId FAILED = BatchId.parse("orders-2026112607-fedcba9876543210");
    private static final BatchId CORRECTION = BatchId.parse("orders-2026112607-aaaaaaaaaaaaaaaa");

    private final FakeDeployment deployment = new FakeDeployment()
            .executed(CORRECTED.toString(), ExecutionStatus.FAILED)
            .corrected(CORRECTED, CORRECTION);
    private final LookAtPipeline look =
            new LookAtPipeline(deployment.deployment(), InstantSource.fixed(Instant.parse("2026-11-26T09:00:00Z")));

    @Test
    void aFailureThatWasSettledTakesNoOthersPlace() {
        deployment.executed(FAILED.toString(), ExecutionStatus.FAILED);

        PipelineStatus status = look.look(1);

        assertThat(status.failed()).map(PipelineStatus.Failed::execution).containsExactly(FAILED.toString());
        assertThat(status.moreFailed()).isZero();
    }

    @Test
    void whereAllWereSettledAllIsWell() {
        PipelineStatus status = look.look(0);

        assertThat(status.moreFailed()).isZero();
        assertThat(status.isWell()).isTrue();
    }
}
