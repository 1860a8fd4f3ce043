package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(32)                  | varchar(32)",
                "VARCHAR ( 32 )               | varchar(32)",
                "varchar                      | varchar(256)",
                "varchar(max)                 | varchar(65535)",
                "character varying(9)         | varchar(9)",
                "text                         | varchar(256)",
                "char                         | char(1)",
                "numeric(4, 2)                | decimal(4,2)",
                "decimal                      | decimal(18,0)",
                "decimal(38,37)               | decimal(38,37)",
                "int                          | integer",
                "INT8                         | bigint",
                "double                       | double precision",
                "double precision             | double precision",
                "float4                       | real",
                "bool                         | boolean",
                "timestamp without time zone  | timestamp",
                "timestamp with time zone     | timestamptz",
                "SUPER                        | super",
            })
    void namesAndAliasesAreRedshifts(String text, String sql) {
        assertThat(ColumnType.parse(text)).map(ColumnType::sql).contains(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "string",
                "varchar(0)",
                "varchar(65536)",
                "varchar(1,2)",
                "char(4097)",
                "decimal(39,0)",
                "decimal(4,5)",
                "integer(4)",
                "varchar(-1)",
                "geometry"
            })
    void anythingElseIsNoType(String text) {
        assertThat(ColumnType.parse(text)).isEmpty();
    }
}
