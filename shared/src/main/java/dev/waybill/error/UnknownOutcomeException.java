package dev.waybill.error;

/** The effect may or may not have happened. Do not repeat it: look (the ledger knows), then decide. */
public final class UnknownOutcomeException extends WaybillException {
    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String message) {
        super(message);
    }

    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
