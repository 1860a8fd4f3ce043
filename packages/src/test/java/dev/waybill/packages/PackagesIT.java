package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the deployed jars, and what is not. */
class PackagesIT {
    private static final Pattern MISSING = Pattern.compile("\\s*(\\S+) +-> (\\S+) +not found");

    static Stream<Arguments> packages() {
        return Stream.of(
                Arguments.of("functions/start-batch", "waybill-start-batch"),
                Arguments.of("functions/validate-batch", "waybill-validate-batch"),
                Arguments.of("functions/report-batch", "waybill-report-batch"),
                Arguments.of("functions/check-freshness", "waybill-check-freshness"),
                Arguments.of("functions/provision", "waybill-provision"),
                Arguments.of("jobs", "waybill-jobs"));
    }

    @ParameterizedTest
    @CsvSource({
        "functions/start-batch, waybill-start-batch, 14",
        "functions/validate-batch, waybill-validate-batch, 14",
        "functions/report-batch, waybill-report-batch, 14",
        "functions/check-freshness, waybill-check-freshness, 15",
        "functions/provision, waybill-provision, 30",
        "jobs, waybill-jobs, 16"
    })
    void aPackageIsSmall(String module, String artifact, long mostMegabytes) throws IOException {
        assertThat(DeployedJar.of(module, artifact).megabytes()).isLessThan(mostMegabytes);
    }

    @ParameterizedTest
    @CsvSource({
        "functions/start-batch, waybill-start-batch",
        "functions/validate-batch, waybill-validate-batch",
        "functions/report-batch, waybill-report-batch",
        "functions/check-freshness, waybill-check-freshness",
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

    /** Otherwise each deployment of the same code would be one of new code. */
    @ParameterizedTest
    @MethodSource("packages")
    void everythingInAPackageHasOneTimeWheneverItIsBuilt(String module, String artifact) throws IOException {
        Instant time = Instant.parse(System.getProperty("project.build.outputTimestamp"));
        assertThat(DeployedJar.of(module, artifact).times())
                .containsExactly(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /** Those that ProGuard writes may be refused by Java, where it doesn't see what they use. */
    @ParameterizedTest
    @MethodSource("packages")
    void classesThatAreNotTheSdksAreAsTheyWere(String module, String artifact) throws IOException {
        assertThat(DeployedJar.of(module, artifact).classesBesideTheSdk())
                .isNotEmpty()
                .isEqualTo(DeployedJar.of(module, artifact + "-whole").classesBesideTheSdk());
    }

    /** Of the SDK, only what is called is in the jars; it must be whole, down to what is needed for rare answers. */
    @ParameterizedTest
    @CsvSource({
        "functions/start-batch, waybill-start-batch, sfn, StartExecution",
        "functions/validate-batch, waybill-validate-batch, redshiftdata, DescribeStatement",
        "functions/report-batch, waybill-report-batch, sfn, GetExecutionHistory",
        "functions/check-freshness, waybill-check-freshness, sns, Publish",
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
        List<Missing> missing = missingIn(jar);
        // The native library, which no jar has: that it is found missing says that jdeps was understood.
        assertThat(missing).anyMatch(Missing::isOfTheNativeLibrary);
        assertThat(missing)
                .filteredOn(found -> found.type().contains(".awssdk.") && !found.isOfTheNativeLibrary())
                .filteredOn(found -> !(artifact.equals("waybill-start-batch") && found.isOfTheWarehouse()))
                .isEmpty();
    }

    /** Names in files, which ProGuard doesn't read. */
    @ParameterizedTest
    @MethodSource("packages")
    void whatIsFoundByANameInAFileIsThere(String module, String artifact) throws IOException {
        Set<String> named = DeployedJar.of(module, artifact + "-whole").namedInFiles();
        assertThat(named).anyMatch(name -> name.endsWith(".UrlConnectionSdkHttpService"));
        assertThat(DeployedJar.of(module, artifact).entries())
                .containsAll(named.stream()
                        .map(name -> name.replace('.', '/') + ".class")
                        .toList());
    }

    private record Missing(String by, String type) {
        boolean isOfTheNativeLibrary() {
            return type.contains(".awssdk.crt.");
        }

        /** What shared says of the warehouse, which start-batch doesn't ask. */
        boolean isOfTheWarehouse() {
            return by.startsWith("dev.waybill.") && type.contains(".awssdk.services.redshiftdata.");
        }
    }

    private static List<Missing> missingIn(DeployedJar jar) {
        StringWriter dependencies = new StringWriter();
        StringWriter errors = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int exitCode = jdeps.run(
                new PrintWriter(dependencies),
                new PrintWriter(errors),
                "-verbose:class",
                "-filter:none",
                "--multi-release",
                "base",
                jar.jar().toString());
        assertThat(exitCode).as(errors.toString()).isZero();
        return dependencies
                .toString()
                .lines()
                .map(MISSING::matcher)
                .filter(Matcher::matches)
                .map(line -> new Missing(line.group(1), line.group(2)))
                .toList();
    }
}
