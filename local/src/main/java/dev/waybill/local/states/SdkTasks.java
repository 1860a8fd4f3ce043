package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetCrawlerRequest;
import software.amazon.awssdk.services.glue.model.StartCrawlerRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** The service integrations that Waybill's state machine uses, on AWS SDK clients. */
public final class SdkTasks {
    private static final ServiceErrors GLUE = new ServiceErrors("Glue", "GlueException");
    private static final ServiceErrors S3 = new ServiceErrors("S3", "S3Exception");
    private static final ServiceErrors SNS = new ServiceErrors("SNS", "AmazonSNSException");
    private static final ServiceErrors EVENTS = new ServiceErrors("EventBridge", "AmazonEventBridgeException");
    private static final ServiceErrors LAMBDA = new ServiceErrors("Lambda", "AWSLambdaException");

    private SdkTasks() {}

    /** Handlers by resource. */
    public static Map<String, TaskHandler> of(
            GlueClient glue, S3Client s3, SnsClient sns, EventBridgeClient events, LambdaClient lambda) {
        return Map.of(
                "arn:aws:states:::aws-sdk:glue:startCrawler",
                GLUE.naming(arguments -> SdkShapes.INTEGRATION.json(glue.startCrawler(SdkShapes.INTEGRATION
                        .fill(StartCrawlerRequest.builder(), arguments)
                        .build()))),
                "arn:aws:states:::aws-sdk:glue:getCrawler",
                GLUE.naming(arguments -> SdkShapes.INTEGRATION.json(glue.getCrawler(SdkShapes.INTEGRATION
                        .fill(GetCrawlerRequest.builder(), arguments)
                        .build()))),
                "arn:aws:states:::glue:startJobRun.sync",
                GLUE.naming(arguments -> new GlueJobRunTask(glue).run(arguments)),
                "arn:aws:states:::aws-sdk:s3:getObject",
                S3.naming(arguments -> object(s3, arguments)),
                "arn:aws:states:::sns:publish",
                SNS.naming(arguments -> SdkShapes.INTEGRATION.json(sns.publish(SdkShapes.INTEGRATION
                        .fill(PublishRequest.builder(), arguments)
                        .build()))),
                "arn:aws:states:::events:putEvents",
                EVENTS.naming(arguments -> putEvents(events, arguments)),
                "arn:aws:states:::lambda:invoke",
                LAMBDA.naming(arguments -> new LambdaInvokeTask(lambda).run(arguments)));
    }

    private static JsonNode object(S3Client s3, JsonNode arguments) throws TaskFailedException {
        ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(SdkShapes.INTEGRATION
                .fill(GetObjectRequest.builder(), arguments)
                .build());
        return SdkShapes.INTEGRATION.json(object.response()).put("Body", object.asUtf8String());
    }

    /** This integration takes an event's Detail as JSON, and fails if one event is refused. */
    private static JsonNode putEvents(EventBridgeClient events, JsonNode arguments) throws TaskFailedException {
        ObjectNode asText = arguments.deepCopy();
        for (JsonNode entry : asText.path("Entries")) {
            if (entry.path("Detail").isObject()) {
                ((ObjectNode) entry).put("Detail", entry.get("Detail").toString());
            }
        }
        PutEventsResponse response = events.putEvents(
                SdkShapes.INTEGRATION.fill(PutEventsRequest.builder(), asText).build());
        JsonNode result = SdkShapes.INTEGRATION.json(response);
        if (result.path("FailedEntryCount").asInt() > 0) {
            throw new TaskFailedException("EventBridge.FailedEntry", result.toString());
        }
        return result;
    }
}
