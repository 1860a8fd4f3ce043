package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.FieldPath.Step.Element;
import dev.waybill.contract.FieldPath.Step.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "properties.mag",
                "geometry.coordinates[0]",
                "a.\"b.c\".d",
                "a[0][1].b",
                "\"two words\"",
                "@code",
                "price.@currency"
            })
    void itsTextIsReadBackAsItself(String text) {
        assertThat(FieldPath.parse(text)).hasToString(text);
    }

    @Test
    void aQuotedPartIsOneName() {
        assertThat(FieldPath.parse("a.\"b.c[0]\"[1]").steps())
                .containsExactly(new Field("a"), new Field("b.c[0]"), new Element(1));
        assertThat(FieldPath.parse("\"@name\"").steps()).containsExactly(new Field("@name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.      | Invalid path: 'a.' at character 3: expected a name",
                "a..b    | Invalid path: 'a..b' at character 3: expected a name",
                "$       | Invalid path: it is empty",
                "a[*]    | Invalid path: 'a[*]' at character 2: expected a number in brackets, such as [0]",
                "a[x]    | Invalid path: 'a[x]' at character 2: expected a number in brackets, such as [0]",
                "a[0     | Invalid path: 'a[0' at character 2: expected a number in brackets, such as [0]",
                "a[0]b   | Invalid path: 'a[0]b' at character 5: expected . or [",
                "a.\"b    | Invalid path: 'a.\"b' at character 3: the quoted name has no end or is empty",
            })
    void whatMakesNoSenseIsNamedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> FieldPath.parse(text)).hasMessage(message);
    }

    @Test
    void anEmptyPathIsRefused() {
        assertThatThrownBy(() -> FieldPath.parse("")).hasMessage("Invalid path: it is empty");
    }

    @Test
    void theRecordItselfMayStandBeforeThePathAsInJsonPath() {
        assertThat(FieldPath.parse("$.a.b")).hasToString("a.b");
        assertThat(FieldPath.parse("$[0].b")).hasToString("[0].b");
        assertThat(FieldPath.parse("a.$oid")).hasToString("a.$oid");
        assertThat(FieldPath.parse("$oid")).hasToString("$oid");
    }

    @Test
    void inXmlADotIsTheRecordsOwnText() {
        FieldPath self = FieldPath.parseXml(".");
        assertThat(self.steps()).containsExactly(new Field(FieldPath.SELF));
        assertThat(FieldPath.parse(self.toString())).isEqualTo(self);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0]     | Invalid path: '[0]': in XML, an index follows a name, such as price[0]",
                "a[0][1] | Invalid path: 'a[0][1]': in XML, an index follows a name, such as price[0]",
                "@a.b    | Invalid path: '@a.b': nothing lies below the attribute @a",
                "a.@b[0] | Invalid path: 'a.@b[0]': nothing lies below the attribute @b",
            })
    void whatNoXmlRecordHasIsRefused(String text, String message) {
        assertThatThrownBy(() -> FieldPath.parseXml(text)).hasMessage(message);
    }
}
