package dev.waybill.warehouse;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Contract;
import dev.waybill.contract.TableName;
import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.TableComparison.Narrow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the target as it is agree with its contract. A column that the table lacks is added, those of the lineage too, since a
 * table may be older than Waybill; a varchar that is narrower than the contract's is widened. All else is refused with the SQL
 * that a person could run. Columns that only the table has are left alone.
 */
public final class TargetColumns {
    private final Contract contract;
    private final List<AddedColumn> added;
    private final TableColumns found;

    /**
     * A comparison, which changes nothing yet.
     *
     * @param added the columns that the batch has beside the contract's
     * @param found what the warehouse has
     */
    public TargetColumns(Contract contract, List<AddedColumn> added, TableColumns found) {
        this.contract = contract;
        this.added = added;
        this.found = found;
    }

    /**
     * Makes the table have all columns of the contract, of the batch and of the lineage, and the tables of its tombstones and
     * its versions theirs. Each change is a transaction of its own, as Redshift demands of a wider varchar.
     *
     * @throws TargetMismatchException if a column can't be made as the contract says; if that is seen before, no table was changed
     */
    public void reconcile(WarehouseSession session) {
        List<TableComparison> comparisons = comparisons();
        List<String> mistakes = comparisons.stream()
                .flatMap(comparison -> comparison.mistakes().stream())
                .toList();
        if (!mistakes.isEmpty()) {
            throw new TargetMismatchException(mistakes);
        }
        for (TableComparison comparison : comparisons) {
            comparison.additions().forEach(session::execute);
            comparison.narrow().forEach(column -> widen(comparison, column, session));
        }
    }

    /** What a load or an undo has to know of the target, once it is {@linkplain #reconcile reconciled}. */
    public LoadDetails details(Optional<KeyRange> range, Optional<BatchId> supersedes) {
        Set<String> known = new HashSet<>(Lineage.COLUMNS);
        contract.with(added).columns().forEach(column -> known.add(column.name()));
        List<String> others = found.of(contract.target().table()).keySet().stream()
                .filter(name -> !known.contains(name))
                .toList();
        return new LoadDetails(others, tombstones(), range, supersedes);
    }

    /** A contract that deletes no more may have deleted. */
    private Optional<TableName> tombstones() {
        TableName table = Tombstones.table(contract.target().table());
        return contract.deleteWhen().isPresent() || !found.of(table).isEmpty() ? Optional.of(table) : Optional.empty();
    }

    private List<TableComparison> comparisons() {
        TableName table = contract.target().table();
        TableComparison target = TableComparison.of(contract, added, found);
        List<TableComparison> comparisons = new ArrayList<>(List.of(target));
        contract.deleteWhen()
                .ifPresent(marker -> comparisons.add(TableComparison.of(Tombstones.of(contract), List.of(), found)));
        if (target.mistakes().isEmpty()) {
            comparisons.add(TableComparison.ofVersions(Versions.table(table), versionColumns(target), found));
        }
        return comparisons;
    }

    private Map<String, String> versionColumns(TableComparison target) {
        Map<String, String> columns = new LinkedHashMap<>();
        contract.with(added)
                .columns()
                .forEach(column -> columns.put(column.name(), column.type().sql()));
        found.of(target.table()).forEach(columns::put);
        target.narrow().forEach(column -> columns.put(column.name(), column.type()));
        Lineage.COLUMNS.forEach(columns::remove);
        return columns;
    }

    private static void widen(TableComparison comparison, Narrow column, WarehouseSession session) {
        try {
            session.execute(WarehouseDdl.widen(comparison.table(), column.name(), column.type()));
        } catch (TerminalException e) {
            throw new TargetMismatchException(List.of(comparison.notWidened(column, String.valueOf(e.getMessage()))));
        }
    }
}
