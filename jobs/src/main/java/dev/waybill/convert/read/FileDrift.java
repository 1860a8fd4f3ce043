package dev.waybill.convert.read;

import java.util.List;

/**
 * What a file's fields and the contract's columns don't share.
 *
 * @param newColumns names that the file has and the contract doesn't, as a column's {@code from} would name them, at most
 *     {@value #MOST_NAMES} and each cut to {@value NewNames#LONGEST} characters
 * @param newColumnsAtLeast how many there are, or so many at least where a file has a great many
 * @param missing the contract's columns that no record of the file has
 */
public record FileDrift(List<String> newColumns, long newColumnsAtLeast, List<String> missing) {
    public static final int MOST_NAMES = 100;
    public static final FileDrift NONE = new FileDrift(List.of(), 0, List.of());

    public FileDrift {
        newColumns = List.copyOf(newColumns);
        missing = List.copyOf(missing);
    }

    /** Whether a new name is the source's, and not cut. */
    public static boolean isWhole(String name) {
        return name.codePointCount(0, name.length()) <= NewNames.LONGEST;
    }
}
