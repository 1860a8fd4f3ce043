package dev.waybill.warehouse;

import dev.waybill.error.TerminalException;
import java.util.List;

/** The target table contradicts the contract; nothing was changed. */
public final class TargetMismatchException extends TerminalException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    public TargetMismatchException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** One sentence for each column, with the SQL that a person could run. */
    public List<String> reasons() {
        return reasons;
    }
}
