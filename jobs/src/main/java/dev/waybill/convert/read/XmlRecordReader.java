package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Records of XML: every element of the contract's name, anywhere in the document, streamed.
 *
 * <p>A DOCTYPE is skipped and nothing that it declares is resolved, so that no file or address is ever read and no entity
 * grows. A file that uses an entity of its own is not accepted; nor is one that holds data, but no record.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html">XML
 *     external entity prevention</a>
 */
final class XmlRecordReader implements RecordReader {
    static final XMLInputFactory FACTORY = factory();
    private static final int NAMES_SHOWN = 20;
    /** As deep as Jackson lets JSON nest. */
    private static final int DEEPEST = 1000;

    private final DecodedReader text;
    private final XMLStreamReader xml;
    private final String recordName;
    private final XmlFields fields;
    private final Set<String> otherNames = new LinkedHashSet<>();
    private boolean otherData;
    private long count;

    private XmlRecordReader(DecodedReader text, Reader document, Contract contract) throws FileFaultException {
        this.text = text;
        this.recordName = contract.source().records().orElseThrow();
        this.fields = new XmlFields(contract);
        try {
            this.xml = FACTORY.createXMLStreamReader(document);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Opens a reader; a file of nothing but white space has no records. */
    static RecordReader open(InputStream unpacked, Contract contract) throws IOException, FileFaultException {
        DecodedReader text = XmlEncoding.text(unpacked);
        Optional<Reader> document = XmlProlog.withoutDoctype(text);
        return document.isPresent() ? new XmlRecordReader(text, document.get(), contract) : new NoRecords(text);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // They limit what entities grow to, and count each &amp; too: 100,000 of them from Java 24 on.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    @Override
    public @Nullable SourceRecord next() throws FileFaultException {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                refuseEntity(event);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (name().is(recordName)) {
                        return record(element());
                    }
                    noteElement();
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    otherData |= count == 0 && !xml.isWhiteSpace();
                }
            }
            refuseDataWithoutRecords();
            fields.refuseDrift();
            return null;
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private SourceRecord record(XmlElement element) {
        List<Fault> faults = new ArrayList<>();
        @Nullable String[] texts = fields.of(element, faults);
        return new SourceRecord(
                ++count, () -> new RawText(XmlText.of(element), text.charset()), texts, faults, fields.added());
    }

    /** Reads the element that the cursor is on, to its end. */
    private XmlElement element() throws XMLStreamException, FileFaultException {
        StringBuilder recordText = new StringBuilder();
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement record = opened(recordText);
        open.push(record);
        long elements = 0;
        while (!open.isEmpty()) {
            int event = xml.next();
            refuseEntity(event);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement child = opened(recordText);
                    open.element().children().add(child);
                    open.push(child);
                    elements++;
                    if (open.size() > DEEPEST) {
                        throw new FileFaultException(
                                place(xml.getLocation()) + "the record's elements nest deeper than " + DEEPEST
                                        + ". Deliver the file with flatter records");
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    recordText.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                case XMLStreamConstants.END_ELEMENT -> open.pop().close();
                default -> {
                    // Comments and processing instructions carry no data.
                }
            }
            // An element costs memory as some dozens of characters do.
            if (recordText.length() + 32 * elements > LONGEST_RECORD) {
                throw new FileFaultException(place(xml.getLocation()) + "the record is longer than " + LONGEST_RECORD
                        + " characters. Is '" + recordName + "' the element that is a record?");
            }
        }
        return record;
    }

    private XmlElement opened(StringBuilder recordText) {
        boolean nil = false;
        List<XmlElement.Attribute> attributes = new ArrayList<>(xml.getAttributeCount());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            XmlName name = XmlName.of(xml.getAttributePrefix(i), xml.getAttributeLocalName(i));
            String value = xml.getAttributeValue(i);
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))) {
                // These are about the element, and no data: they are found by their full name only.
                nil |= name.local().equals("nil")
                        && (value.strip().equals("true") || value.strip().equals("1"));
                name = new XmlName("", name.toString());
            }
            attributes.add(new XmlElement.Attribute(name, value));
        }
        return new XmlElement(name(), attributes, nil, recordText);
    }

    private XmlName name() {
        return XmlName.of(xml.getPrefix(), xml.getLocalName());
    }

    /** Remembers an element outside all records, for the case that the file has none. */
    private void noteElement() {
        if (count == 0 && otherNames.size() < NAMES_SHOWN) {
            otherData |= !otherNames.isEmpty() && xml.getAttributeCount() > 0;
            otherNames.add(name().toString());
        }
    }

    private void refuseDataWithoutRecords() throws FileFaultException {
        if (count == 0 && otherData) {
            throw new FileFaultException("there is no element '" + recordName + "'. The file has "
                    + String.join(", ", otherNames) + ". Correct the file, or the contract's records");
        }
    }

    private void refuseEntity(int event) throws FileFaultException {
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new FileFaultException(place(xml.getLocation()) + "the entity &" + xml.getLocalName()
                    + "; is not one of XML's own. Entities are never resolved: deliver the file with their text");
        }
    }

    private FileFaultException fault(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException io) {
            return Unreadable.of(io);
        }
        String message = String.valueOf(e.getMessage());
        int begin = message.indexOf("Message: ");
        return new FileFaultException(
                (e.getLocation() == null ? "" : place(e.getLocation())) + "malformed XML: "
                        + XmlProblem.words(begin < 0 ? message : message.substring(begin + "Message: ".length()))
                        + (text.hasEscaped() ? " The file has bytes that are no text in " + text.charset() + "." : "")
                        + " Deliver the file again, corrected",
                e);
    }

    private static String place(Location location) {
        return "line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ": ";
    }

    @Override
    public FileDrift drift() {
        return fields.drift();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
