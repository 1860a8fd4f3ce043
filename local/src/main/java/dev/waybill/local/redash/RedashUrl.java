package dev.waybill.local.redash;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a Redash is, such as {@code https://redash.example.com} or, with its organisation, {@code
 * https://redash.example.com/acme}. Its text form has no slash at the end.
 */
public record RedashUrl(URI uri) {

    /**
     * Takes a URL as a person types it.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static RedashUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Invalid URL: '" + text + "'. " + e.getReason(), e);
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "Invalid URL: '" + text + "'. Write https://, the host and, if it has one, the path");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "Invalid URL for " + uri.getHost()
                            + ": it has a user, a query or a fragment. Write only https://, the host and, if it has one, the path");
        }
        return new RedashUrl(uri);
    }

    /** Whether others on the way could read what is sent: it isn't encrypted, and leaves this machine. */
    public boolean isReadable() {
        String host = uri.getHost();
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        return uri.getScheme().equalsIgnoreCase("http") && !loopback;
    }

    URI resolve(String path) {
        return URI.create(uri + "/" + path);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
