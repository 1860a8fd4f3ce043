package dev.waybill.value;

/** One of the things that become of a text before it is parsed. */
@FunctionalInterface
interface TextStep {
    String apply(String text) throws ValueFaultException;
}
