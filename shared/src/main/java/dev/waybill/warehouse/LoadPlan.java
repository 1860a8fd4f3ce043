package dev.waybill.warehouse;

import dev.waybill.contract.Contract;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a load of a contract runs, in its order, to be read: the very texts, with places for what differs by batch. */
public record LoadPlan(List<SqlStatement> steps) {
    static final SqlStatement BEGIN = new SqlStatement("The transaction begins", "BEGIN");
    static final SqlStatement COMMIT = new SqlStatement("The transaction ends", "COMMIT");

    public LoadPlan {
        steps = List.copyOf(steps);
    }

    public static LoadPlan of(Contract contract) {
        LoadSql sql = new LoadSql(contract);
        List<SqlStatement> steps = new ArrayList<>();
        steps.add(RedshiftDataWarehouse.LOAD_QUEUE);
        steps.addAll(sql.ddl());
        steps.add(sql.createStaging());
        steps.add(sql.copy(
                S3Location.parse("s3://processed/_receipts/" + contract.dataset() + "/batch/copy.manifest"),
                new CopyRole("default")));
        steps.add(sql.countStaging());
        steps.add(sql.createIncoming());
        steps.add(sql.describeIncoming());
        steps.add(BEGIN);
        steps.addAll(sql.apply(new LoadDetails(
                List.of(),
                contract.deleteWhen()
                        .map(marker -> Tombstones.table(contract.target().table())),
                KeyRange.column(contract).map(KeyRange::places),
                Optional.empty())));
        steps.add(COMMIT);
        contract.refresh().forEach(derived -> steps.addAll(DerivedRefresh.plan(derived)));
        return new LoadPlan(steps);
    }

    /** Each step as a script for {@code psql} would have it, its title as a comment above it. */
    public String text() {
        return steps.stream().map(SqlStatement::text).collect(Collectors.joining("\n"));
    }
}
