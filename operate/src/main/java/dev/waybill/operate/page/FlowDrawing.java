package dev.waybill.operate.page;

import dev.waybill.operate.page.Flow.Node;
import dev.waybill.operate.page.Flow.Ribbon;
import dev.waybill.operate.page.RowAccount.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a {@link Flow} from top to bottom: in each column first what goes on or was applied, last what left early. */
final class FlowDrawing {
    /** As thick as all rows that were read. */
    private static final double WHOLE = 150;

    private static final double THINNEST = 2;
    private static final double GAP = 10;

    private final double scale;
    private final RowAccount account;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Ribbon> ribbons = new ArrayList<>();
    private double bottom;

    FlowDrawing(RowAccount account) {
        this.account = account;
        this.scale = WHOLE / Math.max(1, account.read());
    }

    Flow flow() {
        List<Part> afterRead = account.afterRead();
        List<Part> afterStaged = account.afterStaged();
        Node read = add("read", account.read(), 0, 0, afterRead);
        List<Node> middle = new ArrayList<>();
        if (account.staged() > 0) {
            Node staged = add("staged", account.staged(), 1, 0, afterStaged);
            middle.add(staged);
            connect(staged, stack(afterStaged, 2, 0));
        }
        // Below all that the staged rows became: no ribbon crosses them there.
        middle.addAll(stack(
                afterRead.stream().filter(part -> !part.name().equals("staged")).toList(), 1, bottom + GAP));
        connect(read, middle);
        return new Flow(nodes, ribbons, (int) Math.ceil(bottom + GAP));
    }

    private List<Node> stack(List<Part> parts, int column, double top) {
        List<Node> stack = new ArrayList<>();
        double y = top;
        for (Part part : parts) {
            double place = Math.max(thick(part.rows()), Flow.LABEL);
            stack.add(add(part.name(), part.rows(), column, y + (place - thick(part.rows())) / 2, List.of()));
            y += place + GAP;
        }
        bottom = Math.max(bottom, y - GAP);
        return stack;
    }

    private Node add(String name, long rows, int column, double y, List<Part> parts) {
        double out = parts.stream().mapToDouble(part -> thick(part.rows())).sum();
        Node node = new Node(name, rows, column, y, Math.max(thick(rows), out));
        nodes.add(node);
        bottom = Math.max(bottom, y + node.height());
        return node;
    }

    private void connect(Node from, List<Node> to) {
        double y = from.y();
        for (Node node : to) {
            double thick = thick(node.rows());
            ribbons.add(new Ribbon(node.name(), from.column(), path(y, node.y(), thick)));
            y += thick;
        }
    }

    private double thick(long rows) {
        return Math.max(THINNEST, rows * scale);
    }

    private static String path(double from, double to, double thick) {
        return String.format(
                Locale.ROOT,
                "M0 %1$.1f C50 %1$.1f 50 %2$.1f 100 %2$.1f V%4$.1f C50 %4$.1f 50 %3$.1f 0 %3$.1f Z",
                from,
                to,
                from + thick,
                to + thick);
    }
}
