package dev.waybill.warehouse;

import java.nio.charset.StandardCharsets;

/** The length of a VARCHAR, which Redshift counts in bytes of UTF-8. */
final class ByteLength {
    private ByteLength() {}

    /** As much of a text's beginning as fits, whole characters only, and without NUL, which no VARCHAR takes. */
    static String cut(String text, int bytes) {
        String storable = text.replace("\0", "");
        if (storable.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return storable;
        }
        int end = 0;
        int length = 0;
        while (true) {
            int next = storable.offsetByCodePoints(end, 1);
            length += storable.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (length > bytes) {
                return storable.substring(0, end);
            }
            end = next;
        }
    }
}
