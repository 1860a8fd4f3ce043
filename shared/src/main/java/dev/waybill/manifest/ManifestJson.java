package dev.waybill.manifest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.util.List;

/** A manifest's JSON text, to and fro. */
final class ManifestJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String AGAIN = ". Write the manifest again";

    private ManifestJson() {}

    static JsonNode read(byte[] json, S3Location manifest) {
        try {
            return MAPPER.readTree(json);
        } catch (MismatchedInputException e) {
            throw notJson(manifest, e, "something follows the end of the manifest");
        } catch (JacksonException e) {
            throw notJson(manifest, e, e.getOriginalMessage().replaceFirst(" \\(start marker at .*", ""));
        } catch (IOException e) {
            // Only bytes that are in no encoding of JSON get here: nothing is read from anywhere but memory.
            throw new InvalidManifestException(manifest, List.of("not JSON: " + e.getMessage() + AGAIN));
        }
    }

    private static InvalidManifestException notJson(S3Location manifest, JacksonException e, String problem) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return new InvalidManifestException(manifest, List.of(place + "not JSON: " + problem + AGAIN));
    }

    static String write(Manifest manifest) {
        ObjectNode json = MAPPER.createObjectNode();
        for (Manifest.Entry entry : manifest.entries()) {
            ObjectNode item = json.withArray("/entries")
                    .addObject()
                    .put("url", entry.url().toString())
                    .put("mandatory", entry.mandatory());
            entry.contentLength().ifPresent(length -> item.withObject("/meta").put("content_length", length));
            entry.recordCount().ifPresent(count -> item.withObject("/meta").put("record_count", count));
        }
        manifest.recordCount().ifPresent(count -> json.put("record_count", count));
        manifest.supersedes().ifPresent(batch -> json.put("supersedes", batch.toString()));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the manifest " + manifest.location() + " as JSON", e);
        }
    }
}
