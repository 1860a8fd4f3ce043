package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the deployed jars, and what is not. */
class PackagesIT {
    private static final Pattern MISSING = Pattern.compile("\\s*(\\S+) +-> (\\S+) +not found");

    @ParameterizedTest
    @CsvSource({
        "functions/start-batch, waybill-start-batch, 13",
        "functions/validate-batch, waybill-validate-batch, 13",
        "jobs, waybill-jobs, 20"
    })
    void aPackageIsSmall(String module, String artifact, long mostMegabytes) throws IOException {
        assertThat(DeployedJar.of(module, artifact).megabytes()).isLessThan(mostMegabytes);
    }

    @ParameterizedTest
    @CsvSource({
        "functions/start-batch, waybill-start-batch",
        "functions/validate-batch, waybill-validate-batch",
        "functions/provision, waybill-provision"
    })
    void aFunctionHasNoSparkAndNoOtherClientOfHttp(String module, String artifact) throws IOException {
        assertThat(DeployedJar.of(module, artifact).entries())
                .filteredOn(name -> name.endsWith(".class"))
                .noneMatch(name -> name.matches(
                        "(org/apache/(spark|hadoop|http)|io/netty|scala|software/amazon/awssdk/services/glue)/.*"));
    }

    @Test
    void theJobsHaveNothingOfSparksAndNothingUnderNamesThatGlueHasToo() throws IOException {
        assertThat(DeployedJar.of("jobs", "waybill-jobs").entries())
                .filteredOn(name -> name.endsWith(".class"))
                .allSatisfy(name -> assertThat(name).startsWith("dev/waybill/"));
    }

    /** Of the SDK, only what is called is in the jars; it must be whole, down to what is needed for rare answers. */
    @ParameterizedTest
    @CsvSource({
        "functions/start-batch, waybill-start-batch, sfn, StartExecution",
        "functions/validate-batch, waybill-validate-batch, redshiftdata, DescribeStatement",
        "functions/provision, waybill-provision, s3, PutObject",
        "jobs, waybill-jobs, glue, UpdatePartition"
    })
    void whatIsCalledOfTheSdkIsWhole(String module, String artifact, String service, String operation)
            throws IOException {
        DeployedJar jar = DeployedJar.of(module, artifact);
        String model = "awssdk/services/" + service + "/model/";
        assertThat(jar.entries())
                .anyMatch(name -> name.endsWith(model + operation + "Response$BuilderImpl.class"))
                .noneMatch(name -> name.endsWith(model + "ListTagsForResourceResponse.class")
                        || name.endsWith(model + "PutBucketTaggingResponse.class"));
        assertThat(missingIn(jar))
                .filteredOn(line -> line.group(2).contains(".awssdk.services." + service + "."))
                .extracting(line -> line.group(1) + " needs " + line.group(2))
                .isEmpty();
    }

    private static List<Matcher> missingIn(DeployedJar jar) {
        StringWriter dependencies = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(
                new PrintWriter(dependencies),
                new PrintWriter(Writer.nullWriter()),
                "-verbose:class",
                "-filter:none",
                "--multi-release",
                "base",
                jar.jar().toString());
        return dependencies
                .toString()
                .lines()
                .map(MISSING::matcher)
                .filter(Matcher::matches)
                .toList();
    }
}
