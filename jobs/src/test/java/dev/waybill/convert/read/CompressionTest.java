package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are packed, well or badly. */
class CompressionTest {
    private static final Reading READING = Reading.csv("", "id", "name");
    /** Long, when packed, too. */
    private static final String NUMBERS = "id,name\n"
            + new Random(3).longs(50_000).mapToObj(n -> "1," + n + "\n").collect(Collectors.joining());

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

    @ParameterizedTest
    @EnumSource(Packer.class)
    void aFileThatEndsEarlyIsNotAcceptedWhereverItEnds(Packer packer) throws IOException {
        byte[] one = packer.pack("id,name\n1,pen\n");
        byte[] two = Reading.joined(one, packer.pack("2,ink\n"));
        for (int length = 4; length < two.length; length++) {
            List<String> read = READING.of(Arrays.copyOf(two, length));
            if (length == one.length) {
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
    @EnumSource(Packer.class)
    void allMembersOfAFileAreOneTextWhateverItIsCalled(Packer packer) throws IOException {
        byte[] file = Reading.joined(packer.pack("\uFEFFid,name\n1,p"), packer.pack(""), packer.pack("en\n2,ink\n"));
        assertThat(READING.of(file)).containsExactly("2: 1|pen", "3: 2|ink");
        assertThat(READING.named("a.csv.gz").of(file)).containsExactly("2: 1|pen", "3: 2|ink");
        assertThat(READING.of(packer.pack(""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Packer.class)
    void damagedBytesAreAFaultOfTheFileOrOfNoConsequence(Packer packer) throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 300; i++) {
            text.append(i).append(",n").append(i * 7919 % 1000).append('\n');
        }
        byte[] file = packer.pack(text.toString());
        List<String> right = READING.of(file);
        Random random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = file.clone();
            // From behind the bytes that say what it is.
            damaged[4 + random.nextInt(file.length - 4)] ^= (byte) (1 + random.nextInt(255));
            List<String> read = READING.of(damaged);
            if (!read.equals(right)) {
                assertThat(read.get(read.size() - 1))
                        .matches("file! .*\\. Deliver (the file again, whole|it compressed without --long)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Packer.class)
    void largeFilesAreUnpackedWhole(Packer packer) throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 60_000; i++) {
            text.append(i).append(',').append(random.nextLong()).append('\n');
        }
        assertThat(READING.of(packer.pack(text.toString()))).isEqualTo(READING.of(text.toString()));
    }

    @Test
    void aFrameOfZstdToSkipIsSkipped() throws IOException {
        byte[] skip = HexFormat.of().parseHex("502a4d1804000000cafebabe");
        assertThat(READING.of(Reading.joined(skip, Packer.ZSTD.pack("id,name\n1,pen\n"), skip)))
                .containsExactly("2: 1|pen");
    }

    @Test
    void aWindowOfZstdThatIsTooLargeIsSaidSo() {
        // A frame header that asks for a window of 2 GiB.
        assertThat(READING.of(HexFormat.of().parseHex("28b52ffd00a8010000")))
                .containsExactly("file! unpacking it takes more memory than zstd's 128 MiB. Deliver it compressed"
                        + " without --long");
    }

    @Test
    void whatIsCompressedTwiceIsRefused() throws IOException {
        for (Packer packer : Packer.values()) {
            byte[] file = packer.pack(gzip("id,name\n"));
            assertThat(READING.of(file))
                    .containsExactly("file! it is compressed twice: gzip within "
                            + packer.name().toLowerCase(Locale.ROOT) + ". Deliver it compressed once");
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
        "zip, 504b03041400",
        "xz, fd377a585a000004",
        "lz4, 04224d186440a7",
        "snappy, ff060000734e61507059",
        "7-Zip, 377abcaf271c0004",
        "compress (.Z), 1f9d90"
    })
    void otherCompressionsAreRefusedByName(String name, String bytes) {
        assertThat(READING.of(HexFormat.of().parseHex(bytes)))
                .containsExactly("file! it is compressed with " + name
                        + ", which can't be read. Deliver it plain, or as gzip," + " bzip2 or zstd");
    }

    @Test
    void aFileThatIsNotAcceptedIsClosed() throws IOException {
        for (byte[] file : List.of(
                Packer.GZIP.pack("wrong\n1\n"),
                Packer.ZSTD.pack("wrong\n1\n"),
                Arrays.copyOf(Packer.BZIP2.pack("id,name\n"), 20),
                Packer.ZSTD.pack(Packer.BZIP2.pack("id,name\n")),
                HexFormat.of().parseHex("504b03041400"))) {
            AtomicBoolean closed = new AtomicBoolean();
            InputStream in = new FilterInputStream(new ByteArrayInputStream(file)) {
                @Override
                public void close() throws IOException {
                    closed.set(true);
                    super.close();
                }
            };
            assertThatThrownBy(() -> RecordReaders.open(in, "a.csv", READING.contract()))
                    .isInstanceOf(FileFaultException.class);
            assertThat(closed).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksIsNoFaultOfTheFile() throws IOException {
        for (byte[] file : List.of(
                "id,name\n1,pen\n".repeat(20_000).getBytes(StandardCharsets.UTF_8),
                Packer.GZIP.pack(NUMBERS),
                Packer.BZIP2.pack(NUMBERS),
                Packer.ZSTD.pack(NUMBERS))) {
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
        return Packer.GZIP.pack(text);
    }
}
