package dev.waybill.convert.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An element of a record, with what is in it. Its text is a part of the record's text, which all its elements share. */
final class XmlElement {
    private final XmlName name;
    private final List<Attribute> attributes;
    private final boolean nil;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder recordText;
    private final int begin;
    private int end;

    /**
     * Opens an element where {@code recordText} ends now.
     *
     * @param nil whether it says {@code xsi:nil="true"}
     */
    XmlElement(XmlName name, List<Attribute> attributes, boolean nil, StringBuilder recordText) {
        this.name = name;
        this.attributes = attributes;
        this.nil = nil;
        this.recordText = recordText;
        this.begin = recordText.length();
    }

    record Attribute(XmlName name, String value) {}

    /** Ends the element where the record's text ends now. */
    void close() {
        end = recordText.length();
    }

    XmlName name() {
        return name;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    List<XmlElement> children() {
        return children;
    }

    /** How many children of this name it has. */
    int count(XmlName child) {
        return (int) children.stream().filter(other -> other.name.equals(child)).count();
    }

    /** The value of the attribute that a contract means by {@code text}; one without a prefix goes before others. */
    Optional<String> attribute(String text) {
        @Nullable String found = null;
        for (Attribute attribute : attributes) {
            if (attribute.name().toString().equals(text)) {
                return Optional.of(attribute.value());
            }
            if (found == null && attribute.name().is(text)) {
                found = attribute.value();
            }
        }
        return Optional.ofNullable(found);
    }

    /** All character data, that of the elements inside included; null if the element says that it is nil. */
    @Nullable
    String value() {
        return nil ? null : recordText.substring(begin, end);
    }

    /** The record's text from this element's beginning, or a child's end, to the next child or the end. */
    String textBefore(int child) {
        int from = child == 0 ? begin : children.get(child - 1).end;
        return recordText.substring(from, child == children.size() ? end : children.get(child).begin);
    }
}
