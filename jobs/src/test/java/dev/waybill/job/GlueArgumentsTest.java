package dev.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arguments of a Glue job run. */
class GlueArgumentsTest {

    @Test
    void anArgumentIsANameAndTheValueBehindIt() {
        GlueArguments arguments = GlueArguments.parse(new String[] {
            "--JOB_NAME", "convert", "--enable-metrics", "--delivery", "s3://b/delivery.json", "--days", "-5", "stray"
        });
        assertThat(arguments.values())
                .isEqualTo(Map.of(
                        "--JOB_NAME", "convert",
                        "--enable-metrics", "",
                        "--delivery", "s3://b/delivery.json",
                        "--days", "-5"));
        assertThat(arguments.get("--delivery")).isEqualTo("s3://b/delivery.json");
        assertThat(arguments.find("--enable-metrics")).isEmpty();
        assertThat(arguments.find("--other")).isEmpty();
    }

    @Test
    void theLastValueOfANameCounts() {
        assertThat(GlueArguments.parse(new String[] {"--a", "1", "--a", "2"}).get("--a"))
                .isEqualTo("2");
    }

    @Test
    void allArgumentsThatAreMissingAreNamedAtOnce() {
        GlueArguments arguments = GlueArguments.parse(new String[] {"--a", "1", "--b", "--c", " "});
        arguments.require("--a");
        assertThatThrownBy(() -> arguments.require("--a", "--b", "--c", "--d"))
                .hasMessage("Missing job arguments: --b, --c, --d");
        assertThatThrownBy(() -> arguments.get("--b")).hasMessage("Missing job argument: --b");
    }
}
