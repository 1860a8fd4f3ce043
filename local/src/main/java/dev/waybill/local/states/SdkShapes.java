package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** AWS SDK requests and responses as JSON. */
public enum SdkShapes {
    /** As Step Functions' SDK integrations take and give them: PascalCase members, times as texts. */
    INTEGRATION {
        @Override
        String name(SdkField<?> field) {
            return Character.toUpperCase(field.memberName().charAt(0))
                    + field.memberName().substring(1);
        }

        @Override
        JsonNode json(Instant instant) {
            return JSON.textNode(instant.toString());
        }

        @Override
        Instant instant(JsonNode value) {
            return Instant.parse(value.textValue());
        }

        @Override
        JsonNode json(SdkBytes bytes) {
            return JSON.textNode(bytes.asUtf8String());
        }

        @Override
        SdkBytes bytes(JsonNode value) {
            return SdkBytes.fromUtf8String(value.textValue());
        }
    },
    /**
     * As the services themselves take and give them over the network.
     *
     * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
     */
    WIRE {
        @Override
        String name(SdkField<?> field) {
            return field.locationName();
        }

        @Override
        JsonNode json(Instant instant) {
            return JSON.numberNode(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }

        @Override
        Instant instant(JsonNode value) {
            return Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue());
        }

        @Override
        JsonNode json(SdkBytes bytes) {
            return JSON.binaryNode(bytes.asByteArray());
        }

        @Override
        SdkBytes bytes(JsonNode value) {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(value.textValue()));
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    abstract String name(SdkField<?> field);

    abstract JsonNode json(Instant instant);

    abstract Instant instant(JsonNode value);

    abstract JsonNode json(SdkBytes bytes);

    abstract SdkBytes bytes(JsonNode value);

    /** The request that {@code arguments} describe; a member that the API doesn't have is an error. */
    public <B extends SdkPojo> B fill(B builder, JsonNode arguments) throws TaskFailedException {
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            SdkField<?> field = field(builder, argument.getKey());
            field.set(builder, toSdk(field, argument.getValue()));
        }
        return builder;
    }

    /** The members that a response has. */
    public ObjectNode json(SdkPojo response) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : response.sdkFields()) {
            Optional.ofNullable(field.getValueOrDefault(response))
                    .ifPresent(value -> object.set(name(field), any(value)));
        }
        return object;
    }

    private JsonNode any(Object value) {
        if (value instanceof SdkPojo pojo) {
            return json(pojo);
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = JSON.arrayNode();
            items.forEach(item -> array.add(any(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), any(item)));
            return object;
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return JSON.numberNode(number.doubleValue());
        }
        if (value instanceof Instant instant) {
            return json(instant);
        }
        return value instanceof SdkBytes bytes ? json(bytes) : JSON.textNode(value.toString());
    }

    private SdkField<?> field(SdkPojo builder, String name) throws TaskFailedException {
        for (SdkField<?> field : builder.sdkFields()) {
            if (name(field).equals(name)) {
                return field;
            }
        }
        throw invalid("The field '" + name + "' is not supported by Step Functions");
    }

    private Object toSdk(SdkField<?> field, JsonNode value) throws TaskFailedException {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO && value.isObject()) {
            return ((SdkBuilder<?, ?>) fill(field.constructor().get(), value)).build();
        }
        if (type == MarshallingType.LIST && value.isArray()) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> items = new ArrayList<>();
            for (JsonNode item : value) {
                items.add(toSdk(member, item));
            }
            return items;
        }
        if (type == MarshallingType.MAP && value.isObject()) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> item : value.properties()) {
                map.put(item.getKey(), toSdk(member, item.getValue()));
            }
            return map;
        }
        return scalar(field, value);
    }

    private Object scalar(SdkField<?> field, JsonNode value) throws TaskFailedException {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING && value.isTextual()) {
            return value.textValue();
        }
        if (type == MarshallingType.INTEGER && value.canConvertToInt()) {
            return value.intValue();
        }
        if (type == MarshallingType.LONG && value.canConvertToLong()) {
            return value.longValue();
        }
        if (type == MarshallingType.DOUBLE && value.isNumber()) {
            return value.doubleValue();
        }
        if (type == MarshallingType.BOOLEAN && value.isBoolean()) {
            return value.booleanValue();
        }
        if (type == MarshallingType.INSTANT && value.isTextual() == (this == INTEGRATION)) {
            return instant(value);
        }
        if (type == MarshallingType.SDK_BYTES && value.isTextual()) {
            return bytes(value);
        }
        throw invalid("The value of the field '" + field.memberName() + "' is no " + type + ": " + value);
    }

    private static TaskFailedException invalid(String cause) {
        return new TaskFailedException(ErrorNames.RUNTIME, cause);
    }
}
