package dev.waybill.local.quarantine;

import dev.waybill.convert.read.RawText;
import java.nio.charset.Charset;
import java.util.function.UnaryOperator;

/** The bytes of rejected records. */
final class RecordBytes {
    private RecordBytes() {}

    /** A record's bytes as they stood in its file, which has this encoding, with a change that is made to its text. */
    static byte[] of(RejectedRecord row, Charset charset, UnaryOperator<String> change) {
        RawText text = row.rawBytes()
                .map(bytes -> RawText.of(bytes, charset))
                .orElseGet(() -> new RawText(row.raw(), charset));
        return new RawText(change.apply(text.decoded()), charset).bytes();
    }
}
