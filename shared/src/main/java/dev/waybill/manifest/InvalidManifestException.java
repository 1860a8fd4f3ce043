package dev.waybill.manifest;

import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import dev.waybill.text.Counted;
import java.util.List;
import java.util.stream.Collectors;

/** Every mistake of a manifest: the entry, the value, the rule and what to do. */
public final class InvalidManifestException extends TerminalException {
    private static final long serialVersionUID = 1L;
    /** A manifest may list thousands of files; what announces the error has room for less. */
    private static final int SHOWN = 20;

    private final transient List<String> problems;

    InvalidManifestException(S3Location manifest, List<String> problems) {
        super(message(manifest, problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }

    private static String message(S3Location manifest, List<String> problems) {
        return "Invalid manifest " + manifest + ": "
                + Counted.of(problems.size(), "mistake", "mistakes")
                + problems.stream()
                        .limit(SHOWN)
                        .map(problem -> "\n  " + problem)
                        .collect(Collectors.joining())
                + (problems.size() > SHOWN ? "\n  … and " + (problems.size() - SHOWN) + " more" : "");
    }
}
