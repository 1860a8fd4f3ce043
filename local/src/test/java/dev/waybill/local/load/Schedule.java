package dev.waybill.local.load;

import dev.waybill.batch.Hour;
import dev.waybill.contract.Target.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A contract, batches of it, and what happens to them in which order, all from one seed.
 *
 * @param events loads and undos; some of them at once
 */
record Schedule(Mode mode, List<ConvertedBatch> batches, List<List<Event>> events) {
    private static final int KEYS = 6;
    private static final List<String> TIMES = List.of("-", "08:00", "09:00");
    private static final List<String> ITEMS = List.of("pen", "ink", "cap", "-");

    /** A batch is loaded, once more perhaps, or taken back. */
    record Event(ConvertedBatch batch, boolean isUndo) {
        @Override
        public String toString() {
            return (isUndo ? "undo " : "load ") + batch.name();
        }
    }

    static Schedule of(long seed) {
        Random random = new Random(seed);
        Mode mode = random.nextInt(5) < 3 ? Mode.UPSERT : random.nextBoolean() ? Mode.APPEND : Mode.REFRESH;
        String yaml = contract("s" + seed, mode, random);
        List<ConvertedBatch> batches = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            Hour hour = Hour.of(2026, 11, 22, 10 + random.nextInt(3));
            ConvertedBatch batch = ConvertedBatch.of(yaml, hour, "b" + i, rows(mode, random));
            if (i > 0 && random.nextInt(3) == 0) {
                batch = batch.superseding(batches.get(random.nextInt(i)));
            }
            batches.add(batch);
        }
        return new Schedule(mode, batches, together(events(batches, random), random));
    }

    private static List<Event> events(List<ConvertedBatch> batches, Random random) {
        List<Event> events = new ArrayList<>();
        for (ConvertedBatch batch : batches) {
            events.add(new Event(batch, false));
            if (random.nextInt(3) == 0) {
                events.add(new Event(batch, false));
            }
            if (random.nextInt(3) == 0) {
                events.add(new Event(batch, true));
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** Most by itself, some two at once. */
    private static List<List<Event>> together(List<Event> events, Random random) {
        List<List<Event>> groups = new ArrayList<>();
        int i = 0;
        while (i < events.size()) {
            int size = Math.min(events.size() - i, random.nextInt(4) == 0 ? 2 : 1);
            groups.add(List.copyOf(events.subList(i, i + size)));
            i += size;
        }
        return groups;
    }

    private static String contract(String dataset, Mode mode, Random random) {
        String key = "";
        String sortkey = random.nextBoolean() ? "id" : "at";
        if (mode == Mode.UPSERT) {
            key = "key: [id]\n" + (random.nextInt(3) > 0 ? "newest: at\n" : "")
                    + (random.nextBoolean() ? "delete_when: item = 'gone'\n" : "");
        }
        return """
                dataset: %1$s
                source: { system: shop, format: csv, layout: yyyy/MM/dd/HH }
                columns:
                  id: integer
                  item: varchar(10)
                  at: timestamp
                %3$starget: { table: shop.%1$s, mode: %2$s, sortkey: [%4$s], undo: 7 days }
                """.formatted(dataset, mode.name().toLowerCase(Locale.ROOT), key, sortkey);
    }

    /** Of each key at most one, as a conversion leaves them; without a key, also some twice. */
    private static String[] rows(Mode mode, Random random) {
        List<String> rows = new ArrayList<>();
        for (int key = 1; key <= KEYS; key++) {
            String item = random.nextInt(4) == 0 ? "gone" : ITEMS.get(random.nextInt(ITEMS.size()));
            String row = key + " " + item + " " + TIMES.get(random.nextInt(TIMES.size()));
            if (random.nextInt(5) < 3) {
                rows.add(row);
            }
            if (mode != Mode.UPSERT && random.nextInt(8) == 0) {
                rows.add(row);
            }
        }
        return rows.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return batches.get(0).yaml() + batches + "\n" + events;
    }
}
