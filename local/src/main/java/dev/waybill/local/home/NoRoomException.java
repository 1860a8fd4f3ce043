package dev.waybill.local.home;

import dev.waybill.error.TerminalException;

/** A disk is full; the message says which, and that room must be made. */
public final class NoRoomException extends TerminalException {
    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
        super(message);
    }
}
