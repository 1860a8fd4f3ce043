package dev.waybill.start;

import dev.waybill.error.TerminalException;

/** A delivery that can't be right. Nothing was started; the message says what to do. */
public final class DeliveryRefusedException extends TerminalException {
    private static final long serialVersionUID = 1L;

    public DeliveryRefusedException(String message) {
        super(message);
    }

    public DeliveryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
