package dev.waybill.convert.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** The text of a record as {@link DecodedReader} decoded it, and its bytes again. */
public record RawText(String decoded) {

    public boolean hasUndecodableBytes() {
        return DecodedReader.firstEscaped(decoded) >= 0;
    }

    /** The text with a replacement character for each byte that is no text. */
    public String readable() {
        if (!hasUndecodableBytes()) {
            return decoded;
        }
        StringBuilder text = new StringBuilder(decoded);
        for (int at = DecodedReader.firstEscaped(decoded); at >= 0; at = DecodedReader.firstEscaped(text.toString())) {
            text.setCharAt(at, '\uFFFD');
        }
        return text.toString();
    }

    /** The bytes as they stood in the file. */
    public byte[] bytes(Charset encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String rest = decoded;
        for (int at = DecodedReader.firstEscaped(rest); at >= 0; at = DecodedReader.firstEscaped(rest)) {
            bytes.writeBytes(rest.substring(0, at).getBytes(encoding));
            bytes.write(DecodedReader.escapedByte(rest.charAt(at)));
            rest = rest.substring(at + 1);
        }
        bytes.writeBytes(rest.getBytes(encoding));
        return bytes.toByteArray();
    }
}
