package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
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

/** AWS SDK requests and responses as the JSON that Step Functions' SDK integrations take and give: PascalCase members. */
final class SdkShapes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SdkShapes() {}

    /** The request that {@code arguments} describe; a member that the API doesn't have is an error. */
    static <B extends SdkPojo> B fill(B builder, JsonNode arguments) throws TaskFailedException {
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            SdkField<?> field = field(builder, argument.getKey());
            field.set(builder, toSdk(field, argument.getValue()));
        }
        return builder;
    }

    /** The members that a response has. */
    static ObjectNode json(SdkPojo response) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : response.sdkFields()) {
            Optional.ofNullable(field.getValueOrDefault(response))
                    .ifPresent(value -> object.set(pascalCase(field.memberName()), json(value)));
        }
        return object;
    }

    private static JsonNode json(Object value) {
        if (value instanceof SdkPojo pojo) {
            return json(pojo);
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = JSON.arrayNode();
            items.forEach(item -> array.add(json(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), json(item)));
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
        return JSON.textNode(value instanceof SdkBytes bytes ? bytes.asUtf8String() : value.toString());
    }

    private static SdkField<?> field(SdkPojo builder, String name) throws TaskFailedException {
        for (SdkField<?> field : builder.sdkFields()) {
            if (pascalCase(field.memberName()).equals(name)) {
                return field;
            }
        }
        throw invalid("The field '" + name + "' is not supported by Step Functions");
    }

    private static Object toSdk(SdkField<?> field, JsonNode value) throws TaskFailedException {
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

    private static Object scalar(SdkField<?> field, JsonNode value) throws TaskFailedException {
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
        if (type == MarshallingType.INSTANT && value.isTextual()) {
            return Instant.parse(value.textValue());
        }
        if (type == MarshallingType.SDK_BYTES && value.isTextual()) {
            return SdkBytes.fromUtf8String(value.textValue());
        }
        throw invalid("The value of the field '" + field.memberName() + "' is no " + type + ": " + value);
    }

    private static TaskFailedException invalid(String cause) {
        return new TaskFailedException(ErrorNames.RUNTIME, cause);
    }

    private static String pascalCase(String memberName) {
        return Character.toUpperCase(memberName.charAt(0)) + memberName.substring(1);
    }
}
