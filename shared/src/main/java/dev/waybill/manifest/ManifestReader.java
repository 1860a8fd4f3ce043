package dev.waybill.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.batch.BatchId;
import dev.waybill.manifest.Manifest.Entry;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks a manifest's JSON and makes the manifest of it. */
final class ManifestReader {
    private static final String SHAPE = "Write {\"entries\": [{\"url\": \"s3://bucket/folder/file\"}]}";

    private final S3Location manifest;
    private final List<String> problems = new ArrayList<>();

    private ManifestReader(S3Location manifest) {
        this.manifest = manifest;
    }

    static Manifest read(byte[] json, S3Location location) {
        ManifestReader reader = new ManifestReader(location);
        JsonNode root = ManifestJson.read(json, location);
        List<Entry> entries = reader.entries(root);
        OptionalLong total = reader.total(root, entries);
        Optional<BatchId> supersedes = reader.supersedes(root.path("supersedes"));
        if (!reader.problems.isEmpty()) {
            throw new InvalidManifestException(location, reader.problems);
        }
        return new Manifest(location, entries, total, supersedes);
    }

    private List<Entry> entries(JsonNode root) {
        JsonNode list = root.path("entries");
        if (root.isMissingNode()) {
            problems.add("the file is empty. " + SHAPE);
        } else if (!root.isObject()) {
            problems.add("expected an object, found " + shown(root) + ". " + SHAPE);
        } else if (list.isMissingNode()) {
            problems.add("entries is missing. " + SHAPE);
        } else if (!list.isArray()) {
            problems.add("entries: expected a list, found " + shown(list) + ". " + SHAPE);
        } else if (list.isEmpty()) {
            problems.add("entries: lists no file. List at least one, or write no manifest");
        }
        List<Entry> entries = new ArrayList<>();
        Map<S3Location, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            entry(list.get(i), "entries[" + i + "]", i, seen).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Entry> entry(JsonNode entry, String path, int index, Map<S3Location, Integer> seen) {
        if (!entry.isObject()) {
            problems.add(path + ": expected an object, found " + shown(entry) + ". Write {\"url\": \"…\"}");
            return Optional.empty();
        }
        Optional<S3Location> url = url(entry.path("url"), path + ".url");
        boolean mandatory = mandatory(entry.path("mandatory"), path + ".mandatory");
        JsonNode meta = entry.path("meta");
        if (!meta.isMissingNode() && !meta.isObject()) {
            problems.add(path + ".meta: expected an object, found " + shown(meta)
                    + ". Write {\"content_length\": 1234} or leave it out");
        }
        OptionalLong length = number(meta.path("content_length"), path + ".meta.content_length");
        OptionalLong records = number(meta.path("record_count"), path + ".meta.record_count");
        url.map(location -> seen.putIfAbsent(location, index))
                .ifPresent(first -> problems.add(path + ".url: " + shown(entry.path("url")) + " is entries[" + first
                        + "] again, and would be loaded twice. Remove one of the two"));
        return url.map(location -> new Entry(location, mandatory, length, records));
    }

    private Optional<S3Location> url(JsonNode url, String path) {
        if (!url.isTextual() || url.textValue().isBlank()) {
            problems.add(path + (url.isMissingNode() ? ": is missing." : ": expected a text, found " + shown(url) + ".")
                    + " Write s3://bucket/key, or the file's name in the manifest's folder");
            return Optional.empty();
        }
        String text = url.textValue();
        try {
            S3Location location = text.contains("://")
                    ? S3Location.parse(text)
                    : manifest.folder().resolve(text);
            Optional<String> misplaced = Manifest.misplaced(location, manifest);
            misplaced.ifPresent(mistake -> problems.add(path + ": " + shown(url) + " " + mistake));
            return misplaced.isPresent() ? Optional.empty() : Optional.of(location);
        } catch (IllegalArgumentException e) {
            problems.add(path + ": " + e.getMessage()
                    + ". Write s3://bucket/key, or the file's name in the manifest's folder");
            return Optional.empty();
        }
    }

    private boolean mandatory(JsonNode mandatory, String path) {
        if (!mandatory.isMissingNode() && !mandatory.isBoolean()) {
            problems.add(path + ": expected true or false, found " + shown(mandatory));
        }
        return mandatory.booleanValue();
    }

    private OptionalLong number(JsonNode number, String path) {
        if (number.isMissingNode() || number.isNull()) {
            return OptionalLong.empty();
        }
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            problems.add(path + ": expected a whole number of at least 0, found " + shown(number)
                    + ". Correct it or leave it out");
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.longValue());
    }

    private Optional<BatchId> supersedes(JsonNode supersedes) {
        if (supersedes.isMissingNode() || supersedes.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(BatchId.parse(supersedes.asText()));
        } catch (IllegalArgumentException e) {
            problems.add("supersedes: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The records of all files: our own {@code record_count}, or that of the {@code meta} which UNLOAD writes. */
    private OptionalLong total(JsonNode root, List<Entry> entries) {
        OptionalLong own = number(root.path("record_count"), "record_count");
        OptionalLong unload = number(root.path("meta").path("record_count"), "meta.record_count");
        if (own.isPresent() && unload.isPresent() && own.getAsLong() != unload.getAsLong()) {
            problems.add("record_count: " + own.getAsLong() + " contradicts meta.record_count, " + unload.getAsLong()
                    + ". Correct one of the two or leave it out");
        }
        OptionalLong total = own.isPresent() ? own : unload;
        if (total.isPresent() && !entries.isEmpty() && problems.isEmpty()) {
            OptionalLong sum =
                    new Manifest(manifest, entries, OptionalLong.empty(), Optional.empty()).declaredRecords();
            if (sum.isPresent() && sum.getAsLong() != total.getAsLong()) {
                problems.add("record_count: " + total.getAsLong() + " contradicts the entries, which add up to "
                        + sum.getAsLong() + ". Correct one of the two or leave it out");
            }
        }
        return total;
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? "'" + value.textValue() + "'" : value.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
