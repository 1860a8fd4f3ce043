package dev.waybill.convert;

import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.convert.PartitionAccount.Sample;
import dev.waybill.convert.read.FileDrift;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files that were read in parts: their parts' accounts, made one for each file. */
record PartedFiles(List<PartAccount> parts) {
    /** Whether a file must be read whole: see {@link dev.waybill.convert.read.ReadWholeException}. */
    boolean anyMustBeWhole() {
        return parts.stream().anyMatch(part -> !part.count().fault().isEmpty());
    }

    /** An account in which each file is as if one task had read it; a file that lacks a part's account has none. */
    PartitionAccount joined(PartitionAccount account) {
        Map<Integer, FileCount> files = new TreeMap<>(account.files());
        DriftAccount drift = new DriftAccount();
        drift.add(account.drift());
        byFile().forEach((file, ofFile) -> {
            if (ofFile.size() == ofFile.get(0).part().of()) {
                ofFile.forEach(part -> files.merge(file, part.count(), FileCount::plus));
                drift.add(file, new FileDrift(List.of(), 0, missing(ofFile)));
            }
        });
        List<Sample> samples = account.samples().stream()
                .map(sample -> new Sample(
                        sample.file(),
                        0,
                        sample.position() + linesBefore(sample.file(), sample.part()),
                        sample.reasons()))
                .toList();
        return new PartitionAccount(
                files, drift, account.kinds(), account.truncated(), new ArrayList<>(samples), account.parts());
    }

    /** How many lines of a file end before a part of it; 0 if it was read whole. */
    long linesBefore(int file, int part) {
        return parts.stream()
                .filter(other -> other.file() == file && other.part().number() < part)
                .mapToLong(PartAccount::lines)
                .sum();
    }

    private Map<Integer, List<PartAccount>> byFile() {
        return parts.stream().collect(Collectors.groupingBy(PartAccount::file, TreeMap::new, Collectors.toList()));
    }

    /** What is missing in every part that has a record to judge by. */
    private static List<String> missing(List<PartAccount> parts) {
        List<PartAccount> judged = parts.stream().filter(PartAccount::judged).toList();
        Set<String> missing =
                new LinkedHashSet<>(judged.isEmpty() ? List.of() : judged.get(0).missing());
        judged.forEach(part -> missing.retainAll(part.missing()));
        return List.copyOf(missing);
    }
}
