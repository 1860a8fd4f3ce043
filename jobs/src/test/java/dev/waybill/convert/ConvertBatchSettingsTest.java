package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.job.GlueArguments;
import org.junit.jupiter.api.Test;

class ConvertBatchSettingsTest {

    @Test
    void theyAreReadFromTheJobsArguments() {
        assertThat(ConvertBatchSettings.of(GlueArguments.parse(
                        new String[] {"--source_database", "raw", "--processed_database", "clean"})))
                .isEqualTo(new ConvertBatchSettings("raw", "clean"));
    }

    @Test
    void allThatAreMissingAreNamedAtOnce() {
        assertThatThrownBy(() -> ConvertBatchSettings.of(GlueArguments.parse(new String[] {})))
                .hasMessage("Missing job arguments: --source_database, --processed_database");
    }
}
