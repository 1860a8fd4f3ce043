package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.convert.read.FilePart;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FileGroupTest {
    private static final long MIB = 1 << 20;

    @Test
    void smallFilesShareATaskAndLargeOnesHaveTheirOwn() {
        assertThat(groups(10, 20, 30)).containsExactly(new FileGroup(0, 3));
        assertThat(groups(900 * MIB, 10, 20, 500 * MIB, 30))
                .containsExactly(new FileGroup(0, 1), new FileGroup(1, 3), new FileGroup(3, 4), new FileGroup(4, 5));
        assertThat(groups(3 * MIB, MIB, 1, 2)).containsExactly(new FileGroup(0, 2), new FileGroup(2, 4));
    }

    @Test
    void aTaskReadsSixteenFilesAtMost() {
        assertThat(groups(LongStream.generate(() -> 1000).limit(500).toArray()))
                .hasSize(32)
                .contains(new FileGroup(0, 16), new FileGroup(16, 32), new FileGroup(496, 500));
    }

    @Test
    void everyFileIsInOneGroupAndThereAreNotManyHoweverManyFilesThereAre() {
        for (int files : new int[] {1, 15, 17, 999, 100_000}) {
            List<FileGroup> groups =
                    groups(LongStream.range(0, files).map(i -> i * i % 7 * MIB).toArray());
            assertThat(groups).hasSizeLessThan(2100);
            assertThat(groups.stream()
                            .flatMapToInt(group -> IntStream.range(group.first(), group.end()))
                            .boxed()
                            .toList())
                    .isEqualTo(IntStream.range(0, files).boxed().toList());
        }
    }

    @Test
    void aDeliveryWithoutFilesIsOneGroup() {
        assertThat(groups()).containsExactly(new FileGroup(0, 0));
    }

    @Test
    void largeFilesAreReadInPartsAndSmallOnesTogether() {
        assertThat(FileGroup.inParts(files(10, 200 * MIB, 20, 64 * MIB), 64 * MIB))
                .containsExactly(
                        new FileGroup(0, 1),
                        new FileGroup(1, 2, new FilePart(0, 4)),
                        new FileGroup(1, 2, new FilePart(1, 4)),
                        new FileGroup(1, 2, new FilePart(2, 4)),
                        new FileGroup(1, 2, new FilePart(3, 4)),
                        new FileGroup(2, 3),
                        new FileGroup(3, 4));
        assertThat(FileGroup.inParts(files(5L << 40), 64 * MIB))
                .as("a file of 5 TiB, the largest that S3 keeps")
                .hasSizeBetween(1000, 1001);
    }

    private static List<FileGroup> groups(long... lengths) {
        return FileGroup.of(files(lengths));
    }

    private static List<DeliveredFile> files(long... lengths) {
        return LongStream.of(lengths)
                .mapToObj(length -> new DeliveredFile(
                        S3Location.parse("s3://source/orders/a.csv"), "etag", length, OptionalLong.empty()))
                .toList();
    }
}
