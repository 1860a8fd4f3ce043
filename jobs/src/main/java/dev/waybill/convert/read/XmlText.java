package dev.waybill.convert.read;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A record as XML again, for the quarantine. Comments, prefixes and text beside elements are not kept. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private XmlText() {}

    static String of(XmlElement element) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            write(element, xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot write a record as XML", e);
        }
        return text.toString();
    }

    private static void write(XmlElement element, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(element.name());
        for (var attribute : element.attributes().entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        for (XmlElement child : element.children()) {
            write(child, xml);
        }
        if (element.children().isEmpty()) {
            xml.writeCharacters(element.text());
        }
        xml.writeEndElement();
    }
}
