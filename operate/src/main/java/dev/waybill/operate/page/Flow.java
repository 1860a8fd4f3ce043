package dev.waybill.operate.page;

import java.util.List;

/**
 * The account of a batch as a picture: ribbons as thick as what flows through them, from the rows that were read to what became of
 * them. What is zero isn't drawn, and what is little is drawn thick enough to be seen.
 *
 * <p>Places across are shares of the picture's width, which is as wide as the page lets it be; places down are pixels.
 */
record Flow(List<Node> nodes, List<Ribbon> ribbons, int height) {
    /** For a name and a number below it. */
    static final double LABEL = 42;

    /**
     * A bar with its name and number at its right.
     *
     * @param column 0 is read, 1 what the conversion made of it, 2 what the load did
     */
    record Node(String name, long rows, int column, double y, double height) {
        /** {@code 36%}. */
        String x() {
            return column == 0 ? "0%" : column == 1 ? "36%" : "70%";
        }

        /** Where the label's first line stands: its two lines are beside the bar's middle, if they fit there. */
        double label() {
            return Math.max(y + height / 2, LABEL / 2) - 4;
        }
    }

    /**
     * A ribbon to a bar of the next column.
     *
     * @param name of the bar that it leads to
     * @param column of the bar that it comes from
     * @param path in a picture that is 100 wide and as high as the whole
     */
    record Ribbon(String name, int column, String path) {
        String x() {
            return column == 0 ? "0%" : "36%";
        }

        String width() {
            return column == 0 ? "36%" : "34%";
        }
    }

    Flow {
        nodes = List.copyOf(nodes);
        ribbons = List.copyOf(ribbons);
    }

    static Flow of(RowAccount account) {
        return new FlowDrawing(account).flow();
    }
}
