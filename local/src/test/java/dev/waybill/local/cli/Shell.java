package dev.waybill.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands as the launcher does, and keeps what they print. */
final class Shell {
    private Shell() {}

    record Ran(int exitCode, String out, String err) {}

    static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Waybill.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
