package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConversionSizesTest {
    private static final long MIB = 1 << 20;

    @Test
    void rowsAreSpreadByTheBytesOfTheDelivery() {
        assertThat(partitions(0)).isEqualTo(1);
        assertThat(partitions(15 * MIB)).isEqualTo(1);
        assertThat(partitions(500 * MIB)).isEqualTo(32);
        assertThat(partitions(5L << 40)).isEqualTo(4000);
    }

    @Test
    void parquetFilesAreFewButAllCoresWriteIfEachHasEnough() {
        assertThat(ConversionSizes.USUAL.parquetFiles(0, 8)).isEqualTo(1);
        assertThat(ConversionSizes.USUAL.parquetFiles(383 * MIB, 8)).isEqualTo(1);
        assertThat(ConversionSizes.USUAL.parquetFiles(384 * MIB, 8)).isEqualTo(2);
        assertThat(ConversionSizes.USUAL.parquetFiles(2000 * MIB, 8)).isEqualTo(8);
        assertThat(ConversionSizes.USUAL.parquetFiles(7680 * MIB, 8)).isEqualTo(11);
        assertThat(ConversionSizes.USUAL.parquetFiles(7680 * MIB, 2)).isEqualTo(11);
    }

    private static int partitions(long bytes) {
        return ConversionSizes.USUAL.partitions(List.of(
                new DeliveredFile(S3Location.parse("s3://source/orders/a.csv"), "etag", bytes, OptionalLong.empty())));
    }
}
