package dev.waybill.warehouse;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.TableName;
import dev.waybill.contract.Target;
import dev.waybill.contract.Target.Mode;
import dev.waybill.contract.UndoTime;
import java.util.List;
import java.util.Optional;

/**
 * The keys that were deleted from a target, each with the version of its delete, which rows that come late are compared with. A
 * key is in the target or here, in neither or in one. Like the {@linkplain TableLock lock}, they belong to the table, not to the
 * dataset. Of a row that was deleted nothing else is kept.
 */
final class Tombstones {
    private Tombstones() {}

    /**
     * Describes them as a target of their own: they have the columns of the key and {@code newest}, and those of the lineage. No
     * column is required, so that those that a later contract hasn't in its key stay.
     */
    static Contract of(Contract contract) {
        List<Column> columns = contract.columns().stream()
                .filter(column -> contract.key().contains(column.name())
                        || contract.newest().filter(column.name()::equals).isPresent())
                .map(Tombstones::optional)
                .toList();
        Optional<String> distkey = contract.target().distkey().filter(contract.key()::contains);
        Target target = new Target(table(contract.target().table()), Mode.UPSERT, distkey, List.of(), UndoTime.OFF);
        return new Contract(
                contract.dataset(),
                contract.source(),
                columns,
                contract.key(),
                contract.newest(),
                Optional.empty(),
                target,
                contract.cadence(),
                contract.drift(),
                List.of(),
                contract.quality(),
                contract.digest());
    }

    static TableName table(TableName target) {
        return OwnTable.of("deleted_", target);
    }

    private static Column optional(Column column) {
        return new Column(
                column.name(),
                column.from(),
                column.type(),
                false,
                column.standard(),
                column.notation(),
                column.rules());
    }
}
