package dev.waybill.local.cli;

import dev.waybill.local.deployment.OpenDeployment;
import picocli.CommandLine.Mixin;

/** Which pipeline a command is about. */
final class Where {
    @Mixin
    private CommonOptions options = new CommonOptions();

    OpenDeployment open() {
        options.logIn(options.home);
        return OpenDeployment.ofHome(options.home, () -> options.open(options.home));
    }
}
