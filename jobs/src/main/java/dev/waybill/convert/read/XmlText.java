package dev.waybill.convert.read;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A record as XML again, for the quarantine. Comments, processing instructions and declarations of prefixes are not kept. */
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
        xml.writeStartElement(element.name().toString());
        for (XmlElement.Attribute attribute : element.attributes()) {
            xml.writeAttribute(attribute.name().toString(), attribute.value());
        }
        for (int i = 0; i < element.children().size(); i++) {
            xml.writeCharacters(element.textBefore(i));
            write(element.children().get(i), xml);
        }
        xml.writeCharacters(element.textBefore(element.children().size()));
        xml.writeEndElement();
    }
}
