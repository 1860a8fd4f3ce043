package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.convert.DriftAccount.MissingIn;
import dev.waybill.convert.read.FileDrift;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftAccountTest {

    @Test
    void namesOfAllFilesAreSortedAndAMissingColumnHasItsFilesAndTheFirstOfThem() {
        DriftAccount account = new DriftAccount();
        account.add(4, new FileDrift(List.of("size", "colour"), 2, List.of("note")));
        DriftAccount other = new DriftAccount();
        other.add(2, new FileDrift(List.of("size", "shape"), 2, List.of("note", "at")));
        other.add(3, FileDrift.NONE);
        account.add(other);
        assertThat(account.newColumns()).containsExactly("colour", "shape", "size");
        assertThat(account.moreNewColumns()).isEmpty();
        assertThat(account.missing()).isEqualTo(Map.of("note", new MissingIn(2, 2), "at", new MissingIn(2, 1)));
    }

    @Test
    void itKeepsAHundredNamesAndCountsNoneTwice() {
        DriftAccount account = new DriftAccount();
        account.add(0, new FileDrift(names(0, 100), 250, List.of()));
        account.add(1, new FileDrift(names(0, 100), 200, List.of()));
        assertThat(account.newColumns()).isEqualTo(names(0, 100));
        assertThat(account.moreNewColumns()).isEqualTo(OptionalLong.of(150));
        DriftAccount few = new DriftAccount();
        few.add(0, new FileDrift(names(50, 130), 80, List.of()));
        few.add(1, new FileDrift(names(0, 60), 60, List.of()));
        assertThat(few.newColumns()).isEqualTo(names(0, 100));
        assertThat(few.moreNewColumns()).isEqualTo(OptionalLong.of(30));
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj("n%03d"::formatted).toList();
    }
}
