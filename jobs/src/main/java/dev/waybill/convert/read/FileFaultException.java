package dev.waybill.convert.read;

/** The rest of a file can't be trusted. The message says where, why, and what to do; the reader's caller adds the file. */
public sealed class FileFaultException extends Exception permits ReadWholeException {
    private static final long serialVersionUID = 1L;

    public FileFaultException(String message) {
        super(message);
    }

    public FileFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
