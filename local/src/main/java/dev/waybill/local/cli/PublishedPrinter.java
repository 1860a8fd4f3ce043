package dev.waybill.local.cli;

import dev.waybill.local.redash.Change;
import dev.waybill.local.redash.PublishDashboards;
import dev.waybill.local.redash.Published;
import dev.waybill.local.redash.RedashUrl;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** Prints what was published, each thing as soon as it is. */
final class PublishedPrinter {
    private final PrintWriter out;
    private final boolean json;
    private final boolean dryRun;
    private final Map<Change, Integer> counts = new EnumMap<>(Change.class);

    PublishedPrinter(PrintWriter out, boolean json, boolean dryRun) {
        this.out = out;
        this.json = json;
        this.dryRun = dryRun;
    }

    void begin(RedashUrl url, PublishDashboards publish) {
        if (!json) {
            out.println("Redash " + publish.version() + " at " + url + ", as " + publish.user());
        }
    }

    void print(Published one) {
        counts.merge(one.change(), 1, Integer::sum);
        out.println(json ? ReceiptJson.write(one) : line(one));
        out.flush();
    }

    private String line(Published one) {
        String line = "  %-11s  %-50s  %-9s".formatted(one.kind(), one.name(), one.change());
        return one.kind().equals("dashboard") && one.change() != Change.LEFT
                ? line + "  " + one.url()
                : line.stripTrailing();
    }

    void end() {
        if (json) {
            return;
        }
        out.println("%d created, %d updated, %d unchanged"
                .formatted(count(Change.CREATED), count(Change.UPDATED), count(Change.UNCHANGED)));
        if (count(Change.LEFT) > 0) {
            out.println(
                    "What is left was published before, and the files don't have it any more. Archive it in Redash if nobody needs it.");
        }
        if (dryRun) {
            out.println("This was a dry run: nothing was written.");
        }
    }

    private int count(Change change) {
        return counts.getOrDefault(change, 0);
    }
}
