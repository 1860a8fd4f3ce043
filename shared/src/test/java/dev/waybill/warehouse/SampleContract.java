package dev.waybill.warehouse;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The contracts that the SQL of this package is made from in tests. */
final class SampleContract {
    private SampleContract() {}

    /** All of them. */
    static List<Contract> all() throws IOException {
        return List.of(
                of("earthquakes"), of("birdstrikes"), of("rates"), refreshed(), nested(), deleting(), deletingByFlag());
    }

    /** One that comes with Waybill. */
    static Contract of(String dataset) throws IOException {
        Path file = Path.of("../datasets", dataset + ".yaml");
        return ContractParser.parse(Files.readAllBytes(file), file.toString());
    }

    /** A batch is the whole table; its view exists already. */
    static Contract refreshed() {
        return of("countries", """
                dataset: countries
                source: { system: crm, format: csv, layout: yyyy/MM/dd }
                columns:
                  code: { type: char(2), required: true }
                  name: varchar(64)
                  since: date
                key: code
                target: { table: crm.countries, mode: refresh }
                refresh: [crm.country_names]
                """);
    }

    /** Whole sub-documents. */
    static Contract nested() {
        return of("events", """
                dataset: events
                source: { system: app, format: json }
                columns:
                  id: bigint
                  payload: { from: properties, type: super, required: true }
                  tags: super
                key: id
                target: { table: app.events }
                """);
    }

    /** Rows that delete their keys, by one of two texts; the table's distribution and order are others than the tombstones'. */
    static Contract deleting() {
        return of("stock", """
                dataset: stock
                source: { system: shop, format: csv }
                columns:
                  shop: varchar(8)
                  item: integer
                  pieces: integer
                  op: { type: varchar(8), required: true }
                  changed_at: timestamp
                key: [shop, item]
                newest: changed_at
                delete_when: op in ('D', 'it''s')
                target: { table: shop.stock, distkey: item, sortkey: [pieces] }
                """);
    }

    /** Rows that delete their keys, by a boolean; the later hour wins. */
    static Contract deletingByFlag() {
        return of("prices", """
                dataset: prices
                source: { system: shop, format: csv }
                columns: { item: integer, price: "decimal(9,2)", gone: boolean }
                key: item
                delete_when: gone = true
                target: { table: shop.prices, distkey: price }
                """);
    }

    /** Every kind of check; its key has a text and a boolean. */
    static Contract checked() {
        return of("orders", """
                dataset: orders
                source: { system: shop, format: csv }
                columns:
                  number: varchar(200)
                  gift: boolean
                  customer: bigint
                  country: char(2)
                  status: varchar(10)
                  weight: real
                  ordered: date
                  changed: { type: timestamp, zone: Europe/Berlin }
                  seen: timestamptz
                key: [number, gift]
                target: { table: sales.orders }
                quality:
                  checks:
                    - { not_null: customer, at_least: 99.5% }
                    - { unique: [customer, ordered] }
                    - { range: { column: weight, min: 0.1, max: 1e3 } }
                    - { range: { column: ordered, min: 2020-01-01 } }
                    - { range: { column: changed, max: "2026-12-31T00:00:00" } }
                    - { range: { column: seen, min: 2020-01-01T00:00:00Z } }
                    - { allowed: { column: status, values: [new, "it's", 'C:\\dir'] } }
                    - { allowed: { column: weight, values: [1, 2.5] } }
                    - { allowed: { column: ordered, values: [2026-11-22] } }
                    - { pattern: { column: number, matches: '^[[:alpha:]]{2}-\\d+''$' } }
                    - { pattern: { column: country, matches: '^[A-Z]{2}$' } }
                    - { foreign_key: { columns: customer, references: crm.customers, to: id } }
                    - { foreign_key: { columns: [country, status], references: crm.states } }
                    - { freshness: { column: changed, within: 2 hours } }
                    - { freshness: { column: ordered, within: 1 day } }
                    - { freshness: { column: seen, within: 30 minutes } }
                    - { row_count: { last: 10, within: 50% } }
                    - { sql: "SELECT count(*) = 0 FROM sales.orders WHERE status = ':p' -- none", name: no colons }
                """);
    }

    static Contract of(String name, String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), name + ".yaml");
    }
}
