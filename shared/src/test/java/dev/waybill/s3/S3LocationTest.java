package dev.waybill.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/", "s3://bucket/folder/", "s3://bucket/a b/ü+.csv", "s3://my.bucket-1/key"})
    void itsTextIsReadBackAsItself(String text) {
        assertThat(S3Location.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://bucket/key | Invalid S3 location: 'http://bucket/key' does not begin with s3://",
                "s3://Bucket/key   | Invalid S3 bucket: 'Bucket'",
                "s3://b/key        | Invalid S3 bucket: 'b'",
                "s3://bucket//key  | Invalid S3 key: '/key' has an empty path part",
                "s3://bucket/a/../b | Invalid S3 key: 'a/../b' has the path part '..'",
                "s3://bucket/..    | Invalid S3 key: '..' has the path part '..'",
                "s3://bucket/./b   | Invalid S3 key: './b' has the path part '.'",
            })
    void whatS3OrAReaderWouldTakeOtherwiseIsRefused(String text, String message) {
        assertThatThrownBy(() -> S3Location.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aFileIsInsideItsFolderAndNotInsideOneWhoseNameBeginsTheSame() {
        S3Location file = S3Location.parse("s3://bucket/orders/2026/file.csv");
        assertThat(file.isInside(S3Location.parse("s3://bucket/orders/"))).isTrue();
        assertThat(file.isInside(S3Location.parse("s3://bucket/orders/2026/"))).isTrue();
        assertThat(file.isInside(S3Location.parse("s3://bucket/ord"))).isFalse();
        assertThat(file.isInside(S3Location.parse("s3://other/orders/"))).isFalse();
        assertThat(file.isInside(file)).isFalse();
    }

    @Test
    void resolvingCannotLeaveTheFolder() {
        S3Location folder = S3Location.parse("s3://bucket/orders/");
        assertThat(folder.resolve("a/b.csv")).hasToString("s3://bucket/orders/a/b.csv");
        assertThatThrownBy(() -> folder.resolve("../b.csv"))
                .hasMessage("Invalid S3 key: 'orders/../b.csv' has the path part '..'");
        assertThatThrownBy(() -> folder.resolve("/b.csv"))
                .hasMessage("Invalid S3 key: 'orders//b.csv' has an empty path part");
        assertThatThrownBy(() -> folder.resolve("b.csv").resolve("c"))
                .hasMessage("Cannot resolve 'c': s3://bucket/orders/b.csv is not a folder");
    }

    @Test
    void folderAndFileNameSplitAtTheLastSlash() {
        S3Location file = S3Location.parse("s3://bucket/a/b.csv");
        assertThat(file.folder()).hasToString("s3://bucket/a/");
        assertThat(file.fileName()).isEqualTo("b.csv");
        assertThat(S3Location.parse("s3://bucket/b.csv").folder()).hasToString("s3://bucket/");
    }
}
