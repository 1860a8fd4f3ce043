package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedashPublishCommandTest {
    @TempDir
    Path folder;

    @Test
    void anApiKeyDoesNotGoUnencryptedOverANetwork() throws IOException {
        String key = Files.writeString(folder.resolve("key"), "k3y\n").toString();
        assertThat(Shell.run("redash", "publish", "--url", "http://redash.example.com/", "--api-key-file", key))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "waybill: Cannot send an API key to http://redash.example.com: whoever is on the way could read it. "
                                + "Write https://, or add --allow-http if you trust that network\n"));
    }

    @Test
    void whatIsNoUrlIsWrongUsage() {
        assertThat(Shell.run("redash", "publish", "--url", "redash.example.com").err())
                .isEqualTo(
                        "waybill: Invalid URL: 'redash.example.com'. Write https://, the host and, if it has one, the path\n");
        assertThat(Shell.run("redash", "publish", "--url", "https://me:secret@redash.example.com/")
                        .err())
                .isEqualTo(
                        "waybill: Invalid URL for redash.example.com: it has a user, a query or a fragment. Write only https://, "
                                + "the host and, if it has one, the path\n");
    }

    @Test
    void aKeyThatIsNoKeyIsWrongUsageAndNotShown() throws IOException {
        String two = Files.writeString(folder.resolve("two"), "k3y\nanother\n").toString();
        assertThat(Shell.run("redash", "publish", "--url", "https://redash.example.com", "--api-key-file", two))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "waybill: Invalid secret in " + two
                                + ": it has a line break or another character that isn't plain ASCII\n"));
        assertThat(Shell.run("redash", "publish", "--url", "https://redash.example.com", "--api-key-file", two + "x"))
                .isEqualTo(new Ran(2, "", "waybill: Cannot read " + two + "x: there is no such file\n"));
    }

    @Test
    void aPasswordToSetMustBeGiven() {
        assertThat(Shell.run(
                        "redash",
                        "publish",
                        "--url",
                        "https://redash.example.com",
                        "--host",
                        "wh",
                        "--user",
                        "u",
                        "--set-password"))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "waybill: The password to set is missing: put it into a file and name that with --password-file, or set "
                                + "REDASH_DATA_SOURCE_PASSWORD\n"));
    }

    @Test
    void aHostWithoutAUserIsWrongUsage() {
        Ran ran = Shell.run("redash", "publish", "--url", "https://redash.example.com", "--host", "wh");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        "waybill: Error: Missing required argument(s): --user=<user>\nTry 'waybill redash publish --help'\n");
    }
}
