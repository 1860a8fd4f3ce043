package dev.waybill.operate;

import dev.waybill.error.TerminalException;

/** There is no dataset or batch of the name that was given. */
public final class UnknownNameException extends TerminalException {
    private static final long serialVersionUID = 1L;

    UnknownNameException(String message) {
        super(message);
    }
}
