package dev.waybill.operate.page;

import java.util.List;
import java.util.Locale;

/**
 * The state machine as a picture: the way of a loaded batch down the left, what branches off it down the right, and which of it an
 * execution took.
 *
 * <p>Places across are lengths of CSS, shares of the picture's width mostly; places down are pixels.
 */
record StateDiagram(List<Box> boxes, List<Edge> edges, int height) {
    static final int BOX_HEIGHT = 42;
    private static final int PITCH = 56;

    /** How an execution met a state. */
    enum Met {
        NOT,
        PASSED,
        RUNNING,
        FAILED;

        /** The name of its class in the style sheet. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which side of the picture. */
    enum Side {
        MAIN,
        BRANCH
    }

    /**
     * A state.
     *
     * @param details such as {@code 0.95 s, 2 retries}; empty if there is nothing to say
     */
    record Box(String state, boolean choice, Side side, int row, Met met, String details) {
        String x() {
            return side == Side.MAIN ? "5%" : "56%";
        }

        String textX() {
            return side == Side.MAIN ? "7%" : "58%";
        }

        int y() {
            return top(row);
        }

        int middle() {
            return StateDiagram.middle(row);
        }
    }

    /** From a state to one that may follow it: lines, the last of which has an arrow's head. */
    record Edge(String from, String to, boolean taken, List<Line> lines) {
        Edge {
            lines = List.copyOf(lines);
        }
    }

    /** A straight line, down or across. */
    record Line(String x1, int y1, String x2, int y2, boolean last) {}

    StateDiagram {
        boxes = List.copyOf(boxes);
        edges = List.copyOf(edges);
    }

    static int top(int row) {
        return row * PITCH + 2;
    }

    static int middle(int row) {
        return top(row) + BOX_HEIGHT / 2;
    }

    static int bottom(int row) {
        return top(row) + BOX_HEIGHT;
    }
}
