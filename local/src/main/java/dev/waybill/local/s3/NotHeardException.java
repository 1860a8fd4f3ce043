package dev.waybill.local.s3;

/** The listener could do nothing with an announcement at this time, and has said why: it is made again. */
public final class NotHeardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotHeardException(String message) {
        // Where it was thrown tells nothing.
        super(message, null, false, false);
    }
}
