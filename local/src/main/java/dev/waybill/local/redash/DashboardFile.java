package dev.waybill.local.redash;

import java.util.List;

/**
 * A dashboard as its file says it.
 *
 * @param name by which it is found in Redash
 */
public record DashboardFile(String name, List<WidgetFile> widgets) {
    private static final int LONGEST_NAME = 100;

    public DashboardFile {
        FileRules.requireName("name", name);
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name has " + name.length() + " characters. Redash takes 100");
        }
        if (widgets.stream().map(WidgetFile::key).distinct().count() < widgets.size()) {
            throw new IllegalArgumentException("two widgets show the same, or two texts have one id");
        }
    }
}
