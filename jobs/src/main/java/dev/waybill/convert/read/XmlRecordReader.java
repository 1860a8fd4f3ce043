package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
 * grows. A file that uses an entity of its own is not accepted.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html">XML
 *     external entity prevention</a>
 */
final class XmlRecordReader implements RecordReader {
    private static final XMLInputFactory FACTORY = factory();
    private final InputStream in;
    private final XMLStreamReader xml;
    private final String recordName;
    private final XmlFields fields;
    private long count;

    XmlRecordReader(InputStream in, Contract contract) throws FileFaultException {
        this.in = in;
        this.recordName = contract.source().records().orElseThrow();
        this.fields = new XmlFields(contract.columns());
        try {
            this.xml = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
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
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(recordName)) {
                    return record(element());
                }
                refuseEntity(event);
            }
            return null;
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private SourceRecord record(XmlElement element) {
        List<Fault> faults = new ArrayList<>();
        return new SourceRecord(
                ++count,
                () -> new RawText(XmlText.of(element), StandardCharsets.UTF_8),
                fields.of(element, faults),
                faults);
    }

    /** Reads the element that the cursor is on, to its end. */
    private XmlElement element() throws XMLStreamException, FileFaultException {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement record = opened();
        open.push(record);
        long size = 0;
        while (!open.isEmpty()) {
            int event = xml.next();
            refuseEntity(event);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement child = opened();
                    open.element().children().add(child);
                    open.push(child);
                    size += child.name().length();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    size += xml.getTextLength();
                    for (XmlElement element : open) {
                        element.addText(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> {
                    // Comments and processing instructions carry no data.
                }
            }
            if (size > LONGEST_RECORD) {
                throw new FileFaultException(
                        place(xml.getLocation()) + "the record is longer than " + LONGEST_RECORD + " characters");
            }
        }
        return record;
    }

    private XmlElement opened() {
        XmlElement element = new XmlElement(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.attributes().put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return element;
    }

    private void refuseEntity(int event) throws FileFaultException {
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new FileFaultException(place(xml.getLocation()) + "the entity &" + xml.getLocalName()
                    + "; is not one of XML's own. Entities are never resolved: deliver the file with their text");
        }
    }

    private static FileFaultException fault(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException io) {
            return Unreadable.of(io);
        }
        String message = String.valueOf(e.getMessage());
        int text = message.indexOf("Message: ");
        return new FileFaultException(
                (e.getLocation() == null ? "" : place(e.getLocation())) + "malformed XML: "
                        + (text < 0 ? message : message.substring(text + "Message: ".length()))
                        + " Deliver the file again, corrected",
                e);
    }

    private static String place(Location location) {
        return "line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ": ";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
