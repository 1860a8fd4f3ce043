package dev.waybill.local.redash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardFilesReaderTest {
    @TempDir
    Path folder;

    @Test
    void theDashboardsOfThisProjectAreRead() {
        DashboardFiles files = DashboardFilesReader.read(Path.of("../dashboards/redash"));
        assertThat(files.dashboards()).containsOnlyKeys("loads", "samples");
        assertThat(files.only(List.of("samples")).queries())
                .containsOnlyKeys(
                        "birdstrikes_by_phase", "earthquakes_per_day", "latest_rates", "strongest_earthquakes");
        assertThat(files.queries().values())
                .allSatisfy(query -> assertThat(query.name()).startsWith("Waybill"));
    }

    @Test
    void allMistakesAreSaidAtOnce() throws IOException {
        Files.createDirectories(folder.resolve("queries"));
        write("a.yaml", "{ name: A, widgets: [{ text: x, at: { column: 0, row: 0, width: 2, height: 1 } }] }");
        write("b.yaml", "{ name: B, widgets: [], widgits: [] }");
        write("c.yaml", "{ name: C, widgets: [{ id: x, text: x, at: { column: 1, row: 0, width: 2, height: 1 } }] }");
        write("d.yaml", "name: [");
        write("queries/e.yaml", "name: E");
        write("queries/f.sql", "SELECT 1");
        write("queries/f.yaml", "{ name: F, description: f, every: often, visualizations: [] }");
        assertThatThrownBy(() -> DashboardFilesReader.read(folder)).hasMessage("""
                Invalid dashboards in %s:
                  a.yaml: widgets[0]: a widget has either query and visualization, or text and id
                  b.yaml: widgits is an unknown field
                  c.yaml: widgets[0].at: a widget's column and width are even, and it ends at the 12th column at most
                  d.yaml: no YAML: line 1, column 8: while parsing a flow node
                  queries/e.sql: there is no such file, but a YAML file of that name
                  queries/f.yaml: every: Invalid age: 'often'. Write a number of minutes, hours or days, such as 2 hours""".formatted(folder));
    }

    @Test
    void whatAWidgetShowsMustBeThere() throws IOException {
        Files.createDirectories(folder.resolve("queries"));
        write("a.yaml", """
                name: A
                widgets:
                  - { query: q, visualization: V, at: { column: 0, row: 0, width: 2, height: 1 } }
                  - { query: r, visualization: V, at: { column: 0, row: 0, width: 2, height: 1 } }
                """);
        write("queries/q.yaml", "{ name: Q, description: q, visualizations: [] }");
        write("queries/q.sql", "SELECT 1");
        assertThatThrownBy(() -> DashboardFilesReader.read(folder)).hasMessage("""
                Invalid dashboards in %s:
                  a.yaml: widget q/V: there is no visualization 'V' in queries/q.yaml
                  a.yaml: widget r/V: there is no queries/r.yaml""".formatted(folder));
    }

    @Test
    void aDashboardThatIsNotThereIsSaid() {
        DashboardFiles files = DashboardFilesReader.read(Path.of("../dashboards/redash"));
        assertThatThrownBy(() -> files.only(List.of("load")))
                .hasMessage("There is no dashboard load. There are: loads, samples");
    }

    @Test
    void aFolderWithoutDashboardsIsSaid() {
        assertThatThrownBy(() -> DashboardFilesReader.read(folder))
                .hasMessage("Cannot find dashboards in " + folder
                        + ": it has no folder 'queries'. Name the folder of the dashboards with --folder");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
