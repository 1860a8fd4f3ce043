package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void aNameIsQuotedAndAQuoteInItIsDoubled() {
        assertThat(Identifiers.quoted("at")).isEqualTo("\"at\"");
        assertThat(Identifiers.quoted("a\"; DROP TABLE b; --")).isEqualTo("\"a\"\"; DROP TABLE b; --\"");
    }

    @Test
    void aTableIsQuotedPartByPart() {
        assertThat(Identifiers.quoted(TableName.parse("sales.orders"))).isEqualTo("\"sales\".\"orders\"");
    }

    @Test
    void namesAreListed() {
        assertThat(Identifiers.list(List.of("a", "b"))).isEqualTo("\"a\", \"b\"");
        assertThat(Identifiers.list("s", List.of("a", "b"))).isEqualTo("s.\"a\", s.\"b\"");
    }

    @Test
    void keysAreComparedColumnByColumn() {
        assertThat(Identifiers.equal("t", "s", List.of("a", "b"))).isEqualTo("t.\"a\" = s.\"a\" AND t.\"b\" = s.\"b\"");
    }
}
