package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path folder;

    private String home = "";
    private String contract = "";

    @BeforeEach
    void write() throws IOException {
        home = folder.resolve("home").toString();
        contract = Files.writeString(folder.resolve("orders.yaml"), """
                        dataset: orders
                        source: { system: shop, format: csv }
                        columns: { id: integer, item: varchar(10) }
                        key: id
                        target: { table: sales.orders }
                        """).toString();
    }

    @Test
    void withoutACommandItSaysHowToGoOn() {
        assertThat(Shell.run()).isEqualTo(new Ran(2, "", "waybill: Name a command\nTry 'waybill --help'\n"));
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        Ran ran = Shell.run("load", "--jsn", contract, ".");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("waybill: Unknown option: '--jsn'\nTry 'waybill load --help'\n");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : new String[] {"demo", "load", "sql", "plan", "undo", "redash"}) {
            Ran ran = Shell.run(command, "--help");
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).startsWith("Usage: waybill " + command);
        }
        assertThat(Shell.run("--help").out()).contains("demo", "load", "sql", "plan", "undo", "redash", "3 rejected");
        assertThat(Shell.run("--version").out()).matches("Waybill \\d+\\.\\d+\\.\\d+.*\n");
    }

    @Test
    void aContractThatIsNotThereIsWrongUsage() {
        assertThat(Shell.run("plan", "nowhere.yaml"))
                .isEqualTo(new Ran(2, "", "waybill: Cannot read the contract nowhere.yaml: there is no such file\n"));
    }

    @Test
    void allMistakesOfAContractAreShownAtOnce() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), """
                dataset: Orders
                source: { system: shop, format: csw }
                columns: { id: integr, item: varchar(10) }
                key: ids
                target: { table: sales.orders, distkey: sku }
                """);
        Ran ran = Shell.run("load", "--home", home, broken.toString(), folder.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("""
                waybill: Invalid contract %s: 5 mistakes
                  line 1: dataset: Invalid dataset name: 'Orders'. Use lower-case letters, digits and _, beginning with a letter, at most 50 characters
                  line 2: source.format: unknown value 'csw'. Did you mean csv?
                  line 3: columns.id: unknown type 'integr'. Did you mean integer?
                  line 4: key: there is no column 'ids'. Did you mean id?
                  line 5: target.distkey: there is no column 'sku'. Write one of id, item
                """.formatted(broken));
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsWrongUsage() {
        assertThat(Shell.run("load", "--home", home, contract, "nowhere"))
                .isEqualTo(new Ran(2, "", "waybill: Cannot load nowhere: there is no such folder\n"));
    }

    @Test
    void aFolderThatNamesNoHourIsWrongUsage() {
        Ran ran = Shell.run("load", "--home", home, contract, folder.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        "waybill: Cannot load " + folder + ": neither its path nor that of a folder below it ends in "
                                + "yyyy/MM/dd/HH, the contract's layout. Put the files into such a folder, such as 2026/11/22/10/\n");
    }

    @Test
    void askingAWarehouseThatIsNotThereSaysWhatToDo() {
        assertThat(Shell.run("sql", "--home", home, "SELECT 1"))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "waybill: Cannot ask the warehouse in " + home
                                + ": there is none yet. Load something first, or name another home with --home\n"));
    }

    @Test
    void jsonAndCsvTogetherAreWrongUsage() {
        Ran ran = Shell.run("sql", "--json", "--csv", "SELECT 1");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("mutually exclusive");
    }

    @Test
    void aHomeThatIsInUseNamesTheProcess() throws IOException {
        Path hour = Files.createDirectories(folder.resolve("2026/11/22/10"));
        Files.writeString(hour.resolve("a.csv"), "id,item\n1,pen\n");
        try (Home held = Home.open(Path.of(home))) {
            assertThat(Shell.run("load", "--home", home, contract, hour.toString())
                            .err())
                    .isEqualTo("waybill: Cannot use the home " + held.folder() + ": process "
                            + ProcessHandle.current().pid()
                            + " is using it. Wait for it to end, or name another with --home\n");
        }
    }

    @Test
    void theLogIsInTheHomeFromTheContractOn() {
        Shell.run("load", "--home", home, "nowhere.yaml", folder.toString());
        assertThat(System.getProperty("waybill.log")).isEqualTo(home + "/waybill.log");
    }

    @Test
    void aStackTraceIsShownOnDemandOnly() {
        assertThat(Shell.run("plan", "nowhere.yaml", "--debug").err())
                .startsWith("dev.waybill.local.cli.WrongUsageException: Cannot read the contract nowhere.yaml")
                .contains("\tat dev.waybill.local.cli.ContractFile.read(");
    }

    @Test
    void thePlanIsSqlThatOneCanRead() {
        Ran ran = Shell.run("plan", contract);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("CREATE TABLE IF NOT EXISTS \"sales\".\"orders\" (\n  \"id\" integer NOT NULL,\n")
                .contains("-- Take turns with other loads of this table\nLOCK \"waybill\".\"lock_orders_9070a83f\";\n");
    }
}
