package dev.waybill.local.load;

/** A process is gone; nothing that catches exceptions lives to see it. */
final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(Fault fault) {
        super(fault.name());
    }
}
