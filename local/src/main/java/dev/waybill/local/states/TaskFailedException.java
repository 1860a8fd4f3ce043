package dev.waybill.local.states;

/** A state failed with an error name and a cause, as {@code Retry}, {@code Catch} and the execution see them. */
public final class TaskFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String cause;

    public TaskFailedException(String error, String cause) {
        super(error + ": " + cause);
        this.error = error;
        this.cause = cause;
    }

    public String error() {
        return error;
    }

    public String cause() {
        return cause;
    }
}
