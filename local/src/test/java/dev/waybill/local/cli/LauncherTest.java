package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, with a Java that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    /** It is of the version in the file beside it, and makes an archive unless there is a file that forbids it. */
    private static final String JAVA = """
            #!/bin/sh
            here=$(dirname "$0")
            if [ "$1" = -version ]; then
                echo "openjdk version \\"$(cat "$here/version")\\"" >&2
                exit
            fi
            case "$1" in
                -XX:ArchiveClassesAtExit=*)
                    [ -f "$here/forbidden" ] || echo classes >"${1#*=}"
                    exit 1
                    ;;
            esac
            echo "$1"
            for last; do :; done
            echo "$last"
            """;

    private static final String PREPARING = "waybill: preparing later starts, which makes them faster\n";

    @TempDir
    Path temp;

    private Path root;
    private Path jdk;

    private record Run(String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        root = Files.createDirectory(temp.resolve("a folder"));
        jdk = Files.createDirectories(temp.resolve("a jdk/bin"));
        Files.writeString(jdk.resolve("version"), "17.0.1");
        executable(jdk.resolve("java"), JAVA);
        Path target = Files.createDirectories(root.resolve("local/target"));
        for (String part : List.of("datasets", "statemachine", "shared", "functions", "jobs", "operate")) {
            Files.createDirectory(root.resolve(part));
        }
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("datasets/contract.schema.json"));
        Files.writeString(target.resolve("waybill-local-1.jar"), "");
        Files.writeString(target.resolve("class-path"), "other.jar");
        Files.writeString(target.resolve("built"), root + "\n");
        Path launcher = Path.of(System.getProperty("user.dir")).resolve("../waybill");
        Files.copy(launcher, root.resolve("waybill"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run waybill(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        ProcessBuilder process = new ProcessBuilder(root.resolve("waybill").toString());
        process.command().addAll(List.of(arguments));
        process.environment().put("JAVA_HOME", jdk.resolve("..").toString());
        process.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        return new Run(Files.readString(out), Files.readString(err));
    }

    private List<String> inTarget(String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("local/target"), glob)) {
            List<String> names = new ArrayList<>();
            files.forEach(file -> names.add(file.toString()));
            return names;
        }
    }

    @Test
    void theFirstCommandMakesAnArchiveThatItAndLaterOnesStartFrom() throws Exception {
        Run first = waybill("status");
        Run second = waybill("status");

        List<String> made = inTarget("commands*");
        assertThat(made).singleElement().asString().endsWith(".jsa");
        assertThat(first).isEqualTo(new Run("-XX:SharedArchiveFile=" + made.get(0) + "\nstatus\n", PREPARING));
        assertThat(second).isEqualTo(new Run("-XX:SharedArchiveFile=" + made.get(0) + "\nstatus\n", ""));
    }

    @Test
    void anotherJavaGetsAnArchiveOfItsOwn() throws Exception {
        Run before = waybill("status");
        Files.writeString(jdk.resolve("version"), "17.0.2");
        Run after = waybill("status");

        assertThat(after.err()).isEqualTo(PREPARING);
        assertThat(after.out()).isNotEqualTo(before.out());
    }

    @Test
    void whereNoneCanBeMadeJavaStartsAsAlwaysAndItIsNotTriedEachTime() throws Exception {
        Files.createFile(jdk.resolve("forbidden"));

        assertThat(waybill("status")).isEqualTo(new Run("-Xshare:auto\nstatus\n", PREPARING));
        assertThat(waybill("status")).isEqualTo(new Run("-Xshare:auto\nstatus\n", ""));
    }

    @Test
    void helpIsThereAtOnce() throws Exception {
        assertThat(waybill("--help")).isEqualTo(new Run("-Xshare:auto\n--help\n", ""));
        assertThat(waybill("load", "--help")).isEqualTo(new Run("-Xshare:auto\n--help\n", ""));
    }
}
