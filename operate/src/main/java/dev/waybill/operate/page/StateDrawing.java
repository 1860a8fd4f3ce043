package dev.waybill.operate.page;

import dev.waybill.operate.page.StateDiagram.Box;
import dev.waybill.operate.page.StateDiagram.Edge;
import dev.waybill.operate.page.StateDiagram.Line;
import dev.waybill.operate.page.StateDiagram.Met;
import dev.waybill.operate.page.StateDiagram.Side;
import dev.waybill.operate.page.StateMachine.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws a {@link StateDiagram}. */
final class StateDrawing {
    private final StateMachine machine;
    private final WayTaken taken;
    private final Map<String, Box> boxes = new LinkedHashMap<>();

    private StateDrawing(StateMachine machine, WayTaken taken) {
        this.machine = machine;
        this.taken = taken;
    }

    /** The state machine with the way that an execution took. States of the way that the machine hasn't are left out. */
    static StateDiagram of(StateMachine machine, WayTaken taken) {
        return new StateDrawing(machine, taken).draw();
    }

    private StateDiagram draw() {
        List<String> main = machine.mainWay();
        for (int row = 0; row < main.size(); row++) {
            place(main.get(row), Side.MAIN, row);
        }
        int free = 0;
        for (String state : machine.states().keySet()) {
            if (!boxes.containsKey(state)) {
                free = placeBranch(state, Math.max(free, lastRowBefore(state)));
            }
        }
        int rows = boxes.values().stream().mapToInt(Box::row).max().orElse(0) + 1;
        return new StateDiagram(List.copyOf(boxes.values()), edges(), StateDiagram.top(rows));
    }

    private int placeBranch(String first, int row) {
        String state = first;
        int next = row;
        while (!boxes.containsKey(state)) {
            place(state, Side.BRANCH, next++);
            List<String> following = machine.state(state).next();
            if (following.isEmpty()) {
                break;
            }
            state = following.get(0);
        }
        return next;
    }

    /** The lowest of the states that it may follow. */
    private int lastRowBefore(String state) {
        return boxes.values().stream()
                .filter(box -> machine.state(box.state()).next().contains(state))
                .mapToInt(Box::row)
                .max()
                .orElse(0);
    }

    private void place(String name, Side side, int row) {
        State state = machine.state(name);
        Optional<StateSummary> summary = taken.summary(name);
        Met met = summary.map(found -> met(state, found)).orElse(Met.NOT);
        boxes.put(
                name,
                new Box(
                        name,
                        state.isChoice(),
                        side,
                        row,
                        met,
                        summary.map(StateSummary::details).orElse("")));
    }

    private Met met(State state, StateSummary summary) {
        if (summary.goesOn()) {
            return Met.RUNNING;
        }
        return state.isFail() || taken.failedIn(state.name()) ? Met.FAILED : Met.PASSED;
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (State state : machine.states().values()) {
            for (String next : state.next()) {
                edges.add(new Edge(
                        state.name(), next, taken.went(state.name(), next), lines(box(state.name()), box(next))));
            }
        }
        // What was taken is drawn over what wasn't.
        edges.sort((a, b) -> Boolean.compare(a.taken(), b.taken()));
        return edges;
    }

    private Box box(String state) {
        return Optional.ofNullable(boxes.get(state)).orElseThrow();
    }

    private static List<Line> lines(Box from, Box to) {
        if (from.side() == to.side() && to.row() == from.row() + 1) {
            String x = from.side() == Side.MAIN ? "25%" : "76%";
            return List.of(new Line(x, StateDiagram.bottom(from.row()), x, to.y(), true));
        }
        if (from.side() == to.side()) {
            return around(from, to);
        }
        return across(from, to);
    }

    /** Back up, at the picture's edge. */
    private static List<Line> around(Box from, Box to) {
        return List.of(
                new Line("5%", from.middle(), "1%", from.middle(), false),
                new Line("1%", from.middle(), "1%", to.middle(), false),
                new Line("1%", to.middle(), "5%", to.middle(), true));
    }

    /** From the main way to a branch, down between the two. */
    private static List<Line> across(Box from, Box to) {
        if (from.row() == to.row()) {
            return List.of(new Line("46%", from.middle(), "56%", from.middle(), true));
        }
        return List.of(
                new Line("46%", from.middle(), "51%", from.middle(), false),
                new Line("51%", from.middle(), "51%", to.middle(), false),
                new Line("51%", to.middle(), "56%", to.middle(), true));
    }
}
