package dev.waybill.freshness;

import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.TerminalException;
import dev.waybill.metrics.Metric;
import dev.waybill.metrics.MetricLog;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.FindMissing;
import dev.waybill.operate.Ledger;
import dev.waybill.operate.MissingDelivery;
import dev.waybill.operate.PublishedContracts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks which hours of the datasets with a cadence are late, as {@code waybill missing} does, counts them, and announces each once.
 * A dataset that can't be looked at hinders no other; the check fails at its end then. The requests are those of the days that it
 * looks at, whatever was loaded before.
 */
final class CheckFreshness {
    private static final Logger LOG = LoggerFactory.getLogger(CheckFreshness.class);

    /** As far as {@code waybill missing} looks, unless it is told otherwise. */
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    /** Of a dataset that never came, another hour is late at each check. That is one piece of news, remembered under this hour. */
    private static final SortedSet<Hour> NEVER =
            new TreeSet<>(Set.of(new Hour(LocalDateTime.of(1970, Month.JANUARY, 1, 0, 0))));

    private final PublishedContracts contracts;
    private final Ledger ledger;
    private final FindMissing missing;
    private final AnnouncedHours announced;
    private final SnsTopic topic;
    private final MetricLog metrics;
    private final InstantSource clock;

    CheckFreshness(Deployment deployment, SnsTopic topic, MetricLog metrics, InstantSource clock) {
        this.contracts = new PublishedContracts(deployment);
        this.ledger = new Ledger(deployment.warehouse());
        this.missing = new FindMissing(deployment);
        this.announced = new AnnouncedHours(deployment);
        this.topic = topic;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * One check.
     *
     * @throws dev.waybill.error.WaybillException that names each contract and each dataset that couldn't be looked at
     */
    Freshness run() {
        Instant now = clock.instant();
        PublishedContracts.Found found = contracts.all();
        List<Contract> watched = found.valid().stream()
                .filter(contract -> contract.cadence().isPresent())
                .toList();
        Map<DatasetName, AppliedBatch> newest = newest(watched);
        Unchecked unchecked = new Unchecked();
        found.problems().forEach(problem -> unchecked.add(new TerminalException(problem)));
        long late = 0;
        long told = 0;
        for (Contract contract : watched) {
            try {
                List<MissingDelivery> missed = late(contract, now);
                Optional<AppliedBatch> last = Optional.ofNullable(newest.get(contract.dataset()));
                count(contract, hours(missed).size(), last, now);
                late += hours(missed).size();
                told += announce(contract, missed, last, now);
            } catch (RuntimeException e) {
                unchecked.add(contract.dataset(), e);
            }
        }
        // A sum that lacks a dataset must not end an alarm.
        if (late > 0 || unchecked.isEmpty()) {
            metrics.total(Map.of(Metric.HOURS_LATE, late));
        }
        unchecked.throwIfAny();
        return new Freshness(watched.size(), late, told);
    }

    /** A serverless warehouse that nobody needs to ask sleeps on. */
    private Map<DatasetName, AppliedBatch> newest(List<Contract> watched) {
        return watched.isEmpty()
                ? Map.of()
                : ledger.latest().stream().collect(Collectors.toMap(AppliedBatch::dataset, Function.identity()));
    }

    private List<MissingDelivery> late(Contract contract, Instant now) {
        return missing.find(contract, now.minus(LOOK_BACK), now).stream()
                .filter(one -> one.isLate(now))
                .toList();
    }

    private static SortedSet<Hour> hours(List<MissingDelivery> missed) {
        return missed.stream().map(MissingDelivery::hour).collect(Collectors.toCollection(TreeSet::new));
    }

    private void count(Contract contract, long late, Optional<AppliedBatch> newest, Instant now) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        values.put(Metric.HOURS_LATE, late);
        newest.map(AppliedBatch::hour)
                .map(hour -> Duration.between(hour.instant(), now).toSeconds())
                .ifPresent(age -> values.put(Metric.NEWEST_HOUR_AGE, age));
        metrics.of(contract.dataset(), values);
    }

    /** How many hours were announced. */
    private int announce(Contract contract, List<MissingDelivery> missed, Optional<AppliedBatch> newest, Instant now) {
        boolean neverCame =
                newest.isEmpty() && missed.stream().allMatch(one -> one.kind() == MissingDelivery.Kind.ABSENT);
        SortedSet<Hour> late = hours(missed);
        List<Hour> news = announced.news(contract, neverCame && !late.isEmpty() ? NEVER : late);
        if (news.isEmpty()) {
            return 0;
        }
        List<MissingDelivery> told = missed.stream()
                .filter(one -> neverCame || news.contains(one.hour()))
                .toList();
        topic.announce(new LateHours(contract.dataset(), told));
        announced.remember(contract, news, now);
        LOG.info(
                "{} hours of {} are announced as late, the first is {}",
                news.size(),
                contract.dataset(),
                told.get(0).hour());
        return news.size();
    }
}
