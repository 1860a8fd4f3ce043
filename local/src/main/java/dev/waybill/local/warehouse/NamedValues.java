package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.sql.LocalStatement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;

/** The values of a statement's named parameters. */
record NamedValues(Map<String, String> values) {
    static final NamedValues NONE = new NamedValues(Map.of());

    static NamedValues of(List<SqlParameter> parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        for (SqlParameter parameter : parameters) {
            if (parameter.value() == null || parameter.value().isEmpty()) {
                throw ApiErrors.validation("The value of parameter " + parameter.name()
                        + " is empty. Write the SQL without it, or with NULLIF");
            }
            if (values.put(parameter.name(), parameter.value()) != null) {
                throw ApiErrors.validation("Parameter " + parameter.name() + " is given twice");
            }
        }
        return new NamedValues(values);
    }

    /** Checks that the statement uses just these. */
    void requireFor(LocalStatement statement) {
        Set<String> used =
                statement instanceof LocalStatement.Sql sql ? new LinkedHashSet<>(sql.parameters()) : Set.of();
        Set<String> missing = new LinkedHashSet<>(used);
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            throw ApiErrors.validation("Cannot find parameter: " + String.join(", ", missing));
        }
        Set<String> unused = new LinkedHashSet<>(values.keySet());
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw ApiErrors.validation("Parameters list contains unused parameters. Unused parameters: " + unused);
        }
    }
}
