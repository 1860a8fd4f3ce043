package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.SnakeCase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names in a CSV file's header, and where the contract's columns are among them. */
record CsvHeader(List<String> names) {
    /** A file without a header, or with another delimiter, may have a whole row of values here. */
    private static final int MOST_SHOWN = 20;

    private static final int LONGEST_SHOWN = 40;

    static CsvHeader of(List<String> values) {
        return new CsvHeader(
                values.stream().map(RawText::readable).map(String::strip).toList());
    }

    /** For each column of the contract, its place in a row; throws with everything that is wrong with the header. */
    int[] places(Contract contract) throws FileFaultException {
        List<String> problems = new ArrayList<>();
        int[] places = contract.columns().stream()
                .mapToInt(column -> place(column, problems))
                .toArray();
        if (!problems.isEmpty()) {
            throw new FileFaultException("wrong header: " + String.join("; ", problems) + ". The header has "
                    + shown(names.stream().map(CsvHeader::cut).toList())
                    + ". Correct the file, or the contract's from");
        }
        return places;
    }

    private int place(Column column, List<String> problems) {
        List<Integer> found = indexes(column);
        if (found.isEmpty()) {
            problems.add(column.from()
                    .map(from -> "no column '" + from + "'")
                    .orElseGet(() -> "no column for " + column.name()));
            return -1;
        }
        if (found.size() > 1) {
            problems.add("column " + column.name() + " is there twice");
        }
        return found.get(0);
    }

    /** Where a column is: by its {@code from}; else by its own name, or if there is none such, by one that becomes it. */
    private List<Integer> indexes(Column column) {
        List<Integer> exact = indexes(column.from().map(String::strip).orElse(column.name()), false);
        return exact.isEmpty() && column.from().isEmpty() ? indexes(column.name(), true) : exact;
    }

    private List<Integer> indexes(String name, boolean inSnakeCase) {
        return IntStream.range(0, names.size())
                .filter(i -> name.equals(inSnakeCase ? SnakeCase.of(names.get(i)) : names.get(i)))
                .boxed()
                .toList();
    }

    /** The names that none of the places is at. */
    NewNames newNames(int[] places) {
        NewNames news = new NewNames();
        newPlaces(places).mapToObj(names::get).distinct().forEach(news::add);
        return news;
    }

    /**
     * Where columns are that none of the places is at, by the names that {@link FileDrift} has for them; throws if two have
     * one name.
     */
    Map<String, Integer> added(int[] places) throws FileFaultException {
        NewNames news = new NewNames();
        Map<String, Integer> added = new LinkedHashMap<>();
        Set<String> met = new HashSet<>();
        for (int place : newPlaces(places).toArray()) {
            String name = names.get(place);
            if (!met.add(name)) {
                throw new FileFaultException("wrong header: column '" + cut(name)
                        + "' is there twice. Correct the file, or write drift: ignore to leave it out");
            }
            news.add(name).ifPresent(kept -> added.put(kept, place));
        }
        return added;
    }

    /** A name of nothing but white space, as a delimiter at the line's end makes it, is no column. */
    private IntStream newPlaces(int[] places) {
        BitSet used = new BitSet();
        IntStream.of(places).forEach(used::set);
        return IntStream.range(0, names.size())
                .filter(i -> !used.get(i) && !names.get(i).isEmpty());
    }

    private static String shown(List<String> names) {
        String first = names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return names.size() <= MOST_SHOWN ? first : first + ", … (" + names.size() + " in all)";
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_SHOWN
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }
}
