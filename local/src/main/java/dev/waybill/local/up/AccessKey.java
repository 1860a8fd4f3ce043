package dev.waybill.local.up;

import com.sun.net.httpserver.HttpExchange;
import dev.waybill.local.s3.LocalCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The access key of a home, which lies there for its owner only. Who names it in a request is let in; a signature deliberately
 * isn't verified: whoever could listen on loopback could read the home.
 */
record AccessKey(String id) {
    private static final String CREDENTIAL = "Credential=";

    static AccessKey of(LocalCredentials credentials) {
        return new AccessKey(credentials.id());
    }

    /** The header {@code Authorization} of a request that needs no signature. */
    String authorization() {
        return CREDENTIAL + id + "/";
    }

    /** Whether a request names the key, as those of the AWS SDKs do. */
    boolean isIn(HttpExchange exchange) {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        int start = authorization.indexOf(CREDENTIAL);
        int end = authorization.indexOf('/', Math.max(0, start));
        String key = start < 0 || end < 0 ? "" : authorization.substring(start + CREDENTIAL.length(), end);
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), id.getBytes(StandardCharsets.UTF_8));
    }
}
