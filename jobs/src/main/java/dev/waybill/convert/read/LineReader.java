package dev.waybill.convert.read;

/** Reads records whose positions are lines. */
interface LineReader extends RecordReader {
    /** How many lines ended so far. */
    long lines();

    /** Whether any record so far tells which columns are missing. */
    boolean anyJudged();
}
