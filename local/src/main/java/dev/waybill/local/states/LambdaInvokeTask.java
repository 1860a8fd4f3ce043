package dev.waybill.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.receipt.ReceiptJson;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** {@code lambda:invoke}: the payload is JSON both ways, and the function's own error is the task's. */
final class LambdaInvokeTask {
    private final LambdaClient lambda;

    LambdaInvokeTask(LambdaClient lambda) {
        this.lambda = lambda;
    }

    JsonNode run(JsonNode arguments) throws TaskFailedException {
        ObjectNode others = arguments.deepCopy();
        InvokeRequest.Builder request = InvokeRequest.builder();
        JsonNode payload = others.remove("Payload");
        if (payload != null) {
            request.payload(SdkBytes.fromUtf8String(payload.toString()));
        }
        InvokeResponse response =
                lambda.invoke(SdkShapes.INTEGRATION.fill(request, others).build());
        String text = response.payload() == null ? "null" : response.payload().asUtf8String();
        JsonNode answer = parse(text);
        if (response.functionError() != null) {
            throw new TaskFailedException(answer.path("errorType").asText("Lambda.Unknown"), text);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("ExecutedVersion", "$LATEST")
                .put("StatusCode", response.statusCode())
                .set("Payload", answer);
    }

    private static JsonNode parse(String payload) throws TaskFailedException {
        try {
            return ReceiptJson.mapper().readTree(payload);
        } catch (JsonProcessingException e) {
            throw new TaskFailedException("Lambda.Unknown", "The function's answer is no JSON: " + payload);
        }
    }
}
