package dev.waybill.local.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/**
 * One call's statements, from when they were handed over.
 *
 * @param name that the caller gave them
 */
record Started(String id, Optional<String> name, List<String> sqls, boolean isBatch, Instant createdAt) {

    static Started now(Optional<String> name, List<String> sqls, boolean isBatch, Instant now) {
        return new Started(UUID.randomUUID().toString(), name, sqls, isBatch, now);
    }

    boolean isNamed(String prefix) {
        return name.orElse("").startsWith(prefix);
    }

    /** What describeStatement says while they run. */
    DescribeStatementResponse describe() {
        return DescribeStatementResponse.builder()
                .id(id)
                .createdAt(createdAt)
                .database(LocalWarehouse.DATABASE)
                .status(StatusString.STARTED)
                .hasResultSet(false)
                .build();
    }

    /** What listStatements says. */
    StatementData listed(StatusString status) {
        return StatementData.builder()
                .id(id)
                .statementName(name.orElse(null))
                .createdAt(createdAt)
                .isBatchStatement(isBatch)
                .queryString(isBatch ? null : sqls.get(0))
                .queryStrings(isBatch ? sqls : null)
                .status(status)
                .build();
    }
}
