package dev.waybill.error;

/** Trying again gives the same answer: the data, the contract or the set-up must change first. */
public non-sealed class TerminalException extends WaybillException {
    private static final long serialVersionUID = 1L;

    public TerminalException(String message) {
        super(message);
    }

    public TerminalException(String message, Throwable cause) {
        super(message, cause);
    }
}
