package dev.waybill.warehouse;

import dev.waybill.error.TransientException;

/** Concurrent transactions got into each other's way, and this one was rolled back. */
public final class ConflictException extends TransientException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
