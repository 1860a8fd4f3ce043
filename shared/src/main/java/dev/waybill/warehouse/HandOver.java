package dev.waybill.warehouse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;

/**
 * How statements are handed over: to the session that they name, or else to the warehouse, by its settings.
 *
 * @param name what the service lists the statements by
 * @param keepAlive how long the session outlives its last statement; zero for statements that need no session
 */
record HandOver(WarehouseSettings settings, String name, Duration keepAlive) {

    ExecuteStatementRequest one(SqlStatement statement, Map<String, String> values, Optional<String> session) {
        ExecuteStatementRequest.Builder request =
                ExecuteStatementRequest.builder().sql(statement.sql()).statementName(name);
        if (!values.isEmpty()) {
            request.parameters(values.entrySet().stream()
                    .map(value -> SqlParameter.builder()
                            .name(value.getKey())
                            .value(value.getValue())
                            .build())
                    .toList());
        }
        if (session.isPresent()) {
            return request.sessionId(session.get()).build();
        }
        settings.workgroup().ifPresent(request::workgroupName);
        settings.cluster().ifPresent(request::clusterIdentifier);
        settings.secretArn().ifPresent(request::secretArn);
        return request.database(settings.database())
                .sessionKeepAliveSeconds(keepAliveSeconds())
                .build();
    }

    BatchExecuteStatementRequest together(List<SqlStatement> statements, Optional<String> session) {
        BatchExecuteStatementRequest.Builder request = BatchExecuteStatementRequest.builder()
                .sqls(statements.stream().map(SqlStatement::sql).toList())
                .statementName(name);
        if (session.isPresent()) {
            return request.sessionId(session.get()).build();
        }
        settings.workgroup().ifPresent(request::workgroupName);
        settings.cluster().ifPresent(request::clusterIdentifier);
        settings.secretArn().ifPresent(request::secretArn);
        return request.database(settings.database())
                .sessionKeepAliveSeconds(keepAliveSeconds())
                .build();
    }

    private @Nullable Integer keepAliveSeconds() {
        return keepAlive.isZero() ? null : Math.toIntExact(keepAlive.toSeconds());
    }
}
