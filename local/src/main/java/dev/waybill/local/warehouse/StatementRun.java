package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.Outcome.Aborted;
import dev.waybill.local.warehouse.Outcome.Failed;
import dev.waybill.local.warehouse.Outcome.Finished;
import dev.waybill.local.warehouse.copy.ParquetCopy;
import dev.waybill.local.warehouse.copy.ScanFault;
import dev.waybill.local.warehouse.sql.LocalStatement;
import dev.waybill.local.warehouse.sql.RedshiftDialect;
import dev.waybill.local.warehouse.sql.RefusedSqlException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements on one connection. */
final class StatementRun {
    private final Connection connection;
    private final ParquetCopy copy;
    private Optional<ScanFault> fault = Optional.empty();

    StatementRun(Connection connection, ParquetCopy copy) {
        this.connection = connection;
        this.copy = copy;
    }

    Outcome alone(String sql, NamedValues values) throws SQLException {
        Outcome outcome;
        try {
            LocalStatement statement = RedshiftDialect.translate(sql);
            values.requireFor(statement);
            outcome = run(statement, values);
        } catch (SQLException e) {
            outcome = failed(e);
        }
        keepFault();
        return outcome;
    }

    /** Runs all in one transaction, or none. */
    List<Outcome> together(List<String> sqls) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        connection.setAutoCommit(false);
        try {
            for (String sql : sqls) {
                outcomes.add(inTransaction(sql));
                if (outcomes.get(outcomes.size() - 1) instanceof Failed) {
                    break;
                }
            }
            end(outcomes);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        keepFault();
        while (outcomes.size() < sqls.size()) {
            outcomes.add(new Aborted());
        }
        return outcomes;
    }

    private void end(List<Outcome> outcomes) {
        int last = outcomes.size() - 1;
        if (outcomes.get(last) instanceof Failed) {
            return;
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            outcomes.set(last, new Failed(RedshiftErrors.text(e)));
        }
    }

    private Outcome inTransaction(String sql) {
        try {
            LocalStatement statement = RedshiftDialect.translateInTransaction(sql);
            if (statement instanceof LocalStatement.Sql bound
                    && !bound.parameters().isEmpty()) {
                throw new RefusedSqlException("syntax error at or near \":\"");
            }
            return run(statement, NamedValues.NONE);
        } catch (SQLException e) {
            return failed(e);
        }
    }

    private Failed failed(SQLException e) {
        if (e.getCause() instanceof ScanFault of) {
            fault = Optional.of(of);
        }
        return new Failed(RedshiftErrors.text(e));
    }

    private void keepFault() throws SQLException {
        if (fault.isPresent()) {
            LoadErrors.keep(connection, fault.get());
        }
    }

    private Outcome run(LocalStatement statement, NamedValues values) throws SQLException {
        if (statement instanceof LocalStatement.Copy files) {
            return new Finished(copy.run(connection, files), Optional.empty());
        }
        return run((LocalStatement.Sql) statement, values);
    }

    private Outcome run(LocalStatement.Sql statement, NamedValues values) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            int index = 1;
            for (String name : statement.parameters()) {
                prepared.setString(index++, values.values().get(name));
            }
            if (prepared.execute()) {
                try (ResultSet rows = prepared.getResultSet()) {
                    ResultTable table = ResultTable.read(rows);
                    return new Finished(table.rows().size(), Optional.of(table));
                }
            }
            return new Finished(prepared.getUpdateCount(), Optional.empty());
        }
    }
}
