package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.KeepingTime.KEPT;
import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.STAGING;
import static dev.waybill.warehouse.Versions.DELETES;
import static dev.waybill.warehouse.Versions.KEPT_UNTIL;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import java.util.List;
import java.util.stream.Collectors;

/** What a load keeps of what it replaces, and of what it doesn't apply. */
final class VersionSql {
    private final Contract contract;
    private final LoadDetails details;
    private final String versions;

    VersionSql(Contract contract, LoadDetails details) {
        this.contract = contract;
        this.details = details;
        this.versions = quoted(Versions.table(contract.target().table()));
    }

    SqlStatement forget() {
        return new SqlStatement("Forget the versions whose time is over", """
                DELETE FROM %s
                WHERE %s < GETDATE()""".formatted(versions, KEPT_UNTIL));
    }

    /**
     * Keeps staged rows that aren't applied.
     *
     * @param condition which of them, after WHERE or ON; staging is {@code s}
     */
    SqlStatement keepStale(String condition) {
        List<String> columns = contract.columns().stream().map(Column::name).toList();
        return new SqlStatement(
                "Keep those rows beside the target, for the case that what is newer is taken back", """
                INSERT INTO %s (
                  %s,
                  %s, %s, %s
                )
                SELECT
                  %s,
                  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE(), %s, k."until"
                FROM %s AS s
                CROSS JOIN %s AS i
                CROSS JOIN %s AS k
                %s""".formatted(
                        versions,
                        list(columns),
                        list(Lineage.COLUMNS),
                        DELETES,
                        KEPT_UNTIL,
                        contract.columns().stream().map(StagedColumn::value).collect(Collectors.joining(", ")),
                        contract.deleteWhen()
                                .map(marker -> "CASE WHEN " + new DeleteCondition(contract, marker).sql("s.")
                                        + " THEN true ELSE false END")
                                .orElse("false"),
                        STAGING,
                        INCOMING,
                        KEPT,
                        condition));
    }

    /**
     * Keeps rows of the target.
     *
     * @param condition which of them, after FROM; the target is {@code t}
     */
    SqlStatement keepReplaced(String condition) {
        return MovedColumns.of(contract, details)
                .keep("Keep the rows that the batch replaces", versions, "t", "false", "k.\"until\"", """
                        %s AS t
                        CROSS JOIN %s AS k
                        %s""".formatted(
                                quoted(contract.target().table()), KEPT, condition));
    }

    SqlStatement keepReplacedDeletes() {
        return MovedColumns.ofTombstones(contract)
                .keep("Keep the deletes that the batch replaces", versions, "t", "true", "k.\"until\"", """
                        %s AS t
                        CROSS JOIN %s AS k
                        JOIN %s AS s ON %s""".formatted(
                                quoted(Tombstones.table(contract.target().table())),
                                KEPT,
                                STAGING,
                                equal("t", "s", contract.key())));
    }
}
