package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waybill.operate.page.Flow.Node;
import dev.waybill.operate.page.Flow.Ribbon;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FlowTest {

    @Test
    void leadsFromTheRowsReadToWhatBecameOfThem() {
        Flow flow = Flow.of(account(1000, 100, 200, 700, true, 100, 500, 80, 20));
        assertThat(flow.nodes())
                .extracting(node -> node.column() + " " + node.name() + " " + node.rows())
                .containsExactlyInAnyOrder(
                        "0 read 1000",
                        "1 staged 700",
                        "1 superseded 200",
                        "1 rejected 100",
                        "2 inserted 500",
                        "2 updated 80",
                        "2 deleted 20",
                        "2 stale 100");
        assertThat(flow.ribbons())
                .extracting(ribbon -> ribbon.column() + " " + ribbon.name())
                .containsExactlyInAnyOrder(
                        "0 staged", "0 superseded", "0 rejected", "1 inserted", "1 updated", "1 deleted", "1 stale");
    }

    @Test
    void leavesOutWhatIsZero() {
        Flow flow = Flow.of(account(40, 0, 0, 40, true, 0, 40, 0, 0));
        assertThat(flow.nodes()).extracting(Node::name).containsExactly("read", "staged", "inserted");
        assertThat(flow.ribbons()).extracting(Ribbon::name).containsExactly("inserted", "staged");
    }

    @Test
    void drawsRibbonsAsThickAsTheirShare() {
        Flow flow = Flow.of(account(100, 25, 0, 75, true, 0, 75, 0, 0));
        assertThat(flow.nodes().get(0).height()).isEqualTo(150);
        assertThat(flow.ribbons())
                .contains(new Ribbon("staged", 0, "M0 0.0 C50 0.0 50 0.0 100 0.0 V112.5 C50 112.5 50 112.5 0 112.5 Z"));
    }

    @Test
    void drawsOneRowOfAMillionThickEnoughToBeSeen() {
        Flow flow = Flow.of(account(1_000_000, 1, 0, 999_999, true, 0, 999_999, 0, 0));
        assertThat(flow.nodes())
                .filteredOn(node -> node.name().equals("rejected"))
                .singleElement()
                .satisfies(node -> assertThat(node.height()).isEqualTo(2, within(1e-9)));
    }

    @Test
    void endsAtTheStagedRowsOfABatchThatWasNotLoaded() {
        Flow flow = Flow.of(account(100, 10, 0, 90, false, 0, 0, 0, 0));
        assertThat(flow.nodes()).extracting(Node::name).containsExactly("read", "staged", "rejected");
    }

    @Test
    void keepsLabelsApartAndWithinThePicture() {
        Flow flow = Flow.of(account(1000, 1, 1, 998, true, 1, 995, 1, 1));
        for (int column = 0; column < 3; column++) {
            int of = column;
            double[] labels = flow.nodes().stream()
                    .filter(node -> node.column() == of)
                    .mapToDouble(Node::label)
                    .sorted()
                    .toArray();
            for (int i = 1; i < labels.length; i++) {
                assertThat(labels[i] - labels[i - 1]).isGreaterThanOrEqualTo(Flow.LABEL);
            }
        }
        assertThat(flow.nodes()).allSatisfy(node -> {
            assertThat(node.label()).isGreaterThan(14);
            // The second line is 18 below the first.
            assertThat(node.label() + 18).isLessThan(flow.height());
        });
    }

    private static RowAccount account(
            long read,
            long rejected,
            long superseded,
            long staged,
            boolean loaded,
            long stale,
            long inserted,
            long updated,
            long deleted) {
        return new RowAccount(
                OptionalLong.empty(), read, rejected, superseded, staged, loaded, stale, inserted, updated, deleted);
    }
}
