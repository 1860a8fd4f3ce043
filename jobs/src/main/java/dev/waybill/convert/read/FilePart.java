package dev.waybill.convert.read;

import java.io.Serializable;

/**
 * One of the parts of equal length that a file is read in, each by a task.
 *
 * @param number from 0
 * @param of how many parts the file has
 */
public record FilePart(int number, int of) implements Serializable {
    public static final FilePart WHOLE = new FilePart(0, 1);

    public FilePart {
        if (number < 0 || number >= of) {
            throw new IllegalArgumentException("Invalid part: " + number + " of " + of);
        }
    }

    public boolean isWhole() {
        return of == 1;
    }

    public boolean isFirst() {
        return number == 0;
    }

    /** Where it begins in a file of so many bytes; a reader begins with the first record behind that place. */
    long begin(long length) {
        return length / of * number;
    }

    /** Where the next part begins. */
    long end(long length) {
        return number == of - 1 ? length : length / of * (number + 1);
    }
}
