package dev.waybill.convert.read;

import dev.waybill.contract.FieldPath.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for new names among the attributes and children of elements. Each name is looked into once and remembered. */
final class XmlNames {
    private final ContractFields fields;
    private final String path;
    private final NewNames news;
    /** What to look for in the elements that paths lead through, by the contract's names. */
    private final Map<String, XmlNames> parts = new HashMap<>();

    private final Map<XmlName, XmlNames> inside = new HashMap<>();
    /** Elements that need no look: the contract's, where nothing inside is compared, and new ones that were met. */
    private final Set<XmlName> elements = new HashSet<>();

    private final Set<XmlName> attributes = new HashSet<>();

    XmlNames(ContractFields fields, NewNames news) {
        this(fields, "", news);
    }

    private XmlNames(ContractFields fields, String path, NewNames news) {
        this.fields = fields;
        this.path = path;
        this.news = news;
        fields.inside().forEach((name, part) -> {
            if (!part.isWhole()) {
                parts.put(name, new XmlNames(part, path + new Step.Field(name) + ".", news));
            }
        });
    }

    void look(XmlElement element) {
        for (XmlElement.Attribute attribute : element.attributes()) {
            if (!attributes.contains(attribute.name())) {
                meetAttribute(attribute.name());
            }
        }
        if (fields.isWhole()) {
            return;
        }
        for (XmlElement child : element.children()) {
            if (!elements.contains(child.name())) {
                lookInto(child);
            }
        }
    }

    private void lookInto(XmlElement child) {
        XmlNames part = inside.get(child.name());
        if (part == null) {
            meetElement(child);
        } else {
            part.look(child);
        }
    }

    private void meetAttribute(XmlName name) {
        if (!news.hasRoom()) {
            return;
        }
        remember(name);
        attributes.add(name);
        boolean isNamed =
                fields.inside().keySet().stream().anyMatch(text -> text.startsWith("@") && name.is(text.substring(1)));
        if (!isNamed && !name.isAboutItsElement() && !fields.hasInSnakeCase(name.local())) {
            news.add(path + new Step.Field("@" + name));
        }
    }

    private void meetElement(XmlElement element) {
        XmlName name = element.name();
        List<String> meant = fields.inside().keySet().stream().filter(name::is).toList();
        // Of elements that the contract has by their prefix and without it, nothing is compared.
        XmlNames part = meant.size() == 1 ? parts.get(meant.get(0)) : null;
        if (part != null) {
            part.look(element);
        }
        if (!news.hasRoom()) {
            return;
        }
        remember(name);
        if (part != null) {
            inside.put(name, part);
            return;
        }
        elements.add(name);
        if (meant.isEmpty() && !fields.hasInSnakeCase(name.local())) {
            news.add(path + new Step.Field(name.toString()));
        }
    }

    private void remember(XmlName name) {
        news.remember(name.prefix());
        news.remember(name.local());
    }
}
