package dev.waybill.local.demo;

import dev.waybill.local.demo.Samples.Dataset;
import dev.waybill.local.events.Announcement;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.BatchReport.Outcome;
import dev.waybill.local.pipeline.LoadFolder;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.SourceFolder;
import dev.waybill.local.states.Visit;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The tour: real files through the whole pipeline, with every promise checked against what the files hold. */
final class Tour {
    private final LocalPipeline pipeline;
    private final LoadFolder loads;
    private final CrashAfterCommit crash;
    private final TourPrinter printer;
    private final Tables tables;
    private final Dataset earthquakes;
    private final Dataset birdstrikes;
    private final Dataset rates;
    private final List<SourceFolder> quakeHours = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();

    Tour(LocalPipeline pipeline, Samples samples, CrashAfterCommit crash, TourPrinter printer) {
        this.pipeline = pipeline;
        this.loads = new LoadFolder(pipeline);
        this.crash = crash;
        this.printer = printer;
        this.tables = new Tables(pipeline.warehouse());
        this.earthquakes = samples.dataset("earthquakes");
        this.birdstrikes = samples.dataset("birdstrikes");
        this.rates = samples.dataset("rates");
    }

    /** Every promise of the tour, kept or not. */
    List<Promise> run() {
        for (Dataset dataset : List.of(earthquakes, birdstrikes, rates)) {
            pipeline.publish(dataset.contract(), dataset.yaml());
        }
        firstEarthquakes();
        firstStrikes();
        firstRates();
        increment();
        duplicate();
        late();
        fewBadRows();
        manyBadRows();
        crashAfterCommit();
        account();
        return promises;
    }

    private void firstEarthquakes() {
        printer.step(
                "Earthquakes: JSON, upsert", "Three hours of the USGS feed arrive; each manifest starts one batch.");
        List<BatchReport> reports = List.of(quakes("2018-02-04T00"), quakes("2018-02-06T00"), quakes("2018-02-07T00"));
        check(
                loaded(reports),
                Promise.sameRows(
                        "the table holds every earthquake of the files, each once and as it is there",
                        Truth.earthquakes(quakeHours),
                        tables.earthquakes()));
    }

    private void firstStrikes() {
        printer.step(
                "Wildlife strikes: CSV, append", "Two hours of the FAA's database arrive, one plain and one gzipped.");
        List<SourceFolder> hours = List.of(birdstrikes.hour("2026-11-22T10"), birdstrikes.hour("2026-11-22T11"));
        List<BatchReport> reports =
                hours.stream().map(hour -> load(birdstrikes, hour)).toList();
        check(loaded(reports), Promise.same("every row was appended", Truth.strikes(hours), tables.strikes()));
    }

    private void firstRates() {
        printer.step(
                "Exchange rates: XML, upsert", "Values are attributes and nested elements; dates are German ones.");
        SourceFolder hour = rates.hour("2026-11-20T15");
        BatchReport report = load(rates, hour);
        check(
                loaded(List.of(report)),
                Promise.sameRows("the table holds every rate of the file", Truth.rates(List.of(hour)), tables.rates()));
    }

    private void increment() {
        printer.step(
                "The next hour: revisions and new rows",
                "Only the new hour is read; what is there is not loaded again.");
        Set<String> before = Truth.earthquakes(quakeHours).keySet();
        BatchReport report = quakes("2018-02-07T01");
        Map<String, String> hour = Truth.earthquakes(List.of(earthquakes.hour("2018-02-07T01")));
        Set<String> known = new TreeSet<>(hour.keySet());
        known.retainAll(before);
        check(
                loaded(List.of(report)),
                Promise.same("what the table had was updated", (long) known.size(), load(report, LoadReceipt::updated)),
                Promise.same(
                        "what it had not was inserted",
                        (long) hour.size() - known.size(),
                        load(report, LoadReceipt::inserted)),
                Promise.sameRows(
                        "of each earthquake, the table holds the newest revision",
                        Truth.earthquakes(quakeHours),
                        tables.earthquakes()));
    }

    private void duplicate() {
        printer.step(
                "The same delivery, announced twice",
                "S3 announces at least once; the manifest of that hour arrives again.");
        int executions = pipeline.states().executionCount();
        Map<String, String> before = tables.earthquakes();
        BatchReport report = load(earthquakes, earthquakes.hour("2018-02-07T01"));
        check(
                Promise.same("it is known as the same batch", Outcome.ALREADY_LOADED, report.outcome()),
                Promise.same(
                        "no second execution was started",
                        executions,
                        pipeline.states().executionCount()),
                Promise.sameRows("the table is as it was", before, tables.earthquakes()));
    }

    private void late() {
        printer.step(
                "An older hour, delivered late",
                "It brings older revisions of known earthquakes, and five that nobody had.");
        Set<String> before = Truth.earthquakes(quakeHours).keySet();
        BatchReport report = quakes("2018-02-05T00");
        Set<String> hour = new TreeSet<>(
                Truth.earthquakes(List.of(earthquakes.hour("2018-02-05T00"))).keySet());
        long all = hour.size();
        hour.removeAll(before);
        check(
                loaded(List.of(report)),
                Promise.same("the older revisions are stale", all - hour.size(), load(report, LoadReceipt::stale)),
                Promise.same("the others were inserted", (long) hour.size(), load(report, LoadReceipt::inserted)),
                Promise.sameRows("no newer row was overwritten", Truth.earthquakes(quakeHours), tables.earthquakes()));
    }

    private void fewBadRows() {
        printer.step(
                "A file with a few bad rows",
                "The contract allows 1 %; the bad rows go to quarantine, each with its reasons.");
        SourceFolder hour = birdstrikes.hour("2026-11-22T12");
        long before = tables.strikes();
        BatchReport report = load(birdstrikes, hour);
        ConversionReceipt conversion = report.conversion().orElseThrow();
        printer.rejected(conversion.samples());
        check(
                loaded(List.of(report)),
                Promise.same("the good rows are in the table", before + Truth.strikes(List.of(hour)), tables.strikes()),
                Promise.same(
                        "the bad ones are in quarantine",
                        conversion.read() - Truth.strikes(List.of(hour)),
                        pipeline.countParquet(conversion.quarantine())));
    }

    private void manyBadRows() {
        printer.step(
                "A file with too many bad rows",
                "More than 1 % are bad: the whole batch is rejected, and somebody is told.");
        long before = tables.strikes();
        BatchReport report = load(birdstrikes, birdstrikes.hour("2026-11-22T13"));
        List<String> states = report.states().stream().map(Visit::state).toList();
        List<Announcement> told = pipeline.topic().published();
        String subject = told.get(told.size() - 1).subject();
        printer.say("     announced: " + subject);
        check(
                Promise.same("the batch is rejected", Outcome.REJECTED, report.outcome()),
                Promise.same("the table is as it was", before, tables.strikes()),
                Promise.that(
                        "it took the failure branch",
                        states.containsAll(List.of("PublishRejected", "AnnounceRejected", "BatchRejected"))
                                && !states.contains("LoadBatch"),
                        states),
                Promise.same("it was announced", "Waybill rejected birdstrikes 2026-11-22T13", subject));
    }

    private void crashAfterCommit() {
        printer.step(
                "A crash after the commit",
                "The warehouse commits, the job's machine goes down before it hears of it, and stays down.");
        List<SourceFolder> hours = List.of(rates.hour("2026-11-20T15"), rates.hour("2026-11-20T16"));
        crash.arm();
        BatchReport crashed = load(rates, hours.get(1));
        Map<String, String> committed = tables.rates();
        crash.repair();
        printer.say("");
        printer.say("   The machine is repaired, and the execution is redriven from the state that failed.");
        BatchReport redriven = redrive(crashed);
        check(
                Promise.same("the execution failed in place", Optional.of("LoadBatch"), lastState(crashed)),
                Promise.sameRows("yet the data was committed", Truth.rates(hours), committed),
                Promise.same("the rerun succeeded", Outcome.LOADED, redriven.outcome()),
                Promise.same(
                        "it found its batch in the ledger and did nothing",
                        Optional.of(true),
                        redriven.load().map(LoadReceipt::alreadyApplied)),
                Promise.sameRows("no row is there twice", Truth.rates(hours), tables.rates()),
                Promise.same(
                        "nor is the batch in the ledger",
                        1L,
                        tables.ledgerRows(redriven.batch().orElseThrow())));
    }

    private BatchReport redrive(BatchReport failed) {
        String arn = pipeline.states().executionArn(failed.execution().orElseThrow());
        pipeline.states().redriveExecution(request -> request.executionArn(arn));
        BatchReport report = loads.ended(arn);
        printer.batch(report);
        return report;
    }

    private void account() {
        printer.step("The account", "What the ledger says of all batches: every row that came in is accounted for.");
        printer.account(tables.account());
        check(
                Promise.same("read = rejected + superseded + staged, in every batch", 0L, tables.brokenConversions()),
                Promise.same("staged = stale + inserted + updated, in every batch", 0L, tables.brokenLoads()),
                Promise.sameRows(
                        "the materialized view agrees with its table",
                        tables.earthquakesByDay(),
                        tables.dailyActivity()));
    }

    private BatchReport quakes(String hour) {
        SourceFolder folder = earthquakes.hour(hour);
        quakeHours.add(folder);
        return load(earthquakes, folder);
    }

    private BatchReport load(Dataset dataset, SourceFolder folder) {
        BatchReport report = loads.load(folder, dataset.contract());
        printer.batch(report);
        return report;
    }

    private static long load(BatchReport report, ToLongFunction<LoadReceipt> count) {
        return report.load().map(count::applyAsLong).orElse(-1L);
    }

    private static Optional<String> lastState(BatchReport report) {
        return report.states().stream().reduce((first, second) -> second).map(Visit::state);
    }

    private static Promise loaded(List<BatchReport> reports) {
        return Promise.that(
                reports.size() == 1 ? "it is loaded and valid" : "all of them are loaded and valid",
                reports.stream().allMatch(report -> report.outcome() == Outcome.LOADED),
                reports.stream().map(BatchReport::outcome).toList());
    }

    private void check(Promise... made) {
        printer.promises(List.of(made));
        promises.addAll(List.of(made));
    }
}
