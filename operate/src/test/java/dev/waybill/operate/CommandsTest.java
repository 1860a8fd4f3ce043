package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void aCommandHasTheOptionsThatNameItsDeployment() {
        assertThat(Commands.with("--aws", "--stack-name", "loads").of("undo", "orders-2026112210-0123456789abcdef"))
                .isEqualTo("./waybill undo orders-2026112210-0123456789abcdef --aws --stack-name loads");
        assertThat(Commands.OF_USUAL_HOME.of("missing")).isEqualTo("./waybill missing");
    }

    @Test
    void whatAShellWouldReadOtherwiseIsQuoted() {
        assertThat(Commands.with("--home", "/home/ada/R&D").of("quarantine", "export", "x", "Ada's rows"))
                .isEqualTo("./waybill quarantine export x 'Ada'\\''s rows' --home '/home/ada/R&D'");
    }
}
