package dev.waybill.local.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The warehouse as a process: it starts, stops, is killed, and keeps what it has. One home, because a first start is slow. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalWarehouseIT {
    @TempDir
    static Path home;

    @Test
    @Order(1)
    void tablesAreThereAfterARestart() throws SQLException {
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            execute(warehouse, "CREATE TABLE kept (id integer, name varchar(3))");
            execute(warehouse, "INSERT INTO kept VALUES (1, 'one')");
        }
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThat(rows(warehouse, "SELECT id, name FROM kept")).containsExactly("1|one");
        }
    }

    @Test
    @Order(2)
    void theServerThatAKilledOwnerLeavesIsReplacedAndNothingCommittedIsLost() throws Exception {
        try (WarehouseProcess owner = WarehouseProcess.start(home);
                Connection connection = DriverManager.getConnection(owner.awaitUrl())) {
            execute(connection, "INSERT INTO kept VALUES (2, 'two')");
            owner.kill();
        }
        assertThat(home.resolve("data/postmaster.pid")).exists();
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThat(rows(warehouse, "SELECT id FROM kept ORDER BY id")).containsExactly("1", "2");
        }
    }

    @Test
    @Order(3)
    void aPidFileOfAStrangerDoesNotBlock() throws SQLException, IOException {
        String pid = String.valueOf(ProcessHandle.current().pid());
        Files.writeString(home.resolve("data/postmaster.pid"), pid + "\n" + home.resolve("data") + "\n");
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThat(rows(warehouse, "SELECT count(*) FROM kept")).containsExactly("2");
        }
    }

    @Test
    @Order(4)
    void aFolderIsHeldByOneAtATime() throws SQLException {
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThatThrownBy(() -> LocalWarehouse.start(home))
                    .isInstanceOf(TerminalException.class)
                    .hasMessage("Cannot start the warehouse on " + home + ": process "
                            + ProcessHandle.current().pid() + " holds it. End that process, or use another home");
            assertThat(rows(warehouse, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    @Order(4)
    void aFileThatItCannotStartWithoutIsNamedWithWhatToDo() throws IOException {
        Path version = home.resolve("data/PG_VERSION");
        Path password = home.resolve("password");
        assertRefused(
                version,
                "",
                version + " is damaged: it should be there, and have PostgreSQL's version."
                        + " Put a copy of the home in its place, or delete the home and load everything again");
        assertRefused(
                password,
                "\n",
                password + " should be there, and have the password of the database."
                        + " Put a copy of it in its place, or delete the home and load everything again");
    }

    @Test
    @Order(4)
    void aHomeOfAnotherPostgresqlIsRefusedBeforeAnythingStarts() throws IOException, SQLException {
        Path version = home.resolve("data/PG_VERSION");
        String good = Files.readString(version);
        Files.writeString(version, "9\n");
        assertThatThrownBy(() -> LocalWarehouse.start(home))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot start the warehouse on " + home + ": it is of PostgreSQL 9, and this Waybill brings "
                                + "PostgreSQL " + PostgresVersion.brought() + ", which can't read it. "
                                + "Use the Waybill that made this home, or name a new home with --home and load everything again: "
                                + "what was delivered last to each hour is in s3/buckets of this one");
        Files.writeString(version, good);
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThat(rows(warehouse, "SELECT split_part(current_setting('server_version'), '.', 1)"))
                    .containsExactly(PostgresVersion.brought());
        }
    }

    @Test
    @Order(4)
    void whyAServerEndedWhileItStartedIsSaidAsSoonAsItHasEnded() throws IOException, SQLException {
        Path control = home.resolve("data/global/pg_control");
        byte[] good = Files.readAllBytes(control);
        byte[] damaged = good.clone();
        damaged[32]++;
        Files.write(control, damaged);
        Throwable refused = catchThrowableOfType(TerminalException.class, () -> LocalWarehouse.start(home));
        Files.write(control, good);
        assertThat(refused)
                .hasMessageStartingWith(
                        "Cannot start the warehouse on " + home + ": PostgreSQL ended while it started. "
                                + "If its files are damaged, put a copy of the home in their place, or delete the home and load "
                                + "everything again. PostgreSQL says:\n  ")
                .hasMessageContaining("FATAL:  incorrect checksum in control file\n  ");
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThat(rows(warehouse, "SELECT count(*) FROM kept")).containsExactly("2");
        }
    }

    private void assertRefused(Path file, String damage, String message) throws IOException {
        String good = Files.readString(file);
        Files.writeString(file, damage);
        assertThatThrownBy(() -> LocalWarehouse.start(home))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot start the warehouse on " + home + ": " + message);
        Files.delete(file);
        assertThatThrownBy(() -> LocalWarehouse.start(home))
                .hasMessage("Cannot start the warehouse on " + home + ": " + message);
        Files.writeString(file, good);
    }

    @Test
    @Order(5)
    void anyPostgresqlClientCanAskAtTheUrlAndOnlyWithThePassword() throws SQLException {
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            try (Connection connection = DriverManager.getConnection(warehouse.jdbcUrl())) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThat(warehouse.url()).startsWith("postgresql://waybill:").endsWith("/dev");
            String guess = warehouse.jdbcUrl().replaceFirst("password=.*", "password=guess");
            assertThatThrownBy(() -> DriverManager.getConnection(guess))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("FATAL: password authentication failed for user \"waybill\"");
        }
    }

    @Test
    @Order(6)
    void aQueryCanOnlyRead() throws SQLException {
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            assertThatThrownBy(() -> rows(warehouse, "DELETE FROM kept"))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("ERROR: cannot execute DELETE in a read-only transaction");
            assertThatThrownBy(() -> rows(warehouse, "SELECT * FROM nowhere"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
        }
    }

    @Test
    @Order(6)
    void whatWasNeverAnalyzedIsJoinedByAHashAsInRedshift() throws SQLException {
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            execute(
                    warehouse,
                    "CREATE TABLE many AS SELECT n AS id, NULL::int AS later, NULL::date AS undone FROM generate_series(1, 10000) AS n");
            assertThat(
                            rows(
                                    warehouse,
                                    "EXPLAIN SELECT b.id FROM many AS b LEFT JOIN many AS l ON l.later = b.id AND l.undone IS NULL"))
                    .anyMatch(step -> step.contains("Hash"))
                    .noneMatch(step -> step.contains("Nested Loop"));
        }
    }

    @Test
    @Order(7)
    void theServerThatAKilledOwnerLeavesCanBeEndedForItsFolderToBeDeleted() throws Exception {
        String url;
        try (WarehouseProcess owner = WarehouseProcess.start(home)) {
            url = owner.awaitUrl();
            owner.kill();
        }
        DriverManager.getConnection(url).close();
        LocalWarehouse.endOrphan(home);
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }

    private static void execute(LocalWarehouse warehouse, String sql) throws SQLException {
        try (Connection connection = warehouse.connect()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(LocalWarehouse warehouse, String sql) throws SQLException {
        List<String> read = new ArrayList<>();
        warehouse.query(sql, rows -> {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                read.add(String.join("|", row));
            }
        });
        return read;
    }
}
