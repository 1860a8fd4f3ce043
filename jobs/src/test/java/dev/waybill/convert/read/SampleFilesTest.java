package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.type.Fault;
import dev.waybill.convert.type.RowTyper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real files that come with Waybill, by the contracts that come with it. */
class SampleFilesTest {
    private static final Path DATASETS = Path.of("../datasets");

    @ParameterizedTest
    @CsvSource({
        "birdstrikes, 2026/11/22/10/strikes.csv, BARKSDALE AIR FORCE BASE ARPT|T-38A|None|1990-01-08|MILITARY|Louisiana|Climb|Large|Turkey vulture|Day|0|0|0|300",
        "birdstrikes, 2026/11/22/11/strikes.csv.gz, 'MEMPHIS INTL|FOKKER F100|None|1996-07-04|AMERICAN AIRLINES|Tennessee|Approach|Medium|Unknown bird - medium|Night|0|0|0|130'",
        "earthquakes, 2018/02/04/00/earthquakes.json, 'uw61345682|0.61|37km NNE of Amboy, Washington|2018-01-31T01:49:59.650Z|2018-01-31T01:59:59.650Z|-122.197|46.2035|3.28'",
        "rates, 2026/11/20/15/rates.xml, AUD|2026-11-20|0.562500|0.564500|1|2026-11-20T15:00:00Z|null",
    })
    void everyRecordIsRightAndTheFirstIs(String dataset, String file, String first)
            throws IOException, FileFaultException {
        Path yaml = DATASETS.resolve(dataset + ".yaml");
        Contract contract = ContractParser.parse(Files.readAllBytes(yaml), yaml.toString());
        List<String> rows =
                rows(contract, DATASETS.resolve("samples").resolve(dataset).resolve(file));
        assertThat(rows).hasSizeGreaterThan(19);
        assertThat(rows.get(0)).isEqualTo(first);
    }

    private static List<String> rows(Contract contract, Path file) throws IOException, FileFaultException {
        RowTyper typer = new RowTyper(contract);
        List<String> rows = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (RecordReader reader = RecordReaders.open(
                Files.newInputStream(file), file.getFileName().toString(), contract)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                faults.addAll(record.faults());
                @Nullable Object[] row = new Object[contract.columns().size()];
                typer.type(record.fields(), row, faults);
                rows.add(
                        String.join("|", Arrays.stream(row).map(String::valueOf).toList()));
            }
        }
        assertThat(faults).isEmpty();
        return rows;
    }
}
