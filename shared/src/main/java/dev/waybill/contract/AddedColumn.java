package dev.waybill.contract;

import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A column of a batch whose files have a field that the contract doesn't, under {@code drift: add}.
 *
 * @param name lower-case snake_case
 * @param from the field, as a column's {@code from} would name it
 */
public record AddedColumn(String name, String from) {
    /** Nothing is known of the values but that they are texts. */
    private static final ColumnType TYPE = new ColumnType.Varchar(65_535);

    /** The column of a field: its name is the field's in snake_case, be it a {@linkplain Column#isName column's} or not. */
    public static AddedColumn of(String from) {
        return new AddedColumn(SnakeCase.of(from), from);
    }

    /** As a contract without any setting for it would declare it. */
    public Column column() {
        return new Column(
                name,
                Optional.of(from),
                TYPE,
                false,
                Standard.OF_SOURCE,
                Notation.usual(ZoneOffset.UTC),
                ValueRules.NONE);
    }
}
