package dev.waybill.local.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {
    private static String kinds(String sql) throws RefusedSqlException {
        return Tokenizer.read(sql).stream()
                .map(token -> token.kind() + ":" + token.text())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            SELECT a1, _b$          => WORD:SELECT WORD:a1 SYMBOL:, WORD:_b$
            größe                   => WORD:größe
            "A b".c                 => QUOTED:"A b" SYMBOL:. WORD:c
            "say ""hi"" x"          => QUOTED:"say ""hi"" x"
            'it''s' 'x'             => STRING:'it''s' STRING:'x'
            'a\\\\'b                => STRING:'a\\\\' WORD:b
            'it\\'s'                => STRING:'it\\'s'
            1 2.5 .5 1e5 1.5E-3     => NUMBER:1 NUMBER:2.5 NUMBER:.5 NUMBER:1e5 NUMBER:1.5E-3
            t.1                     => WORD:t NUMBER:.1
            :id, :Id_2              => PARAMETER::id SYMBOL:, PARAMETER::Id_2
            x::date                 => WORD:x SYMBOL::: WORD:date
            :x::date                => PARAMETER::x SYMBOL::: WORD:date
            a <= b || c             => WORD:a SYMBOL:< SYMBOL:= WORD:b SYMBOL:| SYMBOL:| WORD:c
            a[1:2]                  => WORD:a SYMBOL:[ NUMBER:1 SYMBOL:: NUMBER:2 SYMBOL:]
            $$it's :x$$ $a$ $$ $a$  => STRING:$$it's :x$$ STRING:$a$ $$ $a$
            $1                      => SYMBOL:$ NUMBER:1
            a -- :b 'c              => WORD:a
            a /* :b /* ' */ " */ c  => WORD:a WORD:c
            """)
    void textIsCutWhereRedshiftCutsIt(String sql, String kinds) throws RefusedSqlException {
        assertThat(kinds(sql)).isEqualTo(kinds);
    }

    @Test
    void nothingIsLostBetweenTheTokens() throws RefusedSqlException {
        String sql = "SELECT /* one */ a,\n\t'b' -- two\n, \"C\" , :d::text";
        List<Token> tokens = Tokenizer.read(sql);
        assertThat(tokens.stream().map(Token::toString).collect(Collectors.joining()))
                .isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            SELECT 'a     => ERROR: unterminated quoted string at or near "'a"
            SELECT 'a\\'  => ERROR: unterminated quoted string at or near "'a\\'"
            SELECT "a     => ERROR: unterminated quoted identifier at or near ""a"
            SELECT $$a    => ERROR: unterminated dollar-quoted string at or near "$$a"
            SELECT /* a   => ERROR: unterminated /* comment at or near "/* a"
            """)
    void whatIsNotEndedIsAnError(String sql, String message) {
        assertThatThrownBy(() -> Tokenizer.read(sql))
                .isInstanceOf(RefusedSqlException.class)
                .hasMessage(message);
    }
}
