package dev.waybill.convert.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The prefixes of namespaces that an XML file declares. */
final class XmlNamespaces {
    private XmlNamespaces() {}

    /** Namespaces by the prefixes that are in scope at the first record, that of its own declarations included. */
    static Map<String, String> of(InputStream unpacked, String recordName) throws IOException, FileFaultException {
        Optional<Reader> document = XmlProlog.withoutDoctype(XmlEncoding.text(unpacked));
        if (document.isEmpty()) {
            return Map.of();
        }
        try {
            return inScope(XmlRecordReader.FACTORY.createXMLStreamReader(document.get()), recordName);
        } catch (XMLStreamException e) {
            throw new IOException("malformed XML: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> inScope(XMLStreamReader xml, String recordName) throws XMLStreamException {
        Deque<Map<String, String>> scopes = new ArrayDeque<>();
        scopes.push(Map.of());
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Map<String, String> scope = new TreeMap<>(scopes.element());
                    for (int i = 0; i < xml.getNamespaceCount(); i++) {
                        scope.put(
                                Objects.requireNonNullElse(xml.getNamespacePrefix(i), ""),
                                Objects.requireNonNullElse(xml.getNamespaceURI(i), ""));
                    }
                    scopes.push(scope);
                    if (XmlName.of(xml.getPrefix(), xml.getLocalName()).is(recordName)) {
                        return scope;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> scopes.pop();
                default -> {
                    // Declarations are in elements only.
                }
            }
        }
        return Map.of();
    }
}
