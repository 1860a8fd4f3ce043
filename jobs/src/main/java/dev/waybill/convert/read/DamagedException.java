package dev.waybill.convert.read;

import java.io.EOFException;
import java.io.IOException;

/** The compressed data is not whole, as opposed to a connection to S3 that broke. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(IOException cause) {
        super(problem(cause), cause);
    }

    private static String problem(IOException cause) {
        return cause instanceof EOFException
                ? "the compressed data ends early"
                : "the compressed data is damaged ("
                        + String.valueOf(cause.getMessage()).replaceFirst("\\.$", "") + ")";
    }
}
