package dev.waybill.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions, jobs and local depend on shared, only local sees all of them, and nothing depends on local. */
class DependencyDirectionTest {
    private static final String[] SHARED =
            packages("batch", "contract", "digest", "error", "manifest", "receipt", "s3", "text", "value", "warehouse");
    private static final String[] METRICS = packages("metrics");
    private static final String[] START_BATCH = packages("start");
    private static final String[] VALIDATE_BATCH = packages("validate");
    private static final String[] JOBS = packages("convert", "load", "job");
    private static final String[] OPERATE = packages("operate");
    private static final String[] LOCAL = packages("local");

    private static JavaClasses classes;

    @BeforeAll
    static void importAllModules() {
        // The rules are about names; reading Spark's classes too takes ten times as long.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.waybill");
    }

    @Test
    void everyClassBelongsToAModuleAndTheModulesWereImported() {
        DescribedPredicate<JavaClass> known =
                resideInAnyPackage(join(SHARED, METRICS, START_BATCH, VALIDATE_BATCH, JOBS, OPERATE, LOCAL));
        assertThat(classes.that(not(known))).isEmpty();
        assertThat(List.of(SHARED, METRICS, START_BATCH, JOBS, OPERATE, LOCAL))
                .allSatisfy(module -> assertThat(classes.that(resideInAnyPackage(module)))
                        .as("%s", List.of(module))
                        .isNotEmpty());
    }

    @Test
    void sharedDependsOnNoOtherModule() {
        check(SHARED, join(METRICS, START_BATCH, VALIDATE_BATCH, JOBS, OPERATE, LOCAL));
    }

    @Test
    void functionsAndJobsDoNotDependOnEachOtherNorOnLocal() {
        check(START_BATCH, join(VALIDATE_BATCH, JOBS, LOCAL));
        check(VALIDATE_BATCH, join(START_BATCH, JOBS, LOCAL));
        check(METRICS, join(START_BATCH, VALIDATE_BATCH, JOBS, OPERATE, LOCAL));
        check(JOBS, join(METRICS, START_BATCH, VALIDATE_BATCH, OPERATE, LOCAL));
        check(OPERATE, join(START_BATCH, VALIDATE_BATCH, JOBS, LOCAL));
    }

    @Test
    void sharedKnowsNeitherSparkNorLambda() {
        check(
                SHARED,
                "org.apache.spark..",
                "org.apache.hadoop..",
                "com.amazonaws.services.lambda..",
                "software.amazon.lambda..");
    }

    @Test
    void functionsKnowNoSparkAndJobsNoLambda() {
        check(join(METRICS, START_BATCH, VALIDATE_BATCH), "org.apache.spark..", "org.apache.hadoop..");
        check(JOBS, "com.amazonaws.services.lambda..", "software.amazon.lambda..");
    }

    @Test
    void everythingIsLoggedThroughSlf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(classes);
    }

    private static void check(String[] from, String... to) {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                // A package without classes has no forbidden dependency either; that the others have some, is a test
                // above.
                .allowEmptyShould(true);
        rule.check(classes);
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> "dev.waybill." + name + "..").toArray(String[]::new);
    }

    private static String[] join(String[]... packages) {
        return Stream.of(packages).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
