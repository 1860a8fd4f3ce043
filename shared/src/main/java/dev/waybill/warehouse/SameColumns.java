package dev.waybill.warehouse;

import dev.waybill.contract.Contract;
import dev.waybill.contract.TableName;

/**
 * Stops a transaction that moves whole rows if the target has got a column since its columns were read, whose values would be
 * lost: it is tried again then, with the columns of that time.
 */
final class SameColumns {
    private SameColumns() {}

    static SqlStatement check(Contract contract, LoadDetails details) {
        TableName target = contract.target().table();
        int columns = MovedColumns.of(contract, details).own().size() + Lineage.COLUMNS.size();
        // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say
        // stop.
        return new SqlStatement("Check that the target has the columns that it had", """
                SELECT CAST(CASE WHEN count(*) = %d THEN '0'
                  ELSE 'conflict with concurrent transaction: the target has ' || CAST(count(*) AS varchar) || ' columns now' END AS integer)
                FROM information_schema.columns
                WHERE table_schema = %s AND table_name = %s""".formatted(
                        columns, Identifiers.literal(target.schema()), Identifiers.literal(target.name())));
    }
}
