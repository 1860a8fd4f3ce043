package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML document into a tree with lines. A key that is there twice is a mistake; aliases are too, so that no
 * document is larger than it looks; tags are ignored and no type is ever constructed.
 */
final class YamlReader {
    private static final int DEEPEST = 20;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Mistakes mistakes;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Iterator<Event> events;

    private YamlReader(String text, Mistakes mistakes) {
        this.mistakes = mistakes;
        this.events =
                new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
    }

    /** Reads the text; throws {@link UnreadableYamlException} where nothing sensible can be said about what follows. */
    static YamlDocument read(String text, Mistakes mistakes) {
        try {
            return new YamlReader(text, mistakes).document();
        } catch (MarkedYAMLException e) {
            throw notYaml(e);
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw new UnreadableYamlException(
                    line, "not YAML: it has the control character U+%04X. Remove it".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            throw new UnreadableYamlException(1, "not YAML: " + e.getMessage());
        }
    }

    private static UnreadableYamlException notYaml(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        String problem = e.getProblem().replaceFirst("\\. \\(Do not use .*", "");
        // A quote that is never closed is noticed at the end of the text; its beginning is what helps.
        boolean open = problem.contains("unexpected end of stream");
        Mark mark = open || e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        if (problem.contains("unknown escape character")) {
            return new UnreadableYamlException(
                    mark == null ? 1 : mark.getLine() + 1,
                    "not YAML: " + context + problem
                            + ". Put the text in single quotes, where a backslash is nothing but itself");
        }
        return new UnreadableYamlException(
                mark == null ? 1 : mark.getLine() + 1,
                "not YAML: " + context + problem
                        + ". Indent with spaces, close what you open, and put a value that has any of"
                        + " [ ] { } , : # or begins with @ or % in quotes");
    }

    private YamlDocument document() {
        events.next(); // the stream's start
        if (!events.next().is(Event.ID.DocumentStart)) {
            throw new UnreadableYamlException(
                    1, "the file is empty. Write at least dataset, source, columns and target");
        }
        JsonNode root = value(events.next(), "", 0);
        events.next(); // the document's end
        Event last = events.next();
        if (!last.is(Event.ID.StreamEnd)) {
            mistakes.add(line(last), "", "a second YAML document begins here. Write one contract a file");
        }
        return new YamlDocument(root, lines);
    }

    private JsonNode value(Event event, String path, int depth) {
        lines.putIfAbsent(path, line(event));
        if (depth > DEEPEST) {
            throw new UnreadableYamlException(
                    line(event), "nested more than " + DEEPEST + " levels deep. Check the brackets");
        }
        if (event instanceof MappingStartEvent) {
            return mapping(path, depth);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(path, depth);
        }
        if (event instanceof AliasEvent alias) {
            mistakes.add(line(event), path, "*" + alias.getAnchor() + " is a YAML alias. Write the value out instead");
            mistakes.explained(path);
            return JSON.nullNode();
        }
        return scalar((ScalarEvent) event);
    }

    private ObjectNode mapping(String path, int depth) {
        ObjectNode mapping = JSON.objectNode();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            if (!(event instanceof ScalarEvent name)) {
                throw new UnreadableYamlException(
                        line(event), "a key must be a plain word. Put quotes around a value that has any of [ ] { }");
            }
            String child = YamlDocument.child(path, name.getValue());
            boolean repeated = mapping.has(name.getValue());
            if (repeated) {
                mistakes.add(line(event), child, "is already on line " + lines.get(child) + ". Remove one of the two");
            } else {
                lines.put(child, line(event));
            }
            JsonNode value = value(events.next(), child, depth + 1);
            if (!repeated) {
                mapping.set(name.getValue(), value);
            }
        }
        return mapping;
    }

    private ArrayNode sequence(String path, int depth) {
        ArrayNode sequence = JSON.arrayNode();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            sequence.add(value(event, YamlDocument.child(path, sequence.size()), depth + 1));
        }
        return sequence;
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? YamlScalar.resolve(scalar.getValue())
                : JSON.textNode(scalar.getValue());
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
