package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.error.TerminalException;
import dev.waybill.local.redash.Answers.DataSource;
import dev.waybill.local.redash.DataSourceRequest.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds, makes or changes the data source. It may be run again at any point, as {@link PublishQuery}. */
record PublishDataSource(Redash redash) {
    private static final String PATH = "api/data_sources";
    private static final String TYPE = "redshift";

    DataSource run(DataSourceRequest request, Writes writes) {
        List<DataSource> all = Arrays.asList(redash.get(PATH, DataSource[].class));
        List<DataSource> found =
                all.stream().filter(one -> one.name().equals(request.name())).toList();
        if (found.size() > 1) {
            throw new TerminalException("Cannot use the data source '" + request.name() + "': Redash has "
                    + found.size() + " of that name. Rename all but one there, or name another with --data-source");
        }
        if (found.isEmpty()) {
            return create(request, all, writes);
        }
        DataSource dataSource = found.get(0);
        if (dataSource.viewOnly().orElse(false)) {
            throw new TerminalException(
                    "Cannot use the data source '" + request.name()
                            + "': the API key's user may only view its results. Let an admin give the user's group full access to it");
        }
        return request.connection()
                .map(connection -> update(dataSource, connection, writes))
                .orElse(dataSource);
    }

    private static DataSource create(DataSourceRequest request, List<DataSource> all, Writes writes) {
        Connection connection = request.connection()
                .orElseThrow(
                        () -> new TerminalException(
                                "Redash has no data source '" + request.name() + "' that this API key's user may see. "
                                        + (all.isEmpty() ? "It has none at all" : "There are: " + names(all))
                                        + ". Name one with --data-source, or say with --host, --user and a password how to reach the warehouse, and it is made"));
        Secret password = connection
                .password()
                .orElseThrow(() -> new TerminalException("Cannot make the data source '" + request.name()
                        + "': the password is missing. Put it into a file, and name that with --password-file"));
        ObjectNode options = connection.options().put("password", password.text());
        return writes.create(PATH, fields(request.name(), options), DataSource.class);
    }

    private static String names(List<DataSource> all) {
        return all.stream().map(DataSource::name).collect(Collectors.joining(", "));
    }

    private DataSource update(DataSource listed, Connection connection, Writes writes) {
        if (!listed.type().equals(TYPE)) {
            throw new TerminalException("Cannot change the data source '" + listed.name() + "': it is of type "
                    + listed.type() + ", and not " + TYPE
                    + ". Name another with --data-source, or leave out --host and what belongs to it");
        }
        DataSource dataSource = redash.get(PATH + "/" + listed.id(), DataSource.class);
        if (!(dataSource.options().orElse(null) instanceof ObjectNode options)) {
            throw new TerminalException(
                    "Cannot see how the data source '" + listed.name()
                            + "' reaches the warehouse: only an admin may. Take an admin's API key, or leave out --host and what belongs to it");
        }
        Optional<Secret> password = connection.password();
        if (JsonParts.holds(options, connection.options()) && !connection.renewsPassword()) {
            return dataSource;
        }
        // Redash keeps the password of which it gets back the dashes that it shows: redash/utils/configuration.py.
        ObjectNode changed = options.deepCopy().setAll(connection.options());
        password.ifPresent(secret -> changed.put("password", secret.text()));
        return writes.update(PATH + "/" + dataSource.id(), fields(dataSource.name(), changed), DataSource.class);
    }

    private static ObjectNode fields(String name, ObjectNode options) {
        ObjectNode fields =
                JsonNodeFactory.instance.objectNode().put("name", name).put("type", TYPE);
        fields.set("options", options);
        return fields;
    }
}
