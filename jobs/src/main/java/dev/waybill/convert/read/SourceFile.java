package dev.waybill.convert.read;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from any place on. */
public interface SourceFile {
    String name();

    /** Its bytes. */
    long length();

    /** The file from a place on to its end. */
    InputStream open(long from) throws IOException;

    /** At most so many bytes from a place on; fewer at the file's end. */
    byte[] read(long from, int most) throws IOException;
}
