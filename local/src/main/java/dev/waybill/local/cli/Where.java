package dev.waybill.local.cli;

import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.deployment.StackDeployment;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which pipeline a command is about. */
final class Where {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--aws", description = "a deployed stack instead of a home")
    private boolean aws;

    @Option(
            names = "--stack-name",
            paramLabel = "NAME",
            description = "with --aws: the stack's name (default: waybill)")
    private Optional<String> stack = Optional.empty();

    @Option(names = "--profile", paramLabel = "NAME", description = "with --aws: as the AWS CLI has it")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "with --aws: as the AWS CLI has it")
    private Optional<String> region = Optional.empty();

    OpenDeployment open() {
        options.logIn(options.home);
        if (aws) {
            return StackDeployment.find(stack.orElse("waybill"), profile, region);
        }
        if (stack.isPresent() || profile.isPresent() || region.isPresent()) {
            throw new WrongUsageException("--stack-name, --profile and --region are of a deployed stack. Add --aws");
        }
        return OpenDeployment.ofHome(options.home, () -> options.open(options.home));
    }
}
