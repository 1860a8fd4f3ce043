package dev.waybill.convert.read;

import dev.waybill.convert.type.Fault;
import java.util.Optional;

/** Bytes in a record that its encoding doesn't know. */
final class Undecodable {
    private Undecodable() {}

    static Optional<Fault> in(String raw) {
        int at = DecodedReader.nextEscaped(raw, 0);
        return at < 0
                ? Optional.empty()
                : Optional.of(Fault.ofRecord(
                        "the byte 0x%02X at character %d is no text in the file's encoding"
                                .formatted(DecodedReader.escapedByte(raw.charAt(at)), at + 1),
                        "has bytes that are no text in the file's encoding"));
    }
}
