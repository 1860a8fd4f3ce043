package dev.waybill.local.cli;

/** What the shell is told. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int REJECTED = 3;

    private ExitCode() {}
}
