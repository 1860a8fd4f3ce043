package dev.waybill.error;

/** The same call may succeed later: a throttle, a lost connection, a serialization conflict. */
public non-sealed class TransientException extends WaybillException {
    private static final long serialVersionUID = 1L;

    public TransientException(String message) {
        super(message);
    }

    public TransientException(String message, Throwable cause) {
        super(message, cause);
    }
}
