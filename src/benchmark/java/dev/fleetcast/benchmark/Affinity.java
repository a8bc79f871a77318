package dev.fleetcast.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Assigns processes to CPUs. */
final class Affinity {

    private Affinity() {}

    /** Moves all threads of this process, and its future child processes, to the CPUs that the prefix sets. */
    static void moveThisProcess(List<String> prefix) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        String cores = prefix.get(prefix.size() - 1);
        String self = String.valueOf(ProcessHandle.current().pid());
        Process move = new ProcessBuilder(new ArrayList<>(List.of("taskset", "-a", "-p", "-c", cores, self)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        move.onExit().join();
    }
}
