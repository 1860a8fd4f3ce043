package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * COPY of Parquet files by a manifest: {@code COPY t [(columns)] FROM 's3://…' IAM_ROLE … FORMAT AS PARQUET MANIFEST}.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html">COPY from columnar
 *     data formats</a>
 */
final class CopyStatement {
    /** What COPY takes with Parquet, too, but not here. */
    private static final Set<String> WITH_PARQUET =
            Set.of("credentials", "explicit_ids", "fillrecord", "serializetojson", "statupdate");

    private final TokenReader reader;
    private boolean isParquet;
    private boolean isManifest;
    private boolean hasRole;
    private Optional<Token> unsupported = Optional.empty();

    private CopyStatement(List<Token> tokens) {
        this.reader = new TokenReader(tokens);
    }

    static LocalStatement.Copy parse(List<Token> tokens) throws RefusedSqlException {
        return new CopyStatement(tokens).parse();
    }

    private LocalStatement.Copy parse() throws RefusedSqlException {
        reader.expect("copy");
        String table = Token.join(reader.takeQualifiedName());
        List<String> columns = new ArrayList<>();
        if (reader.at("(")) {
            TokenReader.parts(reader.takeGroup())
                    .forEach(part -> columns.add(part.get(0).name()));
        }
        reader.expect("from");
        S3Location manifest = location();
        while (!reader.atEnd()) {
            option();
        }
        requireForm();
        return new LocalStatement.Copy(table, columns, manifest);
    }

    private S3Location location() throws RefusedSqlException {
        String text = string();
        try {
            return S3Location.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedSqlException("COPY: " + e.getMessage());
        }
    }

    private String string() throws RefusedSqlException {
        if (reader.peek().kind() != Kind.STRING || !reader.peek().text().startsWith("'")) {
            throw reader.syntaxError();
        }
        String text = reader.take().text();
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    private void option() throws RefusedSqlException {
        if (reader.takeIf("iam_role")) {
            if (!reader.takeIf("default")) {
                string();
            }
            hasRole = true;
        } else if (reader.takeIf("format", "as", "parquet") || reader.takeIf("format", "parquet")) {
            isParquet = true;
        } else if (reader.takeIf("manifest")) {
            isManifest = true;
        } else if (unsupported.isEmpty() && reader.peek().kind() == Kind.WORD) {
            unsupported = Optional.of(reader.take());
        } else {
            reader.take();
        }
    }

    private void requireForm() throws RefusedSqlException {
        if (!isParquet) {
            throw RefusedSqlException.notHere("COPY without FORMAT AS PARQUET");
        }
        if (unsupported.isPresent()) {
            String option = unsupported.get().text().toUpperCase(Locale.ROOT);
            throw WITH_PARQUET.contains(unsupported.get().name())
                    ? RefusedSqlException.notHere("COPY with " + option)
                    : new RefusedSqlException(option + " argument is not supported for PARQUET based COPY");
        }
        if (!hasRole) {
            throw new RefusedSqlException("COPY from this file format only accepts IAM_ROLE credentials.");
        }
        if (!isManifest) {
            throw RefusedSqlException.notHere("COPY without MANIFEST");
        }
    }
}
