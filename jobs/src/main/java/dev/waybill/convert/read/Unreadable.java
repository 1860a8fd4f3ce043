package dev.waybill.convert.read;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells a damaged file from a connection that broke: only the first is the file's fault. */
final class Unreadable {
    private Unreadable() {}

    /** The fault of a damaged file; anything else is thrown, so that the task is tried again. */
    static FileFaultException of(IOException e) {
        if (e instanceof DamagedException) {
            return new FileFaultException(String.valueOf(e.getMessage()), e);
        }
        throw new UncheckedIOException("Cannot read the file now: " + e.getMessage(), e);
    }
}
