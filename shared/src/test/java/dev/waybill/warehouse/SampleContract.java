package dev.waybill.warehouse;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contracts that the SQL of this package is made from in tests. */
final class SampleContract {
    private SampleContract() {}

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

    static Contract of(String name, String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), name + ".yaml");
    }
}
