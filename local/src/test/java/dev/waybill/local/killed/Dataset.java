package dev.waybill.local.killed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A contract and what was delivered for it, a text a file, two files an hour.
 *
 * @param hours of one day, the first at 10 o'clock
 */
record Dataset(String name, String contract, List<List<String>> hours) {
    /** The newest row of a key, with a rejected row and views that are brought up to date. */
    static final Dataset UPSERT = new Dataset("orders", """
            dataset: orders
            source: { system: shop, format: csv }
            columns:
              id:      integer
              item:    varchar(10)
              price:   { type: "decimal(6,2)" }
              changed: timestamp
            key: id
            newest: changed
            target: { table: sales.orders }
            refresh:
              - { view: sales.prices, as: "SELECT item, sum(price) AS total FROM sales.orders GROUP BY item" }
              - { table: sales.counts, as: "SELECT item, count(*) AS orders FROM sales.orders GROUP BY item" }
            quality:
              max_rejected: 50%
              checks:
                - { range: { column: price, min: 0 } }
            """, List.of(List.of("""
                            id,item,price,changed
                            1,pen,1.50,2026-11-22 08:00:00
                            2,ink,2.00,2026-11-22 08:00:00
                            1,pen,1.25,2026-11-22 07:00:00
                            """, """
                            id,item,price,changed
                            3,cap,0.25,2026-11-22 09:30:00
                            x,cap,0.25,2026-11-22 09:30:00
                            """), List.of("""
                            id,item,price,changed
                            1,pen,1.75,2026-11-22 10:00:00
                            4,lid,4.00,2026-11-22 10:00:00
                            """, """
                            id,item,price,changed
                            2,ink,2.50,2026-11-22 10:30:00
                            3,cap,0.20,2026-11-22 09:00:00
                            """)));

    /** Rows without a key: applied twice, they would be there twice. */
    static final Dataset APPEND = new Dataset(
            "visits",
            """
            dataset: visits
            source: { system: shop, format: csv }
            columns: { page: varchar(10), seconds: integer }
            target: { table: web.visits, mode: append }
            """,
            List.of(
                    List.of("page,seconds\nhome,3\nhome,3\ncart,40\n", "page,seconds\nhelp,7\n"),
                    List.of("page,seconds\nhome,3\n", "page,seconds\ncart,41\nhelp,7\n")));

    /** Rows that delete their keys. */
    static final Dataset DELETES = new Dataset("clients", """
            dataset: clients
            source: { system: shop, format: csv }
            columns: { op: char(1), id: integer, name: varchar(10), changed: timestamp }
            key: id
            newest: changed
            delete_when: op = 'D'
            target: { table: sales.clients }
            """, List.of(List.of("""
                            op,id,name,changed
                            I,1,Ada,2026-11-22 08:00:00
                            I,2,Bob,2026-11-22 08:00:00
                            """, """
                            op,id,name,changed
                            I,3,Cyd,2026-11-22 08:00:00
                            D,4,,2026-11-22 09:00:00
                            """), List.of("""
                            op,id,name,changed
                            D,1,,2026-11-22 10:00:00
                            U,2,Bea,2026-11-22 10:00:00
                            """, """
                            op,id,name,changed
                            I,4,Dan,2026-11-22 08:30:00
                            D,9,,2026-11-22 10:00:00
                            """)));

    static final List<Dataset> ALL = List.of(UPSERT, APPEND, DELETES);

    /** Writes contract and folders. */
    void write(Path folder) throws IOException {
        Files.writeString(contractIn(folder), contract);
        for (int i = 0; i < hours.size(); i++) {
            Path hour = Files.createDirectories(filesIn(folder).resolve("2026/11/22/" + (10 + i)));
            for (int j = 0; j < hours.get(i).size(); j++) {
                Files.writeString(
                        hour.resolve("part-" + j + ".csv"), hours.get(i).get(j));
            }
        }
    }

    Path contractIn(Path folder) {
        return folder.resolve(name + ".yaml");
    }

    Path filesIn(Path folder) {
        return folder.resolve(name);
    }
}
