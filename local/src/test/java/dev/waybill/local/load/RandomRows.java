package dev.waybill.local.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of few keys and few times, and rows that delete their keys. */
final class RandomRows {
    private static final int KEYS = 12;
    private static final List<String> TIMES = List.of("-", "08:00", "09:00");

    private RandomRows() {}

    /** Of each key at most one, as a conversion leaves them. */
    static List<String> of(int batch, Random random) {
        List<String> rows = new ArrayList<>();
        for (int key = 1; key <= KEYS; key++) {
            String time = TIMES.get(random.nextInt(TIMES.size()));
            switch (random.nextInt(3)) {
                case 0 -> rows.add(key + " gone " + time);
                case 1 -> rows.add(key + " item" + batch + " " + time);
                default -> {}
            }
        }
        return rows;
    }
}
