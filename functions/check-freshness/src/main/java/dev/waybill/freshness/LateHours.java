package dev.waybill.freshness;

import dev.waybill.contract.DatasetName;
import dev.waybill.operate.Commands;
import dev.waybill.operate.MissingDelivery;
import dev.waybill.warehouse.RowValues;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is told of a dataset's hours, in one message however many they are.
 *
 * @param late what is missing of them, the oldest first, at least one
 */
record LateHours(DatasetName dataset, List<MissingDelivery> late) {
    /** Who lacks more hours than that asks for all of them. */
    private static final int TOLD = 5;

    private static final int LONGEST_SENTENCE = 500;

    LateHours {
        late = List.copyOf(late);
    }

    /** ASCII of less than 100 characters, as SNS wants it: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
    String subject() {
        long hours = hours();
        return hours == 1
                ? "Waybill misses " + dataset + " " + late.get(0).hour()
                : "Waybill misses " + hours + " hours of " + dataset;
    }

    String message(Commands commands) {
        String told = late.stream().limit(TOLD).map(LateHours::told).collect(Collectors.joining("\n\n"));
        long more = hours()
                - late.stream()
                        .limit(TOLD)
                        .map(MissingDelivery::hour)
                        .distinct()
                        .count();
        String rest = more == 0 ? "" : "%n%nAnd %,d more.".formatted(more);
        return told + rest + "\n\nAll that is missing: " + commands.of("missing", dataset);
    }

    private long hours() {
        return late.stream().map(MissingDelivery::hour).distinct().count();
    }

    private static String told(MissingDelivery one) {
        String due = one.due().map(time -> ", due at " + time).orElse("");
        // What a warehouse or Spark says of a failure may quote a row.
        String what = RowValues.masked(one.what().lines().findFirst().orElse(""));
        String sentence = what.length() > LONGEST_SENTENCE ? what.substring(0, LONGEST_SENTENCE) + "…" : what;
        return one.dataset() + " " + one.hour() + " is late" + due + ": " + sentence + "\n" + one.action();
    }
}
