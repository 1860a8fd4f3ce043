package dev.waybill.local.redash;

/** Rules of names, as Redash has them. */
final class FileRules {
    private static final int LONGEST = 255;

    private FileRules() {}

    static void requireName(String field, String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new IllegalArgumentException(field + " is '" + name + "'. Write one without blanks around it");
        }
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    field + " has " + name.length() + " characters. Redash takes " + LONGEST);
        }
    }
}
