package dev.waybill.convert;

import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.convert.PartitionAccount.Sample;
import dev.waybill.convert.read.FileDrift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files that were read in parts: their parts' accounts, made one for each file. */
record PartedFiles(List<PartAccount> parts) {
    /** Whether a file must be read whole: see {@link dev.waybill.convert.read.RecordReaders}. */
    boolean anyMustBeWhole() {
        return parts.stream().anyMatch(part -> !part.count().fault().isEmpty());
    }

    /** An account in which each file is as if one task had read it. */
    PartitionAccount joined(PartitionAccount account) {
        Map<Integer, FileCount> files = new TreeMap<>(account.files());
        DriftAccount drift = new DriftAccount();
        drift.add(account.drift());
        byFile().forEach((file, ofFile) -> {
            files.put(
                    file,
                    new FileCount(
                            ofFile.stream()
                                    .mapToLong(part -> part.count().read())
                                    .sum(),
                            ofFile.stream()
                                    .mapToLong(part -> part.count().rejected())
                                    .sum(),
                            ofFile.stream()
                                    .mapToLong(part -> part.count().characters())
                                    .sum(),
                            ofFile.stream()
                                    .map(part -> part.count().fault())
                                    .filter(fault -> !fault.isEmpty())
                                    .findFirst()
                                    .orElse("")));
            drift.add(file, new FileDrift(List.of(), 0, missing(ofFile)));
        });
        List<Sample> samples = account.samples().stream()
                .map(sample -> new Sample(
                        sample.file(),
                        0,
                        sample.position() + linesBefore(sample.file(), sample.part()),
                        sample.reasons()))
                .toList();
        return new PartitionAccount(files, drift, account.kinds(), new ArrayList<>(samples), account.parts());
    }

    /** How many lines of a file end before a part of it; 0 if it was read whole. */
    long linesBefore(int file, int part) {
        return parts.stream()
                .filter(other -> other.file() == file && other.part() < part)
                .mapToLong(PartAccount::lines)
                .sum();
    }

    private Map<Integer, List<PartAccount>> byFile() {
        return parts.stream()
                .sorted(Comparator.comparing(PartAccount::part))
                .collect(Collectors.groupingBy(PartAccount::file, TreeMap::new, Collectors.toList()));
    }

    /** What is missing in every part that has a record to judge by. */
    private static List<String> missing(List<PartAccount> parts) {
        Set<String> missing = new LinkedHashSet<>();
        boolean first = true;
        for (PartAccount part : parts) {
            if (part.count().read() > part.count().rejected()) {
                if (first) {
                    missing.addAll(part.missing());
                } else {
                    missing.retainAll(part.missing());
                }
                first = false;
            }
        }
        return List.copyOf(missing);
    }
}
