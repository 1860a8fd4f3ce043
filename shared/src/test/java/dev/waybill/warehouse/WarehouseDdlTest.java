package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarehouseDdlTest {
    @Test
    void theExternalSchemaIsReadWithTheRoleThatIsGiven() {
        CopyRole role = new CopyRole("arn:aws:iam::123456789012:role/waybill-warehouse");
        assertThat(WarehouseDdl.externalSchema("processed", "waybill_processed", role)
                        .sql())
                .isEqualTo("""
                        CREATE EXTERNAL SCHEMA IF NOT EXISTS "processed"
                        FROM DATA CATALOG
                        DATABASE 'waybill_processed'
                        IAM_ROLE 'arn:aws:iam::123456789012:role/waybill-warehouse'""");
    }

    @Test
    void orWithTheWarehousesOwnRole() {
        assertThat(WarehouseDdl.externalSchema("processed", "o'cl\\ock", new CopyRole("default"))
                        .sql())
                .isEqualTo("""
                        CREATE EXTERNAL SCHEMA IF NOT EXISTS "processed"
                        FROM DATA CATALOG
                        DATABASE 'o''cl\\\\ock'
                        IAM_ROLE default""");
    }
}
