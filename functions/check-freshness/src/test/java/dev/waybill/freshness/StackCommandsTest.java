package dev.waybill.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Actions as operate words them. */
class StackCommandsTest {
    private static final String OPTIONS = " --aws --stack-name pipes";

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("Run it again: waybill replay b-1", "Run it again: ./waybill replay b-1" + OPTIONS),
                Arguments.of(
                        "Wait; waybill batch b-1 shows where it is",
                        "Wait; ./waybill batch b-1" + OPTIONS + " shows where it is"),
                Arguments.of(
                        "announce it again: waybill replay s3://source-shop/orders/manifest.json",
                        "announce it again: ./waybill replay s3://source-shop/orders/manifest.json" + OPTIONS),
                Arguments.of(
                        "Take it back (waybill undo b-1), or correct the check: waybill replay b-1",
                        "Take it back (./waybill undo b-1" + OPTIONS + "), or correct the check: ./waybill replay b-1"
                                + OPTIONS),
                Arguments.of(
                        "See the rejected rows (waybill quarantine show b-1), correct the files",
                        "See the rejected rows (./waybill quarantine show b-1" + OPTIONS + "), correct the files"),
                Arguments.of("Ask waybill for it", "Ask waybill for it"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void aCommandInASentenceIsReadyToBeTyped(String action, String typed) {
        assertThat(new StackCommands("pipes").in(action)).isEqualTo(typed);
    }
}
