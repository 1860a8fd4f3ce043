package dev.waybill.local.cli;

import dev.waybill.warehouse.LoadPlan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a load runs in Redshift. */
@Command(
        name = "plan",
        description = {
            "Prints the exact Redshift SQL that loads a batch of CONTRACT: the tables, the staging, the one transaction, "
                    + "and the refreshes after it.",
            "Nothing is run."
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONTRACT", description = "a contract's YAML file")
    private Path contract = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(LoadPlan.of(ContractFile.read(contract).contract()).text());
        return ExitCode.DONE;
    }
}
