package dev.waybill.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {
    private static final S3Location FOLDER = S3Location.parse("s3://artefacts/contracts/");
    private static final String CONTRACT = "s3://artefacts/contracts/orders.yaml";
    private static final String PUBLISHED = "INFO Published s3://artefacts/contracts/orders.yaml";
    private static final String KEPT = "WARN Kept s3://artefacts/contracts/orders.yaml, which somebody put there."
            + " This version's is another one; delete the object and deploy another version to get it";

    private final InMemoryS3 s3 = new InMemoryS3();
    private final List<Duration> pauses = new ArrayList<>();
    private final RecordedLog log = RecordedLog.of(Contracts.class);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    private void publish(String contract) throws IOException {
        new Contracts(new ArtefactBucket(s3, pauses::add)).publish(Packed.of(folder, "7", contract), FOLDER);
    }

    @Test
    void aContractThatNobodyTouchedIsUpgraded() throws IOException {
        publish("first");
        publish("second");
        publish("third");
        assertThat(s3.text(CONTRACT)).isEqualTo("third");
        assertThat(log.lines()).containsExactly(PUBLISHED, PUBLISHED, PUBLISHED);
    }

    @Test
    void theSameContractIsNotPublishedAgain() throws IOException {
        publish("first");
        publish("first");
        assertThat(log.lines()).containsExactly(PUBLISHED);
    }

    @Test
    void aContractThatSomebodyPutIsKept() throws IOException {
        s3.put(CONTRACT, "mine");
        publish("first");
        assertThat(s3.text(CONTRACT)).isEqualTo("mine");
        assertThat(log.lines()).containsExactly(KEPT);
    }

    @Test
    void aContractThatSomebodyChangedIsKept() throws IOException {
        publish("first");
        s3.put(CONTRACT, "mine");
        publish("second");
        publish("third");
        assertThat(s3.text(CONTRACT)).isEqualTo("mine");
        assertThat(log.lines()).containsExactly(PUBLISHED, KEPT, KEPT);
    }

    @Test
    void aContractOfNobodysDatasetStays() throws IOException {
        s3.put("s3://artefacts/contracts/returns.yaml", "mine");
        publish("first");
        assertThat(s3.text("s3://artefacts/contracts/returns.yaml")).isEqualTo("mine");
    }

    @Test
    void aContractThatSomebodyPutsMeanwhileIsKept() throws IOException {
        s3.beforeNextWrite(() -> s3.put(CONTRACT, "mine"));
        publish("first");
        assertThat(s3.text(CONTRACT)).isEqualTo("mine");
        assertThat(log.lines()).containsExactly(KEPT);
    }

    @Test
    void aContractThatSomebodyChangesMeanwhileIsKept() throws IOException {
        publish("first");
        s3.beforeNextWrite(() -> s3.put(CONTRACT, "mine"));
        publish("second");
        assertThat(s3.text(CONTRACT)).isEqualTo("mine");
        assertThat(log.lines()).containsExactly(PUBLISHED, KEPT);
    }

    @Test
    void aContractThatSomebodyDeletesMeanwhileComesBack() throws IOException {
        publish("first");
        s3.beforeNextWrite(() -> s3.delete(CONTRACT));
        publish("second");
        assertThat(s3.text(CONTRACT)).isEqualTo("second");
        assertThat(log.lines()).containsExactly(PUBLISHED, PUBLISHED);
    }

    @Test
    void ourOwnContractIsNotSomebodysWhenTheAnswerWasLost() throws IOException {
        s3.loseNextAnswer();
        publish("first");
        assertThat(s3.text(CONTRACT)).isEqualTo("first");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aContractThatNeverStaysTheSameIsSaid() {
        for (int i = 0; i < 3; i++) {
            s3.refuseNextWrite(412);
        }
        assertThatThrownBy(() -> publish("first"))
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "Cannot publish s3://artefacts/contracts/orders.yaml: somebody is changing it. Deploy again");
    }

    @Test
    void aWriteThatMetAnotherIsTriedAgain() throws IOException {
        s3.refuseNextWrite(409);
        s3.refuseNextWrite(409);
        publish("first");
        assertThat(s3.text(CONTRACT)).isEqualTo("first");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aWriteThatMeetsOthersAllTheTimeFails() {
        for (int i = 0; i < 3; i++) {
            s3.refuseNextWrite(409);
        }
        assertThatThrownBy(() -> publish("first"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot write s3://artefacts/contracts/orders.yaml: status 409");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aBucketThatIsNotThereIsNotTakenForAnObject() {
        s3.refuseNextWrite(404);
        assertThatThrownBy(() -> publish("first"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot write s3://artefacts/contracts/orders.yaml: status 404");
    }
}
