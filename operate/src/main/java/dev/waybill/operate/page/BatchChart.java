package dev.waybill.operate.page;

import dev.waybill.contract.DatasetName;
import dev.waybill.operate.AppliedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A dataset's batches over time: a bar for each, of the rows that it applied and, on top, those that it rejected.
 *
 * <p>Places across are shares of the picture's width, places down are pixels.
 *
 * @param batches the first one first
 * @param most rows of one batch, as high as the picture
 */
record BatchChart(DatasetName dataset, List<AppliedBatch> batches, List<Bar> bars, long most) {
    static final int HEIGHT = 120;

    /** Fewer batches leave room at the right rather than being wide. */
    private static final int FEWEST_PLACES = 16;

    private static final double THINNEST = 2;

    /** @param counts whether the batch wasn't taken back, nor corrected */
    record Bar(String x, String width, double applied, double rejected, boolean counts) {
        double appliedY() {
            return HEIGHT - applied;
        }

        double rejectedY() {
            return HEIGHT - applied - rejected;
        }
    }

    BatchChart {
        batches = List.copyOf(batches);
        bars = List.copyOf(bars);
    }

    /** @param batches of one dataset, the first one first, at least one */
    static BatchChart of(List<AppliedBatch> batches) {
        long most = batches.stream().mapToLong(BatchChart::rows).max().orElse(0);
        double place = 100.0 / Math.max(FEWEST_PLACES, batches.size());
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            AppliedBatch batch = batches.get(i);
            bars.add(new Bar(
                    share(i * place),
                    share(place * 0.75),
                    height(applied(batch), most),
                    height(batch.rejected(), most),
                    batch.counts()));
        }
        return new BatchChart(batches.get(0).dataset(), batches, bars, most);
    }

    static long applied(AppliedBatch batch) {
        return batch.inserted() + batch.updated() + batch.deleted();
    }

    private static long rows(AppliedBatch batch) {
        return applied(batch) + batch.rejected();
    }

    private static double height(long rows, long most) {
        return rows == 0 ? 0 : Math.max(THINNEST, rows * (HEIGHT - THINNEST) / (double) most);
    }

    private static String share(double percent) {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }
}
