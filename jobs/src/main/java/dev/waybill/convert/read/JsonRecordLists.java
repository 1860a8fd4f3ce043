package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.contract.RecordsPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads a parser from record to record, through the lists on the path to them. An object in the place of a list is its only
 * element, as converters from XML write it, and null is a list without elements.
 */
final class JsonRecordLists {
    private final JsonParser parser;
    private final RecordsPath path;
    private final Deque<OpenList> open = new ArrayDeque<>();
    private boolean found;
    private @Nullable Step missing;

    JsonRecordLists(JsonParser parser, RecordsPath path) {
        this.parser = parser;
        this.path = path;
    }

    /**
     * A list whose elements are being read.
     *
     * @param single whether it is no list, but its only element alone
     * @param around what is open around it, up to the element of the list outside: the name of an object's field that leads
     *     here, or empty for a list
     */
    private record OpenList(boolean single, Deque<String> around) {}

    /** Goes to the beginning of the next record; false at the end of the file. */
    boolean next() throws IOException, FileFaultException {
        boolean onElement = false;
        while (true) {
            if (!onElement && !nextElement()) {
                return false;
            }
            if (open.size() == path.lists().size()) {
                return true;
            }
            onElement = enter(path.lists().get(open.size()));
        }
    }

    /** Goes to the next element of the innermost list, or to the next document. */
    private boolean nextElement() throws IOException, FileFaultException {
        while (!open.isEmpty()) {
            if (!open.element().single() && parser.nextToken() != JsonToken.END_ARRAY) {
                return true;
            }
            leave(open.pop().around());
        }
        boolean more = parser.nextToken() != null;
        if (!more && !found && missing != null) {
            throw notFound(missing);
        }
        return more;
    }

    /** Goes to the list that the steps lead to; true if the parser is on its first element, and only one, already. */
    private boolean enter(List<Step> steps) throws IOException, FileFaultException {
        Deque<String> around = new ArrayDeque<>();
        for (Step step : steps) {
            boolean there = step instanceof Step.Field field
                    ? enterField(field.name(), around)
                    : enterElement(((Step.Element) step).index(), around);
            if (!there) {
                if (open.isEmpty()) {
                    throw notFound(step);
                }
                missing = step;
                leave(around);
                return false;
            }
        }
        return enterList(around);
    }

    private boolean enterList(Deque<String> around) throws IOException, FileFaultException {
        found |= open.size() + 1 == path.lists().size();
        JsonToken token = parser.currentToken();
        boolean top = path.equals(RecordsPath.TOP);
        if (token == JsonToken.VALUE_NULL && !top) {
            leave(around);
            return false;
        }
        boolean list = token == JsonToken.START_ARRAY;
        if (!list && token != JsonToken.START_OBJECT && !top) {
            throw new FileFaultException(line() + "the records at " + path + " are not a list");
        }
        open.push(new OpenList(!list, around));
        return !list;
    }

    private boolean enterField(String name, Deque<String> around) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean here = parser.currentName().equals(name);
            parser.nextToken();
            if (here) {
                around.push(name);
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private boolean enterElement(int index, Deque<String> around) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                around.push("");
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** Reads to the end of what is around a list: a document that breaks off there is not whole. */
    private void leave(Deque<String> around) throws IOException, FileFaultException {
        while (!around.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token.isStructEnd()) {
                around.pop();
            } else if (token.isStructStart()) {
                parser.skipChildren();
            } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals(around.element())) {
                throw new FileFaultException(line() + "'" + around.element() + "' on the path to the records, " + path
                        + ", is there twice. Correct the file");
            }
        }
    }

    private FileFaultException notFound(Step step) {
        return new FileFaultException("no '" + step + "' on the path to the records, " + path
                + ". Correct the file, or the contract's records");
    }

    private String line() {
        return "line " + parser.currentLocation().getLineNr() + ": ";
    }
}
