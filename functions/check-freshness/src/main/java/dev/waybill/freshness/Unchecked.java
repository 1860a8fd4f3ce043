package dev.waybill.freshness;

import dev.waybill.contract.DatasetName;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.WaybillException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a check couldn't look at, collected so that it hinders nothing else. */
final class Unchecked {
    private static final Logger LOG = LoggerFactory.getLogger(Unchecked.class);
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    /** A dataset, and why it couldn't be looked at or announced. */
    void add(DatasetName dataset, RuntimeException failure) {
        if (!(failure instanceof WaybillException)) {
            LOG.error("Cannot check {}, for a reason that Waybill didn't expect", dataset, failure);
        }
        failures.add(failure);
        sentences.add(dataset + ": " + failure.getMessage());
    }

    /** A contract, as its own message says. */
    void add(TerminalException problem) {
        failures.add(problem);
        sentences.add(String.valueOf(problem.getMessage()));
    }

    boolean isEmpty() {
        return failures.isEmpty();
    }

    /** Transient if one of them may pass: then it makes sense to try again. */
    void throwIfAny() {
        if (failures.isEmpty()) {
            return;
        }
        String message = sentences.stream()
                .collect(Collectors.joining(
                        "\n- ", "Cannot check everything. What isn't named here was checked:\n- ", ""));
        WaybillException failed = failures.stream().anyMatch(TransientException.class::isInstance)
                ? new TransientException(message)
                : new TerminalException(message);
        failures.forEach(failed::addSuppressed);
        throw failed;
    }
}
