package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.redash.WidgetFile.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grid of Redash's dashboards. It has 12 columns as of version 25.8, and had 6 before.
 *
 * @see <a href="https://github.com/getredash/redash/blob/v25.8.0/client/app/config/dashboard-grid-options.js">Its settings</a>
 */
record Grid(int columns) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");

    /** The grid of a version of Redash; of an unknown one, it is taken to be the newest. */
    static Grid of(String version) {
        Matcher matcher = VERSION.matcher(version);
        boolean old = matcher.matches()
                && 100 * Integer.parseInt(matcher.group(1)) + Integer.parseInt(matcher.group(2)) < 2508;
        return new Grid(old ? Place.COLUMNS / 2 : Place.COLUMNS);
    }

    ObjectNode position(Place place) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("autoHeight", false)
                .put("col", place.column() * columns / Place.COLUMNS)
                .put("row", place.row())
                .put("sizeX", place.width() * columns / Place.COLUMNS)
                .put("sizeY", place.height());
    }
}
