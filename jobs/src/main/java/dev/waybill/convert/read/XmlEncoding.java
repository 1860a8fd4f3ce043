package dev.waybill.convert.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of an XML file: by its byte order mark, else by its first bytes, else as it declares, else UTF-8.
 *
 * @see <a href="https://www.w3.org/TR/xml/#sec-guessing">Extensible Markup Language, autodetection of encodings</a>
 */
final class XmlEncoding {
    private static final int LONGEST_DECLARATION = 512;
    private static final Pattern DECLARED =
            Pattern.compile("\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

    private XmlEncoding() {}

    static DecodedReader text(InputStream unpacked) throws IOException, FileFaultException {
        byte[] first = SourceStream.peek(unpacked, LONGEST_DECLARATION);
        return SourceStream.text(unpacked, of(first));
    }

    private static Charset of(byte[] first) throws FileFaultException {
        if (SourceStream.startsWith(first, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if (SourceStream.startsWith(first, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        Matcher declared = DECLARED.matcher(new String(first, StandardCharsets.ISO_8859_1));
        if (!declared.lookingAt()) {
            return StandardCharsets.UTF_8;
        }
        Charset charset = charset(declared.group(1));
        // A declaration that can be read byte by byte isn't written in UTF-16, whatever it says: .NET writes such
        // files.
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
                ? StandardCharsets.UTF_8
                : charset;
    }

    private static Charset charset(String name) throws FileFaultException {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new FileFaultException(
                    "the XML declaration names an unknown encoding, '" + name + "'. Deliver the file again in UTF-8",
                    e);
        }
    }
}
