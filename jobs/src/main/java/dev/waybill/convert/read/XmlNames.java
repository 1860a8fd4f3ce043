package dev.waybill.convert.read;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.convert.type.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for new names among the attributes and children of elements, and takes their texts if the contract adds them. Each
 * name is looked into once and remembered.
 */
final class XmlNames {
    private final ContractFields fields;
    private final String path;
    private final NewNames news;
    private final AddedTexts texts;
    /** What to look for in the elements that paths lead through, by the contract's names. */
    private final Map<String, XmlNames> parts = new HashMap<>();

    private final Map<XmlName, XmlNames> inside = new HashMap<>();
    /**
     * Elements that need no look: the contract's, where nothing inside is compared, and new ones that were met; with the name
     * that their texts are taken under, empty if they aren't.
     */
    private final Map<XmlName, String> elements = new HashMap<>();

    private final Map<XmlName, String> attributes = new HashMap<>();

    XmlNames(ContractFields fields, NewNames news, AddedTexts texts) {
        this(fields, "", news, texts);
    }

    private XmlNames(ContractFields fields, String path, NewNames news, AddedTexts texts) {
        this.fields = fields;
        this.path = path;
        this.news = news;
        this.texts = texts;
        fields.inside().forEach((name, part) -> {
            if (!part.isWhole()) {
                parts.put(name, new XmlNames(part, path + new Step.Field(name) + ".", news, texts));
            }
        });
    }

    /** Looks at an element. That it has several of a new name whose text is taken is a fault. */
    void look(XmlElement element, List<Fault> faults) {
        for (XmlElement.Attribute attribute : element.attributes()) {
            @Nullable String known = attributes.get(attribute.name());
            String added = known == null ? meetAttribute(attribute.name()) : known;
            if (!added.isEmpty()) {
                texts.put(added, attribute.value());
            }
        }
        if (fields.isWhole()) {
            return;
        }
        for (XmlElement child : element.children()) {
            @Nullable String known = elements.get(child.name());
            String added = known == null ? lookInto(child, faults) : known;
            if (!added.isEmpty()) {
                take(added, child, element, faults);
            }
        }
    }

    private void take(String name, XmlElement child, XmlElement parent, List<Fault> faults) {
        if (!texts.has(name)) {
            texts.put(name, child.value());
            int count = parent.count(child.name());
            if (count > 1) {
                faults.add(XmlPath.several(AddedColumn.of(name).name(), count, name));
            }
        }
    }

    private String lookInto(XmlElement child, List<Fault> faults) {
        XmlNames part = inside.get(child.name());
        if (part == null) {
            return meetElement(child, faults);
        }
        part.look(child, faults);
        return "";
    }

    private String meetAttribute(XmlName name) {
        if (!news.hasRoom()) {
            return "";
        }
        remember(name);
        boolean isNamed =
                fields.inside().keySet().stream().anyMatch(text -> text.startsWith("@") && name.is(text.substring(1)));
        boolean isNew = !isNamed && !name.isAboutItsElement() && !fields.hasInSnakeCase(name.local());
        String added = isNew ? texts.name(news.add(path + new Step.Field("@" + name))) : "";
        attributes.put(name, added);
        return added;
    }

    private String meetElement(XmlElement element, List<Fault> faults) {
        XmlName name = element.name();
        List<String> meant = fields.inside().keySet().stream().filter(name::is).toList();
        // Of elements that the contract has by their prefix and without it, nothing is compared.
        XmlNames part = meant.size() == 1 ? parts.get(meant.get(0)) : null;
        if (part != null) {
            part.look(element, faults);
        }
        if (!news.hasRoom()) {
            return "";
        }
        remember(name);
        if (part != null) {
            inside.put(name, part);
            return "";
        }
        boolean isNew = meant.isEmpty() && !fields.hasInSnakeCase(name.local());
        String added = isNew ? texts.name(news.add(path + new Step.Field(name.toString()))) : "";
        elements.put(name, added);
        return added;
    }

    private void remember(XmlName name) {
        news.remember(name.prefix());
        news.remember(name.local());
    }
}
