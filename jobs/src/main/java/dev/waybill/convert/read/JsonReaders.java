package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Which kind of JSON a file is: with a path to the records, documents; else a list, one object a line, or a sequence of
 * objects that span lines. JSON Lines is known by the file's name, or by a first line that is a whole object.
 */
final class JsonReaders {
    /** A first line longer than this is taken for a document on one line. */
    private static final int LOOK_AHEAD = 1 << 20;

    private JsonReaders() {}

    static RecordReader open(DecodedReader text, String fileName, Contract contract) throws IOException {
        BufferedReader json = new BufferedReader(text, 1 << 15);
        if (isLines(json, fileName, contract)) {
            return new JsonLinesReader(text, new Lines(json), contract);
        }
        return new JsonDocumentReader(text, json, contract);
    }

    private static boolean isLines(BufferedReader json, String fileName, Contract contract) throws IOException {
        return contract.source().records().isEmpty() && (namedLines(fileName) || firstLineIsObject(json));
    }

    /** How parts of a file with this beginning are read; absent if it isn't JSON Lines. */
    static Optional<CutFile.PartFormat> partFormat(DecodedReader beginning, String fileName, Contract contract)
            throws IOException {
        boolean lines = isLines(new BufferedReader(beginning, 1 << 15), fileName, contract);
        return lines ? Optional.of(new JsonPartFormat(beginning.charset(), contract)) : Optional.empty();
    }

    private static boolean namedLines(String fileName) {
        return fileName.matches("(?i).*\\.(jsonl|ndjson)(\\.(gz|bz2|zst))?");
    }

    private static boolean firstLineIsObject(BufferedReader json) throws IOException {
        json.mark(LOOK_AHEAD);
        StringBuilder line = new StringBuilder();
        int c = json.read();
        while (c >= 0
                && line.length() < LOOK_AHEAD - 1
                && (c != '\n' || line.toString().isBlank())) {
            line.append((char) c);
            if (line.length() == 1 && c == '[') {
                break;
            }
            c = json.read();
        }
        json.reset();
        return Json.isWholeObject(line.toString());
    }
}
