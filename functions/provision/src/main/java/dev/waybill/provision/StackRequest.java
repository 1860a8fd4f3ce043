package dev.waybill.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;

/**
 * What CloudFormation asks of a custom resource.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 *
 * @param type {@code Create}, {@code Update} or {@code Delete}
 * @param answerTo where it waits for the answer
 * @param properties those of the template; such as aren't texts are kept as JSON
 * @param oldProperties those that an update replaces
 */
record StackRequest(
        String type,
        URI answerTo,
        String stackId,
        String requestId,
        String logicalResourceId,
        Map<String, String> properties,
        Map<String, String> oldProperties) {

    StackRequest {
        properties = Map.copyOf(properties);
        oldProperties = Map.copyOf(oldProperties);
    }

    /**
     * Reads the event.
     *
     * @throws TerminalException if it is none of CloudFormation's; there is nobody to answer then
     */
    static StackRequest read(byte[] event) {
        JsonNode json = tree(event);
        return new StackRequest(
                required(json, "RequestType"),
                url(required(json, "ResponseURL")),
                required(json, "StackId"),
                required(json, "RequestId"),
                required(json, "LogicalResourceId"),
                texts(json.path("ResourceProperties")),
                texts(json.path("OldResourceProperties")));
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new HashMap<>();
        json.properties().forEach(property -> texts.put(property.getKey(), text(property.getValue())));
        return texts;
    }

    /** Neither the message nor a cause quotes it: its query is a signature. */
    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, without it.
        }
        throw new TerminalException("Cannot read the event as a request of CloudFormation: ResponseURL is not a URL");
    }

    private static JsonNode tree(byte[] event) {
        try {
            return ReceiptJson.mapper().readTree(event);
        } catch (IOException e) {
            throw new TerminalException("Cannot read the event: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static String required(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new TerminalException(
                    "Cannot read the event as a request of CloudFormation: " + name + " is missing");
        }
        return json.path(name).textValue();
    }
}
