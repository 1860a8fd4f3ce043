package dev.waybill.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The declaration of a dataset, already checked as a whole: every column that {@code key}, {@code newest}, the target and
 * the checks name exists, and the parts agree with each other. {@link ContractParser} makes it from YAML.
 *
 * @param columns in the order of the target table; at least one
 * @param key the columns that identify a row; empty for a dataset without a key, which can only append or refresh
 * @param newest the column whose greatest value wins among rows of one key; without it the later hour wins
 * @param deleteWhen what marks a row that deletes its key; only with mode upsert
 * @param cadence how often it is delivered; absent where nobody can say which hours are missing
 * @param refresh the materialized views to refresh after each load, in this order
 * @param digest SHA-256 of the YAML's bytes, in hexadecimal: which contract a receipt speaks of
 */
public record Contract(
        DatasetName dataset,
        Source source,
        List<Column> columns,
        List<String> key,
        Optional<String> newest,
        Optional<DeleteMarker> deleteWhen,
        Target target,
        Optional<Cadence> cadence,
        Drift drift,
        List<Derived> refresh,
        Quality quality,
        String digest) {

    public Contract {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        refresh = List.copyOf(refresh);
    }

    /** The column of this name, which must be one of the contract's. */
    public Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Contract " + dataset + " has no column " + name));
    }

    /** The contract with columns that a batch adds after its own. The digest stays that of the YAML. */
    public Contract with(List<AddedColumn> added) {
        return new Contract(
                dataset,
                source,
                Stream.concat(columns.stream(), added.stream().map(AddedColumn::column))
                        .toList(),
                key,
                newest,
                deleteWhen,
                target,
                cadence,
                drift,
                refresh,
                quality,
                digest);
    }

    /**
     * What happens when a file has columns that the contract doesn't: they are left out, or the file isn't accepted, or they
     * are added to the table.
     */
    public enum Drift {
        IGNORE,
        FAIL,
        ADD
    }
}
