package dev.waybill.local.demo;

import dev.waybill.local.warehouse.LocalWarehouse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables hold, in the form in which {@link Truth} says what they must. */
final class Tables {
    private final LocalWarehouse warehouse;

    Tables(LocalWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    Map<String, String> earthquakes() {
        return keyed("""
                SELECT id,
                       CAST(extract(epoch FROM updated_at) * 1000 AS bigint)::text || ' '
                         || coalesce(trim_scale(magnitude)::text, 'null')
                FROM seismic.earthquakes""");
    }

    long strikes() {
        return number("SELECT count(*) FROM wildlife.birdstrikes");
    }

    Map<String, String> rates() {
        return keyed("""
                SELECT currency || ' ' || rate_date::text,
                       CAST(extract(epoch FROM published_at) * 1000 AS bigint)::text || ' '
                         || trim_scale(bid)::text
                FROM treasury.rates""");
    }

    long ledgerRows(String batch) {
        return number("SELECT count(*) FROM waybill.batch WHERE batch_id = '" + batch + "'");
    }

    long brokenConversions() {
        return number("SELECT count(*) FROM waybill.batch WHERE read <> rejected + superseded + staged");
    }

    long brokenLoads() {
        return number("SELECT count(*) FROM waybill.batch WHERE staged <> stale + inserted + updated");
    }

    Map<String, String> earthquakesByDay() {
        return keyed("SELECT at::date::text, count(*)::text FROM seismic.earthquakes GROUP BY at::date");
    }

    Map<String, String> dailyActivity() {
        return keyed("SELECT day::text, earthquakes::text FROM seismic.daily_activity");
    }

    /** Of each dataset, the counts of all its batches. */
    List<List<String>> account() {
        return rows("""
                SELECT dataset, count(*), sum(read), sum(rejected), sum(superseded), sum(stale), sum(inserted), sum(updated)
                FROM waybill.batch
                GROUP BY dataset
                ORDER BY dataset""");
    }

    private long number(String sql) {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    private Map<String, String> keyed(String sql) {
        Map<String, String> keyed = new TreeMap<>();
        // A key that is there twice shows as such.
        rows(sql).forEach(row -> keyed.merge(row.get(0), row.get(1), (one, other) -> one + " and " + other));
        return keyed;
    }

    private List<List<String>> rows(String sql) {
        List<List<String>> rows = new ArrayList<>();
        try {
            warehouse.query(sql, result -> {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run " + sql + ": " + e.getMessage(), e);
        }
        return rows;
    }
}
