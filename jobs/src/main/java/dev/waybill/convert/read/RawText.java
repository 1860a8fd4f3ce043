package dev.waybill.convert.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/**
 * The text of a record as {@link DecodedReader} decoded it, and its bytes again.
 *
 * @param encoding what it was decoded by
 */
public record RawText(String decoded, Charset encoding) {

    /** The text of a record's bytes, those included that are no text. */
    public static RawText of(byte[] bytes, Charset encoding) {
        try (Reader text = new DecodedReader(new ByteArrayInputStream(bytes), encoding)) {
            StringWriter decoded = new StringWriter();
            text.transferTo(decoded);
            return new RawText(decoded.toString(), encoding);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot decode a record in memory", e);
        }
    }

    public boolean hasUndecodableBytes() {
        return DecodedReader.nextEscaped(decoded, 0) >= 0;
    }

    /** The text with a replacement character for each byte that is no text. */
    public String readable() {
        return readable(decoded);
    }

    /** {@code decoded} with a replacement character for each byte that is no text. */
    static String readable(String decoded) {
        int at = DecodedReader.nextEscaped(decoded, 0);
        if (at < 0) {
            return decoded;
        }
        StringBuilder text = new StringBuilder(decoded);
        for (; at >= 0; at = DecodedReader.nextEscaped(decoded, at + 1)) {
            text.setCharAt(at, '\uFFFD');
        }
        return text.toString();
    }

    /** The bytes as they stood in the file. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        for (int at = DecodedReader.nextEscaped(decoded, 0); at >= 0; at = DecodedReader.nextEscaped(decoded, from)) {
            bytes.writeBytes(decoded.substring(from, at).getBytes(encoding));
            bytes.write(DecodedReader.escapedByte(decoded.charAt(at)));
            from = at + 1;
        }
        bytes.writeBytes(decoded.substring(from).getBytes(encoding));
        return bytes.toByteArray();
    }
}
