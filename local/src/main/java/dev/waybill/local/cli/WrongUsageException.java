package dev.waybill.local.cli;

/** What was asked for can't be done as it was asked. */
final class WrongUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }

    WrongUsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
