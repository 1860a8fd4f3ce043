package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.FieldPath;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.contract.SnakeCase;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that the contract's columns are read from: those of the record, and in each of them those of the objects or
 * elements that paths lead through. An index ends that: what beside it lies in a list can't be told from more of the same.
 */
final class ContractFields {
    private final Map<String, ContractFields> inside = new LinkedHashMap<>();
    private final Set<String> inSnakeCase = new HashSet<>();
    private boolean whole;

    private ContractFields() {}

    static ContractFields of(List<Column> columns) {
        ContractFields record = new ContractFields();
        for (Column column : columns) {
            column.from()
                    .map(FieldPath::parse)
                    .ifPresentOrElse(path -> record.add(path.steps()), () -> record.inSnakeCase.add(column.name()));
        }
        return record;
    }

    private void add(List<Step> path) {
        ContractFields end = this;
        for (Step step : path) {
            if (!(step instanceof Step.Field field) || field.name().equals(FieldPath.SELF)) {
                break;
            }
            end = end.inside.computeIfAbsent(field.name(), name -> new ContractFields());
        }
        end.whole = true;
    }

    /** Whether a column takes all that is in here. */
    boolean isWhole() {
        return whole;
    }

    /** The fields that paths name, and what they name inside; the names of XML attributes begin with {@code @}. */
    Map<String, ContractFields> inside() {
        return inside;
    }

    /** Whether a column without a path is read from a field of this name. */
    boolean hasInSnakeCase(String name) {
        return !inSnakeCase.isEmpty() && (inSnakeCase.contains(name) || inSnakeCase.contains(SnakeCase.of(name)));
    }
}
