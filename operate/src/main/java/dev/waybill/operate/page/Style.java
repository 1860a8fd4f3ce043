package dev.waybill.operate.page;

import dev.waybill.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * The style sheet that every page has in it, and the policy that allows this one and nothing else.
 *
 * @param css ends no element early: it has no {@code <}
 */
record Style(String css) {
    private static final Style PAGE = read();

    static Style page() {
        return PAGE;
    }

    private static Style read() {
        try (InputStream resource = Objects.requireNonNull(Style.class.getResourceAsStream("page.css"), "page.css")) {
            return new Style(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the style sheet in Waybill's own jar", e);
        }
    }

    Style {
        if (css.indexOf('<') >= 0) {
            throw new IllegalArgumentException("Invalid style sheet: it has a '<'");
        }
    }

    /** The {@code Content-Security-Policy}: this style sheet, the icon within the page, nothing else. */
    String policy() {
        return "default-src 'none'; style-src 'sha256-" + digest()
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private String digest() {
        return Base64.getEncoder().encodeToString(Sha256.of(css.getBytes(StandardCharsets.UTF_8)));
    }
}
