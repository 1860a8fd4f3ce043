package dev.waybill.local.redash;

import java.util.Optional;

/**
 * A widget as its dashboard's file says it: a visualization of a query, or a text with an id.
 *
 * @param at its place on the grid
 */
public record WidgetFile(
        Optional<String> query, Optional<String> visualization, Optional<String> text, Optional<String> id, Place at) {

    public WidgetFile {
        boolean shows = query.isPresent() && visualization.isPresent() && text.isEmpty() && id.isEmpty();
        boolean says = query.isEmpty() && visualization.isEmpty() && text.isPresent() && id.isPresent();
        if (shows == says) {
            throw new IllegalArgumentException("a widget has either query and visualization, or text and id");
        }
    }

    /** What tells it from the other widgets of its dashboard. */
    String key() {
        return id.orElseGet(() -> query.orElseThrow() + "/" + visualization.orElseThrow());
    }

    /**
     * A place on a grid of 12 columns; rows are 50 pixels high.
     *
     * @param column an even number, as is the width: up to version 25.1, Redash's grid has 6 columns
     */
    public record Place(int column, int row, int width, int height) {
        static final int COLUMNS = 12;

        public Place {
            boolean fits = column >= 0 && row >= 0 && width > 0 && height > 0 && column + width <= COLUMNS;
            if (!fits || column % 2 != 0 || width % 2 != 0) {
                throw new IllegalArgumentException(
                        "a widget's column and width are even, and it ends at the 12th column at most");
            }
        }
    }
}
