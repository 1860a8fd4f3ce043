package dev.waybill.convert.read;

import java.io.IOException;
import java.io.Reader;

/** Keeps what a parser reads of a record, so that the record's text can be had as it stood in its file. */
final class RecordedText extends Reader {
    private static final long NOTHING = Long.MAX_VALUE;
    private final Reader in;
    private final StringBuilder kept = new StringBuilder();
    /** How many characters went before those that are kept. */
    private long before;

    private long wanted = NOTHING;

    RecordedText(Reader in) {
        this.in = in;
    }

    /** Keeps all from this character of the text on, which is among those that were read last. */
    void keepFrom(long begin) {
        wanted = begin;
    }

    /** The text that is kept, up to this character; what follows isn't kept anymore. */
    String keptUntil(long end) {
        String text = kept.substring((int) (wanted - before), (int) (end - before));
        wanted = NOTHING;
        return text;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int unwanted = (int) Math.min(kept.length(), wanted - before);
        kept.delete(0, unwanted);
        before += unwanted;
        if (kept.length() > RecordReader.LONGEST_RECORD) {
            throw new TooLongException();
        }
        int count = in.read(target, offset, length);
        kept.append(target, offset, Math.max(0, count));
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A record is longer than {@link RecordReader#LONGEST_RECORD}. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
