package dev.waybill.local.killed;

import java.nio.file.Path;
import java.util.List;

/** Processes that were started for a folder, such as a PostgreSQL on a data directory in it. */
final class Servers {
    private Servers() {}

    static List<ProcessHandle> on(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }
}
