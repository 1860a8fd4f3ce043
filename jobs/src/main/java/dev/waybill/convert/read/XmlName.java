package dev.waybill.convert.read;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The name of an element or an attribute, as it is written: a prefix, empty if there is none, and a local name. */
record XmlName(String prefix, String local) {

    static XmlName of(@Nullable String prefix, String local) {
        return new XmlName(Objects.requireNonNullElse(prefix, ""), local);
    }

    /** Whether a contract means this name by {@code text}: the local name, whatever the prefix, or both. */
    boolean is(String text) {
        return text.endsWith(local)
                && (text.length() == local.length()
                        || (text.length() == prefix.length() + 1 + local.length()
                                && text.startsWith(prefix)
                                && text.charAt(prefix.length()) == ':'));
    }

    /** Whether this is one of {@code xsi:nil} and its kin, whose prefix {@link XmlRecordReader} leaves in the local name. */
    boolean isAboutItsElement() {
        return local.indexOf(':') >= 0;
    }

    @Override
    public String toString() {
        return prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
