package dev.waybill.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Lambda in this process. Events and answers go through the runtime's own serialization, and what a handler throws comes
 * back as the runtime reports it: the class name as {@code errorType}.
 */
public final class LocalLambda implements LambdaClient {
    private final Map<String, Function> functions = new ConcurrentHashMap<>();

    /** From an event's JSON to the answer's JSON. */
    private interface Function {
        byte[] handle(byte[] event) throws IOException;
    }

    /** Registers a handler that takes one of the event classes of aws-lambda-java-events. */
    public <E> void register(String name, RequestHandler<E, ?> handler, Class<E> eventType) {
        PojoSerializer<E> serializer = LambdaEventSerializers.serializerFor(eventType, eventType.getClassLoader());
        PojoSerializer<Object> answers = GsonFactory.getInstance().getSerializer(Object.class);
        functions.put(name, event -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answers.toJson(
                    handler.handleRequest(serializer.fromJson(new ByteArrayInputStream(event)), new LocalContext(name)),
                    answer);
            return answer.toByteArray();
        });
    }

    /** Registers a handler that reads and writes JSON itself. */
    public void register(String name, RequestStreamHandler handler) {
        functions.put(name, event -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event), answer, new LocalContext(name));
            return answer.toByteArray();
        });
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        Function function = functions.get(request.functionName());
        if (function == null) {
            throw ResourceNotFoundException.builder()
                    .message("Function not found: " + request.functionName())
                    .build();
        }
        try {
            byte[] answer = function.handle(request.payload().asByteArray());
            return InvokeResponse.builder()
                    .statusCode(200)
                    .payload(SdkBytes.fromByteArray(answer))
                    .build();
        } catch (IOException | RuntimeException e) {
            return InvokeResponse.builder()
                    .statusCode(200)
                    .functionError("Unhandled")
                    .payload(SdkBytes.fromUtf8String(JsonNodeFactory.instance
                            .objectNode()
                            .put("errorMessage", e.getMessage())
                            .put("errorType", e.getClass().getName())
                            .toString()))
                    .build();
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
