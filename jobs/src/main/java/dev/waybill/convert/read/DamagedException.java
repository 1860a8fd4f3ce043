package dev.waybill.convert.read;

import java.io.EOFException;
import java.io.IOException;

/** The compressed data can't be unpacked, as opposed to a connection to S3 that broke; the message is the file's fault. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;
    /** What the bzip2 decompressor says at the end, where others throw an {@link EOFException}. */
    private static final String BZIP2_END = "Unexpected end of stream";

    DamagedException(Exception cause) {
        this(problem(cause) + ". Deliver the file again, whole", cause);
    }

    DamagedException(String message, Exception cause) {
        super(message, cause);
    }

    private static String problem(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof EOFException || message.equals(BZIP2_END)
                ? "the compressed data ends early"
                : "the compressed data is damaged (" + message.replaceFirst("\\.$", "") + ")";
    }
}
