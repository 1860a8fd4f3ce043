package dev.waybill.local.warehouse.sql;

import java.util.List;

/**
 * The limits of Redshift's MERGE, which PostgreSQL's doesn't have.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html">MERGE</a>
 */
final class Merge {
    private Merge() {}

    static void check(List<Token> tokens) throws RefusedSqlException {
        TokenReader reader = new TokenReader(tokens);
        reader.expect("merge");
        reader.expect("into");
        reader.takeQualifiedName();
        if (!reader.at("using")) {
            throw RefusedSqlException.notInRedshift(reader.peek().text(), "alias for the target of MERGE");
        }
        int matched = 0;
        int notMatched = 0;
        while (!reader.atEnd()) {
            if (reader.at("remove", "duplicates")) {
                throw RefusedSqlException.notHere("MERGE … REMOVE DUPLICATES");
            }
            boolean isMatched = reader.takeIf("when", "matched");
            boolean isNotMatched = !isMatched && reader.takeIf("when", "not", "matched");
            matched += isMatched ? 1 : 0;
            notMatched += isNotMatched ? 1 : 0;
            if (!isMatched && !isNotMatched) {
                reader.take();
            } else if (!reader.at("then")) {
                throw RefusedSqlException.notInRedshift(reader.peek().text(), "condition on the WHEN clauses of MERGE");
            }
        }
        if (matched != 1 || notMatched != 1) {
            throw new RefusedSqlException(
                    "MERGE must have one WHEN MATCHED and one WHEN NOT MATCHED clause in Redshift");
        }
    }
}
