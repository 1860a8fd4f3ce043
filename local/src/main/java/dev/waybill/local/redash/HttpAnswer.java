package dev.waybill.local.redash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.error.WaybillException;
import dev.waybill.local.redash.RedashHttp.Method;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * Says what an answer means.
 *
 * @param attempt what was tried, as the beginning of a sentence
 */
record HttpAnswer(Method method, String attempt, HttpResponse<byte[]> response) {
    private static final int LONGEST_MESSAGE = 200;

    private static final String KEY = "Take the key from the user's profile in Redash";

    /** Redash's answer to a request without a key that it knows, of status 404: redash/authentication/__init__.py. */
    private static final String NOT_LOGGED_IN = "Couldn't find resource. Please login and try again.";

    /** The answer, if it is one of Redash. */
    JsonNode json() {
        int status = response.statusCode();
        if (status == 200) {
            return body().orElseThrow(this::notRedash);
        }
        throw problem(status);
    }

    private WaybillException problem(int status) {
        String answered = attempt + ": the answer is " + status
                + message().map(text -> ", " + text).orElse("");
        if (status >= 500) {
            return failed(answered
                    + ". Redash, or a proxy before it, failed; try again, and look into its log if it stays so");
        }
        if (status >= 300 && status < 400) {
            return new TerminalException(answered + redirect() + ". Give the URL where Redash itself answers");
        }
        return status == 429
                ? new TransientException(answered + ". Too many requests; try again later")
                : new TerminalException(answered + meaning(status));
    }

    private String meaning(int status) {
        return switch (status) {
            case 401 -> ". The API key isn't taken, by Redash or by a proxy before it. " + KEY;
            case 403 -> ". The user whose API key this is may not do it. Take an admin's key, or let one grant it";
            case 404 ->
                isNotLoggedIn()
                        ? " This is how Redash answers an API key that it doesn't know. " + KEY
                        : ". Check the URL: it must be that of Redash itself, with the organisation if it has several";
            case 409 -> ". Somebody changed it meanwhile. Publish again: it goes on from what is there";
            default -> ". Redash doesn't take it; its log says why";
        };
    }

    private boolean isNotLoggedIn() {
        return message().filter(NOT_LOGGED_IN::equals).isPresent();
    }

    private WaybillException failed(String message) {
        return method == Method.GET ? new TransientException(message) : new UnknownOutcomeException(message);
    }

    private String redirect() {
        return response.headers()
                .firstValue("Location")
                .map(location -> ", a redirect to " + location.replaceFirst("[?#].*", ""))
                .orElse("");
    }

    private TerminalException notRedash() {
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        return new TerminalException(
                attempt + ": the answer is no JSON but " + type
                        + ". Check the URL: it must be that of Redash itself, and no sign-in page of a proxy may stand before it");
    }

    /** What Redash says of it. */
    private Optional<String> message() {
        return body().map(json -> json.path("message").asText(""))
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text);
    }

    private Optional<JsonNode> body() {
        try {
            return Optional.of(ReceiptJson.mapper().readTree(response.body())).filter(json -> !json.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read bytes in memory", e);
        }
    }
}
