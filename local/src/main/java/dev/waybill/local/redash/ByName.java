package dev.waybill.local.redash;

import dev.waybill.error.TerminalException;
import dev.waybill.local.redash.Answers.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The queries or the dashboards of a Redash by their names, which it doesn't keep apart. Those that are archived are not
 * among them.
 */
final class ByName<T extends Named> {
    /** The tag of what Waybill made. */
    static final String TAG = "waybill";

    private final Redash redash;
    private final String path;
    private final String kind;
    private final Class<T> type;
    private @Nullable List<T> listed;

    ByName(Redash redash, String path, String kind, Class<T> type) {
        this.redash = redash;
        this.path = path;
        this.kind = kind;
        this.type = type;
    }

    Optional<T> find(String name) {
        List<T> found = all().stream().filter(one -> one.name().equals(name)).toList();
        if (found.size() > 1) {
            String ids = found.stream().map(one -> String.valueOf(one.id())).collect(Collectors.joining(", "));
            throw new TerminalException("Cannot publish the " + kind + " '" + name + "': Redash has " + found.size()
                    + " of that name, with the ids " + ids
                    + ". Archive or rename all but one there, and publish again");
        }
        return found.stream().findFirst();
    }

    /** Finds what may be written. */
    Optional<T> findOurs(String name) {
        Optional<T> found = find(name);
        found.filter(one -> !isOurs(one)).ifPresent(one -> {
            throw notOurs(one);
        });
        return found;
    }

    /** Those that Waybill made, under whatever name. */
    List<T> ours() {
        return all().stream().filter(ByName::isOurs).toList();
    }

    static boolean isOurs(Named thing) {
        return thing.tags().contains(TAG);
    }

    TerminalException notOurs(Named thing) {
        return new TerminalException("Cannot publish the " + kind + " '" + thing.name()
                + "': Redash has one of that name, with the id " + thing.id()
                + ", that Waybill didn't make. Rename it there; or, if it may be overwritten, give it the tag " + TAG);
    }

    /** To be called before looking again: what was listed may no longer be so. */
    void forget() {
        listed = null;
    }

    private List<T> all() {
        List<T> all = listed == null ? redash.list(path, type) : listed;
        listed = all;
        return all;
    }
}
