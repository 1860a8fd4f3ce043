package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.redshiftdata.model.Field;

class RowsTest {
    private static final Field NULL = Field.fromIsNull(true);

    private static Rows row(Field... fields) {
        return new Rows(List.of(List.of(fields)));
    }

    @Test
    void aWholeNumberComesAsANumberOrAsText() {
        Rows rows = row(Field.fromLongValue(7L), Field.fromStringValue("8"), NULL);
        assertThat(rows.number(0, 0)).isEqualTo(7);
        assertThat(rows.number(0, 1)).isEqualTo(8);
        assertThat(rows.number(0, 2)).isZero();
    }

    @Test
    void anyValueHasAText() {
        Rows rows = row(
                Field.fromStringValue("a"),
                Field.fromLongValue(1L),
                Field.fromDoubleValue(1.5),
                Field.fromBooleanValue(true),
                NULL);
        assertThat(rows.text(0, 0)).contains("a");
        assertThat(rows.text(0, 1)).contains("1");
        assertThat(rows.text(0, 2)).contains("1.5");
        assertThat(rows.text(0, 3)).contains("true");
        assertThat(rows.text(0, 4)).isEmpty();
    }

    @Test
    void onlyOneRowWithOneBooleanIsAYesOrNo() {
        assertThat(row(Field.fromBooleanValue(true)).yesOrNo()).contains(true);
        assertThat(row(Field.fromBooleanValue(false)).yesOrNo()).contains(false);
        assertThat(row(NULL).yesOrNo()).isEmpty();
        assertThat(row(Field.fromStringValue("t")).yesOrNo()).isEmpty();
        assertThat(row(Field.fromBooleanValue(true), Field.fromBooleanValue(true))
                        .yesOrNo())
                .isEmpty();
        assertThat(new Rows(List.of()).yesOrNo()).isEmpty();
    }

    @Test
    void itsTextSaysNothingOfTheValues() {
        List<Field> row = List.of(Field.fromStringValue("a@b.c"), NULL);
        assertThat(new Rows(List.of())).hasToString("0 rows");
        assertThat(new Rows(List.of(row))).hasToString("1 row");
        assertThat(new Rows(List.of(row, row))).hasToString("2 rows");
    }
}
