package dev.waybill.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    private void open(String name) {
        parts.add(() -> closed.add(name));
    }

    private void openBroken(String name) {
        parts.add(() -> {
            closed.add(name);
            throw new IllegalStateException(name);
        });
    }

    @Test
    void theLastOpenedIsClosedFirstAndEachOnce() {
        open("S3");
        open("warehouse");
        open("page");

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("page", "warehouse", "S3");
    }

    @Test
    void allAreClosedAlsoAfterOnesThatFailAndTheFirstFailureIsThrown() {
        open("S3");
        openBroken("warehouse");
        openBroken("page");

        assertThatThrownBy(parts::close)
                .hasMessage("page")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("warehouse"));
        assertThat(closed).containsExactly("page", "warehouse", "S3");
    }

    @Test
    void whatIsOpenIsClosedWhenTheNextPartDoesNotOpenWhoseFailureIsKept() {
        openBroken("S3");
        open("warehouse");
        IllegalStateException failure = new IllegalStateException("no page");

        assertThat(parts.closeAfter(failure)).isSameAs(failure);

        assertThat(closed).containsExactly("warehouse", "S3");
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("S3");
    }
}
