package dev.waybill.local.demo;

import dev.waybill.local.states.Visit;
import dev.waybill.text.Counted;
import java.util.ArrayList;
import java.util.List;

/** The way through the state machine, in lines: each state with the time in it, where that is worth a mention. */
final class Way {
    private static final int WIDTH = 100;

    private Way() {}

    static List<String> lines(List<Visit> visits) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < visits.size(); i++) {
            String next = (i == 0 ? "" : "→ ") + text(visits.get(i));
            if (!line.isEmpty() && line.length() + 1 + next.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(next);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String text(Visit visit) {
        String time = visit.state() + (visit.millis() < 5 ? "" : " %.2fs".formatted(visit.millis() / 1000.0));
        String waited = visit.waitedMillis() >= 1000 ? " (+" + visit.waitedMillis() / 1000 + "s skipped)" : "";
        String retries = visit.retries() == 0 ? "" : ", " + Counted.of(visit.retries(), "retry", "retries");
        String error = visit.error().map(name -> ", FAILED: " + name).orElse("");
        return time + waited + retries + error;
    }
}
