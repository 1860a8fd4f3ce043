package dev.waybill.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.receipt.ReceiptJson;
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

    /** The whole answer may have 4096 bytes. */
    private static final int LONGEST_REASON = 1000;

    static StackAnswer success(StackRequest request, Map<String, String> data) {
        return new StackAnswer(request, Optional.empty(), data);
    }

    static StackAnswer failure(StackRequest request, String reason) {
        String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
        return new StackAnswer(request, Optional.of(cut), Map.of());
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
