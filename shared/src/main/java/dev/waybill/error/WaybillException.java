package dev.waybill.error;

/**
 * What went wrong, sealed by what the caller can do about it: {@link TransientException} (try again),
 * {@link TerminalException} (fix the data, the contract or the set-up) or {@link UnknownOutcomeException} (look before
 * trying again). Every message is a sentence for the person who reads it, with the next action.
 */
public abstract sealed class WaybillException extends RuntimeException
        permits TransientException, TerminalException, UnknownOutcomeException {
    private static final long serialVersionUID = 1L;

    WaybillException(String message) {
        super(message);
    }

    WaybillException(String message, Throwable cause) {
        super(message, cause);
    }
}
