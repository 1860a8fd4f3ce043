package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as Redshift writes them, and PostgreSQL. */
class RowValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ERROR: Invalid digit, Value 'a', Pos 0, Type: Integer           | ERROR: Invalid digit, Value …, Pos 0, Type: Integer
            ERROR: Invalid digit, Value 'o'hara', Pos 0, Type: Integer      | ERROR: Invalid digit, Value …, Pos 0, Type: Integer
            ERROR: date is out of range, Value '2026-13-01 and what was cut | ERROR: date is out of range, Value …
            String contains invalid char: e9 9b e9                          | String contains invalid char: …
            ERROR: invalid input syntax for type numeric: "a"b@c.d"         | ERROR: invalid input syntax for type numeric: …
            ERROR: column "it" does not exist in rates                      | ERROR: column "it" does not exist in rates
            ERROR: relation "shop.nowhere" does not exist                   | ERROR: relation "shop.nowhere" does not exist
            """)
    void whatIsQuotedOfARowIsMasked(String error, String masked) {
        assertThat(RowValues.masked(error)).isEqualTo(masked);
    }

    @Test
    void theContextOfAFailedCastIsMasked() {
        assertThat(RowValues.masked("""
                ERROR: Invalid digit, Value 'a', Pos 0, Type: Integer
                  Detail:
                  -----------------------------------------------
                  error:  Invalid digit, Value 'a', Pos 0, Type: Integer
                  code:      1207
                  context:   a@b.c
                and its second line
                  query:     1234
                  location:  :0""")).isEqualTo("""
                ERROR: Invalid digit, Value …, Pos 0, Type: Integer
                  Detail:
                  -----------------------------------------------
                  error:  Invalid digit, Value …, Pos 0, Type: Integer
                  code:      1207
                  context: …
                  query:     1234
                  location:  :0""");
        assertThat(RowValues.masked("code: 1207 context: a b query: 12")).isEqualTo("code: 1207 context: … query: 12");
        assertThat(RowValues.masked("code: 1207 context: a b")).isEqualTo("code: 1207 context: …");
    }
}
