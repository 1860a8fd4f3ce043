package dev.waybill.local.cli;

import dev.waybill.local.redash.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A secret from a file or from the environment. It is never an argument, which other users of the machine could see. */
record SecretFile(Optional<Path> file, String variable) {

    /** @throws WrongUsageException that names the file or the variable, and never shows the secret */
    Optional<Secret> read(Map<String, String> environment) {
        try {
            if (file.isPresent()) {
                return Optional.of(Secret.of(Files.readString(file.get())));
            }
            return Optional.ofNullable(environment.get(variable)).map(Secret::of);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("Invalid secret in " + source() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new WrongUsageException(
                    "Cannot read " + source() + ": "
                            + (Files.exists(file.orElseThrow()) ? e.getMessage() : "there is no such file"),
                    e);
        }
    }

    private String source() {
        return file.map(Path::toString).orElse("the variable " + variable);
    }
}
