package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are packed, well or badly. */
class CompressionTest {
    private static final Reading READING = Reading.csv("", "id", "name");

    @Test
    void gzipIsKnownByItsBytesWhateverTheFileIsCalled() throws IOException {
        byte[] packed = gzip("id,name\n1,pen\n");
        assertThat(READING.of(packed)).containsExactly("2: 1|pen");
        assertThat(READING.named("a.csv.gz").of(packed)).containsExactly("2: 1|pen");
        assertThat(READING.named("a.csv.gz").of("id,name\n1,pen\n")).containsExactly("2: 1|pen");
        assertThat(READING.of(gzip("\uFEFFid,name\n1,pen\n"))).containsExactly("2: 1|pen");
        assertThat(READING.of(gzip(""))).isEmpty();
    }

    @Test
    void allMembersOfAGzipFileAreOneText() throws IOException {
        byte[] file = Reading.joined(gzip("id,name\n1,p"), gzip(""), gzip("en\n2,ink\n"));
        assertThat(READING.of(file)).containsExactly("2: 1|pen", "3: 2|ink");
    }

    @Test
    void allMembersAreReadWhereNothingIsAvailableBetweenThem() throws IOException, FileFaultException {
        byte[] first = gzip("id,name\n1,pen\n");
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(Reading.joined(first, gzip("2,ink\n")))) {
            private int read;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(
                        target, offset, read < first.length ? Math.min(length, first.length - read) : length);
                read += Math.max(0, count);
                return count;
            }

            @Override
            public int available() {
                return 0;
            }
        };
        try (RecordReader reader = RecordReaders.open(slow, "a.csv.gz", READING.contract())) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aFileThatEndsEarlyIsNotAcceptedWhereverItEnds() throws IOException {
        byte[] two = Reading.joined(gzip("id,name\n1,pen\n"), gzip("2,ink\n"));
        int first = gzip("id,name\n1,pen\n").length;
        for (int length = 2; length < two.length; length++) {
            List<String> read = READING.of(Arrays.copyOf(two, length));
            if (length == first) {
                assertThat(read).as("cut between two members").containsExactly("2: 1|pen");
            } else {
                assertThat(read.get(read.size() - 1))
                        .as("%d bytes of %d", length, two.length)
                        .startsWith("file! the compressed data ")
                        .endsWith(". Deliver the file again, whole");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name\n1,pen\n", "\0", "\0\0\0\0\0\0\0\0\0\0\0\0"})
    void whatFollowsGzipMustBeGzip(String rest) throws IOException {
        byte[] file = Reading.joined(gzip("id,name\n1,pen\n"), rest.getBytes(StandardCharsets.UTF_8));
        assertThat(READING.of(file))
                .containsExactly(
                        "file! the compressed data is damaged (Unexpected data after a valid .gz stream). Deliver the"
                                + " file again, whole");
    }

    @Test
    void aByteThatWasChangedIsNoticed() throws IOException {
        byte[] file = gzip("id,name\n" + "1,pen\n".repeat(1000));
        file[file.length - 6] ^= 1;
        List<String> read = READING.of(file);
        assertThat(read.get(read.size() - 1))
                .isEqualTo("file! the compressed data is damaged (Gzip-compressed data is corrupt (CRC32"
                        + " error)). Deliver the file again, whole");
    }

    @ParameterizedTest
    @CsvSource({
        "bzip2, 425a6839314159265359",
        "zstd, 28b52ffd0458",
        "zip, 504b03041400",
        "xz, fd377a585a000004",
        "lz4, 04224d186440a7",
        "snappy, ff060000734e61507059",
        "7-Zip, 377abcaf271c0004",
        "compress (.Z), 1f9d90"
    })
    void otherCompressionsAreRefusedByName(String name, String bytes) {
        assertThat(READING.of(HexFormat.of().parseHex(bytes)))
                .containsExactly(
                        "file! it is compressed with " + name + ", which can't be read. Deliver it plain or as gzip");
    }

    @Test
    void aConnectionThatBreaksIsNoFaultOfTheFile() throws IOException {
        for (byte[] file : List.of(
                "id,name\n1,pen\n".repeat(20_000).getBytes(StandardCharsets.UTF_8),
                gzip("id,name\n1,pen\n".repeat(20_000)))) {
            assertThatThrownBy(() -> readAll(new BrokenStream(file)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Cannot read the file now: the connection was reset");
        }
    }

    private static void readAll(InputStream file) {
        try (RecordReader reader = RecordReaders.open(file, "a.csv", READING.contract())) {
            while (reader.next() != null) {
                // The last one is never reached.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the file now: " + e.getMessage(), e);
        } catch (FileFaultException e) {
            throw new AssertionError(e);
        }
    }

    /** Breaks in the middle. */
    private static final class BrokenStream extends FilterInputStream {
        private int left;

        BrokenStream(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
            left = bytes.length / 2;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("the connection was reset");
            }
            int read = super.read(target, offset, Math.min(left, length));
            left -= read;
            return read;
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
