package dev.waybill.freshness;

import dev.waybill.error.AwsErrors;
import dev.waybill.operate.Commands;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Where people hear of late hours. As with all that is announced, the attribute {@code dataset} lets them choose. */
record SnsTopic(SnsClient sns, String arn, Commands commands) {

    /**
     * Sends one message.
     *
     * @throws dev.waybill.error.TerminalException if SNS refuses
     * @throws dev.waybill.error.TransientException if it didn't answer: the message may be sent or not
     */
    void announce(LateHours late) {
        try {
            sns.publish(request -> request.topicArn(arn)
                    .subject(late.subject())
                    .message(late.message(commands))
                    .messageAttributes(Map.of(
                            "dataset",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(late.dataset().toString())
                                    .build())));
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot announce late hours of " + late.dataset() + " to " + arn, e);
        }
    }
}
