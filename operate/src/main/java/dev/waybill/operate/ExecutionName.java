package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an execution, in its parts.
 *
 * @param dataset its first 40 characters at least: {@link BatchId#rerun} cuts a longer name
 * @param rest hour and digest of the batch's id, which no other batch has
 */
record ExecutionName(String dataset, String rest) {
    private static final Pattern NAME =
            Pattern.compile("([a-z][a-z0-9_]{0,49})-([0-9]{10}-[0-9a-f]{16})(?:-[1-9][0-9]*)?");

    /** Empty for one that somebody started by hand under a name of their own. */
    static Optional<ExecutionName> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new ExecutionName(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** The batch, if its dataset is among these. */
    Optional<BatchId> batch(List<DatasetName> datasets) {
        return datasets.stream()
                .map(DatasetName::toString)
                .filter(name -> name.equals(dataset)
                        || (dataset.length() == BatchId.LONGEST_IN_RERUN && name.startsWith(dataset)))
                .findFirst()
                .map(name -> BatchId.parse(name + "-" + rest));
    }

    /** The same for all executions of a batch, and for no other's. */
    String key() {
        return dataset.substring(0, Math.min(dataset.length(), BatchId.LONGEST_IN_RERUN)) + "-" + rest;
    }
}
