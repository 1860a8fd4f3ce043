package dev.waybill.convert.read;

/** A part of a file can't be read by itself: the file must be read whole, and says then what is wrong with it, if anything is. */
public final class ReadWholeException extends FileFaultException {
    private static final long serialVersionUID = 1L;

    ReadWholeException(FileFaultException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
