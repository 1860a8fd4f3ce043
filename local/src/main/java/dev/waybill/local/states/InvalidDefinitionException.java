package dev.waybill.local.states;

import dev.waybill.error.TerminalException;
import java.util.List;

/** A definition that can't be run here, with every mistake that was found, one a line. */
public final class InvalidDefinitionException extends TerminalException {
    private static final long serialVersionUID = 1L;

    InvalidDefinitionException(List<String> mistakes) {
        super("Invalid state machine:\n" + String.join("\n", mistakes));
    }
}
