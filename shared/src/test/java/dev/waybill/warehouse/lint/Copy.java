package dev.waybill.warehouse.lint;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads COPY of Parquet files. */
final class Copy {
    private static final Pattern MANIFEST = Pattern.compile("s3://[a-z0-9.-]+/.+\\.manifest");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final Map<String, String> REFUSED = Map.of(
            "region", "the bucket must be in the database's region",
            "maxerror", "one bad value fails all",
            "acceptanydate", "dates are typed in the file",
            "compupdate", "it applies no encodings",
            "truncatecolumns", "a text that is too long fails all",
            "timeformat", "times are typed in the file",
            "gzip", "Parquet has its own compression",
            "csv", "the files are Parquet");

    private Copy() {}

    static void read(Tokens tokens, KnownTables known) {
        tokens.expect("copy");
        known.columns(tokens.table());
        if (tokens.at("(")) {
            throw new LintException(Source.COLUMNAR_COPY, "columns map by position: make the table as the files are");
        }
        tokens.expect("from");
        String manifest = tokens.string();
        if (!MANIFEST.matcher(manifest).matches()) {
            throw new LintException(
                    Source.COLUMNAR_COPY, manifest + " is no manifest: a prefix takes in what lies there");
        }
        refuse(tokens);
        role(tokens);
        refuse(tokens);
        tokens.expect("format", "as");
        refuse(tokens);
        tokens.expect("parquet");
        refuse(tokens);
        tokens.expect("manifest");
        refuse(tokens);
    }

    static void role(Tokens tokens) {
        tokens.expect("iam_role");
        if (tokens.takeIf("default")) {
            return;
        }
        String role = tokens.string();
        if (!ROLE.matcher(role).matches()) {
            throw new LintException(Source.IAM_ROLE, role + " is no ARN of a role");
        }
    }

    private static void refuse(Tokens tokens) {
        String word = tokens.peek().text();
        String why = REFUSED.get(word.toLowerCase(Locale.ROOT));
        if (why != null) {
            throw new LintException(Source.COLUMNAR_COPY, "COPY of Parquet takes no " + word + ": " + why);
        }
    }
}
