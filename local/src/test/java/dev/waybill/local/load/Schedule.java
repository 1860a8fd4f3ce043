package dev.waybill.local.load;

import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.Target.Mode;
import dev.waybill.contract.UndoTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A contract, batches of it, and what happens to them in which order, all from one seed.
 *
 * @param byStateMachine whether batches are loaded, validated and announced by the deployed state machine
 * @param events loads and undos; some of them at once
 */
record Schedule(boolean byStateMachine, List<ConvertedBatch> batches, List<List<Event>> events) {
    private static final int IDS = 6;
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
        Contract contract = ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "contract");
        boolean keepsVersions = !contract.target().undo().equals(UndoTime.OFF);
        List<ConvertedBatch> batches = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            Hour hour = Hour.of(2026, 11, 22, 10 + random.nextInt(3));
            ConvertedBatch batch = ConvertedBatch.of(yaml, hour, "b" + i, rows(contract, random));
            // Without versions, what a correction restores depends on the order.
            if (i > 0 && keepsVersions && random.nextInt(3) == 0) {
                batch = batch.superseding(batches.get(random.nextInt(i)));
            }
            batches.add(batch);
        }
        return new Schedule(random.nextInt(4) == 0, batches, together(events(batches, random), random));
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
            boolean wide = random.nextInt(4) == 0;
            key = (wide ? "key: [id, item]\n" : "key: [id]\n")
                    + (random.nextInt(3) > 0 ? "newest: at\n" : "")
                    + (!wide && random.nextBoolean() ? "delete_when: item = 'gone'\n" : "");
        }
        return """
                dataset: %1$s
                source: { system: shop, format: csv, layout: yyyy/MM/dd/HH }
                columns:
                  id: integer
                  item: varchar(10)
                  at: timestamp
                %3$starget: { table: shop.%1$s, mode: %2$s, sortkey: [%4$s], undo: %5$s }
                """.formatted(
                dataset, mode.name().toLowerCase(Locale.ROOT), key, sortkey, random.nextInt(6) == 0 ? "off" : "7 days");
    }

    /** Of each key at most one, as a conversion leaves them; without a key, also some twice. */
    private static String[] rows(Contract contract, Random random) {
        boolean wide = contract.key().contains("item");
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= IDS; id++) {
            for (String item : wide ? List.of("pen", "ink") : List.of(item(random))) {
                String row = id + " " + item + " " + TIMES.get(random.nextInt(TIMES.size()));
                if (random.nextInt(5) < 3) {
                    rows.add(row);
                }
                if (contract.key().isEmpty() && random.nextInt(8) == 0) {
                    rows.add(row);
                }
            }
        }
        return rows.toArray(String[]::new);
    }

    private static String item(Random random) {
        return random.nextInt(4) == 0 ? "gone" : ITEMS.get(random.nextInt(ITEMS.size()));
    }

    Contract contract() {
        return batches.get(0).contract();
    }

    @Override
    public String toString() {
        return batches.get(0).yaml() + batches + "\n" + events + (byStateMachine ? "\nby the state machine" : "");
    }
}
