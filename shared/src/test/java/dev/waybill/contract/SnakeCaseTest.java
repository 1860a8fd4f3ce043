package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {
    @ParameterizedTest
    @CsvSource({
        "id, id",
        "ID, id",
        "Cost Total $, cost_total",
        "costTotal, cost_total",
        "CustomerID, customer_id",
        "HTTPStatus, http_status",
        "order-date, order_date",
        "'  Order   Date ', order_date",
        "address2Line, address2_line",
        "@unit, unit",
        "_id, id",
        "Größe, gr_e",
        "'', ''",
        "$, ''",
    })
    void aNameInAnyWritingBecomesLowerCaseWordsWithUnderscores(String name, String snakeCase) {
        assertThat(SnakeCase.of(name)).isEqualTo(snakeCase);
    }
}
