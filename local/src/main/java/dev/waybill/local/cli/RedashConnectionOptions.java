package dev.waybill.local.cli;

import dev.waybill.local.redash.DataSourceRequest.Connection;
import dev.waybill.local.redash.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How Redash reaches the warehouse, from the command line. */
final class RedashConnectionOptions {
    private static final String PASSWORD = "REDASH_DATA_SOURCE_PASSWORD";

    @Option(names = "--host", required = true, description = "the warehouse's host, as Redash reaches it")
    private String host = "";

    @Option(names = "--user", required = true, description = "a database user who may only read")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "the file with the user's password; or set the variable " + PASSWORD)
    private @Nullable Path passwordFile;

    @Option(names = "--port", defaultValue = "5439", description = "(default: ${DEFAULT-VALUE})")
    private int port = 5439;

    @Option(names = "--database", defaultValue = "waybill", description = "(default: ${DEFAULT-VALUE})")
    private String database = "waybill";

    @Option(names = "--ssl-mode", defaultValue = "require", description = "(default: ${DEFAULT-VALUE})")
    private String sslMode = "require";

    @Option(
            names = "--set-password",
            description =
                    "set the password again, also if nothing else changes: Redash doesn't show the one that it has")
    private boolean setPassword;

    Connection read(Map<String, String> environment) {
        Optional<Secret> password = new SecretFile(Optional.ofNullable(passwordFile), PASSWORD).read(environment);
        if (setPassword && password.isEmpty()) {
            throw new WrongUsageException(
                    "The password to set is missing: put it into a file and name that with --password-file, or set "
                            + PASSWORD);
        }
        return new Connection(host, port, database, user, sslMode, password, setPassword);
    }
}
