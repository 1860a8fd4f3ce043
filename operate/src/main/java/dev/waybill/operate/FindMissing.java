package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what was or should have been delivered and isn't in the table, by the contract's cadence, the source bucket, the receipts
 * and the ledger. The requests are those of the days that it looks at, whatever was loaded before.
 */
public final class FindMissing {
    private static final Duration DAY = Duration.ofDays(1);

    private final Ledger ledger;
    private final SourceFolders folders;
    private final StartedBatches started;
    private final JudgeHour judge;

    public FindMissing(Deployment deployment) {
        this.ledger = new Ledger(deployment.warehouse());
        this.folders = new SourceFolders(deployment);
        this.started = new StartedBatches(deployment);
        this.judge = new JudgeHour(deployment);
    }

    /**
     * What is missing of a dataset, the oldest first.
     *
     * @param from the hours that begin at this time or later, whole days
     * @param now hours that aren't over count if they were delivered
     */
    public List<MissingDelivery> find(Contract contract, Instant from, Instant now) {
        Instant start = from.truncatedTo(ChronoUnit.DAYS);
        Map<Hour, List<AppliedBatch>> applied = ledger.between(contract.dataset(), start, now.plus(DAY)).stream()
                .collect(Collectors.groupingBy(AppliedBatch::hour, TreeMap::new, Collectors.toList()));
        Map<Hour, SourceFolders.Folder> found = new TreeMap<>();
        Map<Hour, List<BatchId>> batches = new TreeMap<>();
        for (LocalDate day = day(start); !day.isAfter(day(now)); day = day.plusDays(1)) {
            found.putAll(folders.of(contract, day));
            batches.putAll(started.of(contract, day));
        }
        Set<Hour> hours = new TreeSet<>(found.keySet());
        hours.addAll(batches.keySet());
        hours.addAll(expected(contract, start, now, hours));
        List<MissingDelivery> missing = new ArrayList<>();
        for (Hour hour : hours) {
            HourLook look = new HourLook(
                    contract,
                    hour,
                    Optional.ofNullable(found.get(hour)),
                    batches.getOrDefault(hour, List.of()),
                    applied.getOrDefault(hour, List.of()),
                    now);
            missing.addAll(judge.missing(look));
        }
        return missing;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Before its first hour, nothing is expected of a dataset. */
    private List<Hour> expected(Contract contract, Instant from, Instant now, Set<Hour> seen) {
        if (contract.cadence().isEmpty()) {
            return List.of();
        }
        Optional<Hour> first =
                ledger.firstHour(contract.dataset()).or(() -> seen.stream().findFirst());
        Instant begin = first.map(Hour::instant).filter(from::isBefore).orElse(from);
        List<Hour> due = contract.cadence()
                .get()
                .hours(begin, now)
                .filter(hour -> contract.cadence().get().due(hour).isBefore(now))
                .toList();
        // Of one that never came, not each hour of the week is news.
        return first.isPresent() || due.isEmpty() ? due : due.subList(due.size() - 1, due.size());
    }
}
