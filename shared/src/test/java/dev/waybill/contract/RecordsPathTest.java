package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsPathTest {
    @ParameterizedTest
    @CsvSource({
        "orders, '[[orders]]'",
        "a.b[*], '[[a, b]]'",
        "$.a.b, '[[a, b]]'",
        "'a[0].b', '[[a, [0], b]]'",
        "pages[*].items, '[[pages], [items]]'",
        "pages[*].data.items[*], '[[pages], [data, items]]'",
        "$[*].items, '[[], [items]]'",
        "'[*].items', '[[], [items]]'",
        "'a[*][*]', '[[a], []]'",
        "'a[*][0].b', '[[a], [[0], b]]'",
        "'\"a.b\"[*].\"[*]\"', '[[\"a.b\"], [\"[*]\"]]'",
    })
    void aPathLeadsFromListToList(String text, String lists) {
        RecordsPath path = RecordsPath.parse(text);

        assertThat(path.lists()).hasToString(lists);
        assertThat(RecordsPath.parse(path.toString())).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "[*]", "$[*]"})
    void theWholeDocumentNeedsNoPath(String text) {
        assertThatThrownBy(() -> RecordsPath.parse(text))
                .hasMessage("Invalid path: '" + text
                        + "' is the whole document. Remove records: a list at the top needs none");
    }
}
