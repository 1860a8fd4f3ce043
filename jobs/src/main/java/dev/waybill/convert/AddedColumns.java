package dev.waybill.convert;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.convert.read.FileDrift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The columns that a batch adds to its contract's: all of its new names, or none if one of them can't be a column.
 *
 * @param columns in the order of their names
 * @param reasons why the batch can't be accepted; empty if it can
 */
record AddedColumns(List<AddedColumn> columns, List<String> reasons) {
    static final AddedColumns NONE = new AddedColumns(List.of(), List.of());
    private static final int MOST_SHOWN = 20;

    static AddedColumns of(Contract contract, DriftAccount drift) {
        List<AddedColumn> columns = drift.newColumns().stream()
                .map(AddedColumn::of)
                .sorted(Comparator.comparing(AddedColumn::name).thenComparing(AddedColumn::from))
                .toList();
        if (drift.moreNewColumns().isPresent()) {
            long least = columns.size() + drift.moreNewColumns().getAsLong();
            return refused(tooMany(drift.newColumns(), least));
        }
        List<String> problems = problems(columns, contract);
        return problems.isEmpty() ? new AddedColumns(columns, List.of()) : refused(impossible(problems));
    }

    private static AddedColumns refused(String reason) {
        return new AddedColumns(List.of(), List.of(reason));
    }

    private static String tooMany(List<String> names, long least) {
        return String.format(
                Locale.ROOT,
                "the files have at least %,d columns that the contract doesn't have, and drift: add adds at most %d: %s."
                        + " Add those that are wanted to the contract, and write drift: ignore to leave out the others",
                least,
                FileDrift.MOST_NAMES,
                shown(names.stream().map(AddedColumns::quoted).toList()));
    }

    private static String impossible(List<String> problems) {
        return "drift: add can't add " + shown(problems)
                + ". Add them to the contract, each under a name of its own and with the source's in from, or write drift:"
                + " ignore to leave them out";
    }

    /** One for each name that the new ones can't have. */
    private static List<String> problems(List<AddedColumn> columns, Contract contract) {
        Set<String> taken = contract.columns().stream().map(Column::name).collect(Collectors.toSet());
        Map<String, List<String>> sources = new TreeMap<>();
        columns.forEach(column -> sources.computeIfAbsent(column.name(), name -> new ArrayList<>())
                .add(column.from()));
        List<String> problems = new ArrayList<>();
        sources.forEach((name, from) -> {
            String names = from.stream().map(AddedColumns::quoted).collect(Collectors.joining(" and "));
            if (Column.isSystemName(name)) {
                problems.add(names + " (" + name + " is a column that every table has for itself)");
            } else if (!Column.isName(name) || !from.stream().allMatch(FileDrift::isWhole)) {
                problems.add(names + " (a column's name begins with a letter and has at most 63 of a-z, 0-9 and _)");
            } else if (taken.contains(name)) {
                problems.add(names + " (" + name + " is a column of the contract)");
            } else if (ProcessedCatalog.PARTITION_KEYS.contains(name)) {
                problems.add(names + " (" + name + " is what the Parquet files are partitioned by)");
            } else if (from.size() > 1) {
                problems.add(names + " (each is " + name + " in snake_case)");
            }
        });
        return problems;
    }

    private static String quoted(String name) {
        return "'" + name + "'";
    }

    private static String shown(List<String> texts) {
        String first = texts.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return texts.size() <= MOST_SHOWN ? first : first + ", …";
    }
}
