package dev.waybill.contract;

import dev.waybill.contract.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the records of a JSON document are: the path of their list, {@code a.b}, which may lie in each element of another
 * list, {@code pages[*].items}. All elements of the list, {@code a.b[*]} as JSONPath writes it, means the same as the list.
 *
 * @param lists the steps from the document to the first list, from each of its elements to the next one, and so on to the
 *     list of records; without steps, the document or the element is itself the list
 */
public record RecordsPath(List<List<Step>> lists) {
    /** A list at the top of the document, which needs no path. */
    public static final RecordsPath TOP = new RecordsPath(List.of(List.of()));

    private static final Pattern INDEX = Pattern.compile("\\d{1,9}|\\*");

    public RecordsPath {
        lists = lists.stream().map(List::copyOf).toList();
    }

    /** Reads a path; throws {@link IllegalArgumentException} that says where it stops making sense. */
    public static RecordsPath parse(String text) {
        List<List<Step>> lists = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Step step : FieldPath.steps(text, INDEX)) {
            if (step instanceof Step.Element element && element.index() == Step.Element.EVERY) {
                lists.add(steps);
                steps = new ArrayList<>();
            } else {
                steps.add(step);
            }
        }
        if (!steps.isEmpty() || lists.isEmpty()) {
            lists.add(steps);
        }
        RecordsPath path = new RecordsPath(lists);
        if (path.equals(TOP)) {
            throw new IllegalArgumentException(
                    "Invalid path: '" + text + "' is the whole document. Remove records: a list at the top needs none");
        }
        return path;
    }

    @Override
    public String toString() {
        String text = lists.stream().map(FieldPath::text).collect(Collectors.joining("[*]"));
        String all = lists.get(lists.size() - 1).isEmpty() ? text + "[*]" : text;
        return all.startsWith(".") ? all.substring(1) : all;
    }
}
