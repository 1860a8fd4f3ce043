package dev.waybill.packages;

import dev.waybill.packages.LoopbackServer.Answer;
import dev.waybill.packages.LoopbackServer.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The keys of a role's session as AWS gives them out: at an address in the environment, or among a machine's metadata. */
final class SessionCredentials implements AutoCloseable {
    static final String TOKEN = "token-of-the-session";
    private static final String SECRET = "secret-of-the-container";
    private static final String METADATA_TOKEN = "token-of-the-metadata";

    /** Files of this machine that the SDK would ask before. */
    private static final Map<String, String> NO_FILES =
            Map.of("AWS_SHARED_CREDENTIALS_FILE", "none", "AWS_CONFIG_FILE", "none");

    private final LoopbackServer server = new LoopbackServer(SessionCredentials::answer);

    /** https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
    void toContainer(Map<String, String> environment) {
        environment.putAll(NO_FILES);
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.endpoint() + "/container");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", SECRET);
    }

    /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html */
    void toMachine(Map<String, String> environment) {
        environment.putAll(NO_FILES);
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.endpoint().toString());
    }

    private static Answer answer(Request request) {
        String asked = request.method() + " " + request.uri().getPath();
        if (asked.equals("PUT /latest/api/token")) {
            return new Answer(200, Map.of("x-aws-ec2-metadata-token-ttl-seconds", "21600"), METADATA_TOKEN);
        }
        if (asked.equals("GET /container") && request.header("Authorization").equals(SECRET)) {
            return new Answer(200, Map.of(), keys());
        }
        if (!request.header("x-aws-ec2-metadata-token").equals(METADATA_TOKEN)) {
            return new Answer(401, Map.of(), "");
        }
        return switch (asked) {
            case "GET /latest/meta-data/iam/security-credentials/" -> new Answer(200, Map.of(), "role");
            case "GET /latest/meta-data/iam/security-credentials/role" -> new Answer(200, Map.of(), keys());
            default -> new Answer(404, Map.of(), "");
        };
    }

    private static String keys() {
        return """
                {"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "id", "SecretAccessKey": "secret", "Token": "%s",
                 "LastUpdated": "%s", "Expiration": "%s"}""".formatted(TOKEN, Instant.now(), Instant.now().plus(Duration.ofHours(6)));
    }

    @Override
    public void close() {
        server.close();
    }
}
