package dev.waybill.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.receipt.ReceiptJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What CloudFormation is answered.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 *
 * @param failure the reason, if it failed
 * @param data what {@code Fn::GetAtt} of the resource gives
 */
record StackAnswer(StackRequest request, Optional<String> failure, Map<String, String> data) {
    /** Always the same one: CloudFormation takes another for a replacement, and deletes the first. */
    private static final String PHYSICAL_ID = "waybill";

    /** Bytes of the whole answer. */
    private static final int LONGEST = 4096;

    static StackAnswer success(StackRequest request, Map<String, String> data) {
        return new StackAnswer(request, Optional.empty(), data);
    }

    /** With as much of the reason's beginning as CloudFormation takes. */
    static StackAnswer failure(StackRequest request, String reason) {
        StackAnswer answer = new StackAnswer(request, Optional.of(reason), Map.of());
        // Each character has at least a byte, and up to six where JSON escapes it.
        int end = Math.min(reason.length(), LONGEST);
        while (end > 0 && answer.json().getBytes(StandardCharsets.UTF_8).length >= LONGEST) {
            end = reason.offsetByCodePoints(end, -1);
            answer = new StackAnswer(request, Optional.of(reason.substring(0, end) + "…"), Map.of());
        }
        return answer;
    }

    String json() {
        ObjectNode json = ReceiptJson.mapper().createObjectNode();
        json.put("Status", failure.isPresent() ? "FAILED" : "SUCCESS");
        failure.ifPresent(reason -> json.put("Reason", reason));
        json.put("PhysicalResourceId", PHYSICAL_ID);
        json.put("StackId", request.stackId());
        json.put("RequestId", request.requestId());
        json.put("LogicalResourceId", request.logicalResourceId());
        ObjectNode attributes = json.putObject("Data");
        data.forEach(attributes::put);
        return json.toString();
    }
}
