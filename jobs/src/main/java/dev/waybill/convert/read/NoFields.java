package dev.waybill.convert.read;

import dev.waybill.convert.type.Fault;

/** A record in which the contract finds nothing at all: more often the contract's mistake than a row of NULLs. */
final class NoFields {
    static final Fault FAULT = Fault.ofRecord(
            "the record has none of the contract's columns. Correct the columns' from, or the source's records");

    private NoFields() {}
}
