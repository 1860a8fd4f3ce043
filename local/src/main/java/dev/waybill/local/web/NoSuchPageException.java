package dev.waybill.local.web;

/** An address that no page has. */
final class NoSuchPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchPageException(String message) {
        super(message);
    }
}
