package dev.waybill.local.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Records in an element of their own, which declares the prefixes that their document had, in UTF-8. The quarantine has their
 * elements, attributes and texts, and no declarations.
 */
final class ExportedXml implements ExportedFile {
    private static final XMLInputFactory READERS = readers();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();
    private static final String ROOT = "rejected";

    private final Map<String, String> namespaces;
    private final Set<String> undeclared = new TreeSet<>();

    ExportedXml(Map<String, String> namespaces) {
        this.namespaces = new TreeMap<>(namespaces);
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    @Override
    public byte[] begin() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement(ROOT);
            for (Map.Entry<String, String> declared : namespaces.entrySet()) {
                xml.writeAttribute(
                        declared.getKey().isEmpty() ? "xmlns" : "xmlns:" + declared.getKey(), declared.getValue());
            }
            xml.writeCharacters("\n");
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot begin a document", e);
        }
        return text.toString().getBytes(UTF_8);
    }

    @Override
    public byte[] record(RejectedRecord row) {
        try {
            XMLStreamReader xml = READERS.createXMLStreamReader(new StringReader(row.raw()));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    note(xml.getPrefix(), xml.getLocalName());
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        note(xml.getAttributePrefix(i), xml.getAttributeLocalName(i));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(
                    "The quarantine has no XML of record " + row.position() + " of " + row.file(), e);
        }
        return (row.raw() + "\n").getBytes(UTF_8);
    }

    /** Java's parser leaves the prefix in the names of elements, but not of attributes, where it knows no namespaces. */
    private void note(@Nullable String before, String name) {
        String prefix = before == null || before.isEmpty() ? name.substring(0, Math.max(0, name.indexOf(':'))) : before;
        if (!prefix.isEmpty() && !prefix.equals("xml") && !namespaces.containsKey(prefix)) {
            undeclared.add(prefix);
        }
    }

    @Override
    public byte[] end() {
        return ("</" + ROOT + ">\n").getBytes(UTF_8);
    }

    @Override
    public Optional<String> remark() {
        return undeclared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "its records use prefixes that are not declared where the first record of their file stands: "
                                + String.join(", ", undeclared) + ". Declare them in the element " + ROOT);
    }
}
