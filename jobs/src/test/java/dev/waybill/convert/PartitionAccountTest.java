package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.convert.PartitionAccount.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionAccountTest {

    @Test
    void twoAccountsAreOneInTheOrderOfTheirTasks() {
        PartitionAccount first = PartitionAccount.empty();
        first.files().put(1, new FileCount(10, 2, 0, ""));
        first.count("id: is not an integer", 2);
        first.samples().add(new Sample(1, 0, 3, List.of("id: 'x' is not an integer")));
        PartitionAccount second = PartitionAccount.empty();
        second.files().put(0, new FileCount(5, 1, 0, "it is damaged"));
        second.count("id: is not an integer", 1);
        second.count("malformed JSON", 4);
        second.samples().add(new Sample(0, 0, 1, List.of("malformed JSON")));

        PartitionAccount both = first.plus(second);

        assertThat(both.files())
                .isEqualTo(Map.of(0, new FileCount(5, 1, 0, "it is damaged"), 1, new FileCount(10, 2, 0, "")));
        assertThat(both.kinds()).isEqualTo(Map.of("id: is not an integer", 3L, "malformed JSON", 4L));
        assertThat(both.samples()).map(Sample::file).containsExactly(1, 0);
        assertThat(first.kinds()).as("the first stays as it was").isEqualTo(Map.of("id: is not an integer", 2L));
    }

    @Test
    void itKeepsTenSamplesHoweverManyRowsAreBad() {
        PartitionAccount first = PartitionAccount.empty();
        PartitionAccount second = PartitionAccount.empty();
        for (int i = 0; i < 7; i++) {
            first.samples().add(new Sample(0, 0, i, List.of()));
            second.samples().add(new Sample(1, 0, i, List.of()));
        }
        assertThat(first.wantsSamples()).isTrue();
        PartitionAccount both = first.plus(second);
        assertThat(both.samples()).hasSize(10);
        assertThat(both.wantsSamples()).isFalse();
        assertThat(both.plus(first).samples()).isEqualTo(both.samples());
    }

    @Test
    void itCountsAHundredKindsOfFaultsAndTheRestTogether() {
        PartitionAccount account = PartitionAccount.empty();
        for (int i = 0; i < 150; i++) {
            account.count("kind " + i, 2);
        }
        account.count("kind 0", 1);
        assertThat(account.kinds()).hasSize(101).containsEntry("kind 0", 3L).containsEntry("other reasons", 100L);
        assertThat(PartitionAccount.empty().plus(account).plus(account).kinds())
                .hasSize(101)
                .containsEntry("kind 0", 6L)
                .containsEntry("other reasons", 200L);
    }
}
